/** Changes of the registry whose documents can't all follow: whatever fails, no link is left that leads nowhere. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { EntityRequest } from "../../../shared/entities/plan-request.ts";
import { blocksOf } from "../../../shared/model/document.ts";
import type { Corpus } from "../corpus.ts";
import { newDocumentId } from "../import/new-ids.ts";
import { documentPath } from "../layout.ts";
import { collect, temporaryCorpus } from "../testing.ts";
import type { EntityPlan } from "./entity-plan.ts";
import { nothing } from "./plan.ts";
import { planEntities } from "./plan-entities.ts";
import { documentBytes, importTexts, withInserted } from "./testing.ts";

const carryOut = (corpus: Corpus, plan: EntityPlan) =>
  corpus.carryOut(plan.operation, plan.documents(nothing), { files: plan.files });
const run = async (corpus: Corpus, request: EntityRequest) => carryOut(corpus, await planEntities(corpus, request));
const verify = (corpus: Corpus, repair = false) => collect(corpus.verify({ repair }));
const registryBytes = (corpus: Corpus) => readFileSync(join(corpus.dir, "entities.json"), "utf8");
const entryOf = async (corpus: Corpus, name: string) => {
  const entry = (await corpus.readRegistry()).entities.find((one) => one.name === name);
  if (!entry) throw new Error(`no entry ${name}`);
  return entry;
};
const linksOf = async (corpus: Corpus, id: string) =>
  blocksOf((await corpus.read(id)).document).flatMap(({ entities }) => entities.map(({ type, ref }) => [type, ref]));
async function edit(corpus: Corpus, id: string, words = "改") {
  const { document, hash } = await corpus.read(id);
  await corpus.save(withInserted(document, words), hash);
}

/** Two pages that name 离石区 and 离石 each; in two folders, since they do not come together. */
async function tagged() {
  const corpus = await temporaryCorpus();
  const [first = ""] = await importTexts(corpus, ["离石区与𠮷田，离石。\n"]);
  const folderOf = (id: string) => dirname(documentPath(corpus.dir, id));
  while (folderOf(newDocumentId(0)) === folderOf(first));
  const [second = ""] = await importTexts(corpus, ["离石区，离石。\n"]);
  for (const text of ["离石区", "离石"]) await run(corpus, { do: "tag", text, type: "LOC" });
  const [whole, short] = [(await entryOf(corpus, "离石区")).id, (await entryOf(corpus, "离石")).id];
  return { corpus, first, second, whole, short };
}

/** What is done to the entry 离石, or to its entities. */
const requests: [string, (short: string, whole: string, first: string, second: string) => EntityRequest][] = [
  ["merging", (short, whole) => ({ do: "merge", from: [short], into: whole })],
  ["removing", (short) => ({ do: "remove", ids: [short] })],
  ["retyping the text of", () => ({ do: "retype", text: "离石", from: "LOC", to: "ORG" })],
  ["untagging the text of", () => ({ do: "untag", text: "离石", type: null })],
];

/** The folder of a page's file can't be written until the function is called. */
function protect(corpus: Corpus, id: string): (() => void) | null {
  const folder = dirname(documentPath(corpus.dir, id));
  if (process.platform !== "linux" || spawnSync("chattr", ["+i", folder], { stdio: "ignore" }).status !== 0)
    return null;
  const free = () => void spawnSync("chattr", ["-i", folder], { stdio: "ignore" });
  onTestFinished(free);
  return free;
}

test.each(requests)(
  "%s an entry: a page that changed meanwhile is named, keeps its link, and the entry stays for it",
  async (_, requestOf) => {
    const { corpus, first, second, whole, short } = await tagged();
    const before = await linksOf(corpus, second);
    const plan = await planEntities(corpus, requestOf(short, whole, first, second));
    await edit(corpus, second);
    const { changed, failures } = await carryOut(corpus, plan);
    expect(changed).toEqual([first]);
    expect(failures).toMatchObject([{ document: second, error: { code: "conflict" } }]);
    expect(await linksOf(corpus, second)).toEqual(before);
    expect(await entryOf(corpus, "离石")).toMatchObject({ id: short, type: "LOC" });
    expect(await verify(corpus)).toEqual([]);
    // Done again it goes through, and then the entry goes, too.
    await run(corpus, requestOf(short, whole, first, second));
    expect((await corpus.readRegistry()).entities.map(({ id }) => id)).not.toContain(short);
    expect(await verify(corpus)).toEqual([]);
  },
);

test.for(requests)(
  "%s an entry while a page's folder is protected: the page is named, and no link leads nowhere",
  async ([, requestOf], { skip }) => {
    const { corpus, first, second, whole, short } = await tagged();
    const state = [documentBytes(corpus.dir), registryBytes(corpus)];
    const free = protect(corpus, second);
    if (!free) skip("needs root and a disk with immutable folders");
    const { failures } = await run(corpus, requestOf(short, whole, first, second));
    expect(failures).toMatchObject([{ document: second, error: { code: "permission" } }]);
    expect(await verify(corpus)).toEqual([]);
    free?.();
    expect(await corpus.undoLast()).toMatchObject({ changed: [first], failures: [] });
    expect([documentBytes(corpus.dir), registryBytes(corpus)]).toEqual(state);
  },
);

test("splitting an entry: what could not follow names the old one, and undone it is as it was", async () => {
  const { corpus, first, second, whole } = await tagged();
  const state = registryBytes(corpus);
  const entities = (await corpus.findEntities({ refs: [whole] })).map(({ document, id }) => ({ document, entity: id }));
  const entry = { id: "n-new", name: "另一离石区", type: "LOC", aliases: [], link: "", note: "" };
  const plan = await planEntities(corpus, { do: "split", id: whole, entry, entities });
  await edit(corpus, second);
  expect((await carryOut(corpus, plan)).failures).toMatchObject([{ document: second }]);
  expect((await linksOf(corpus, first))[0]).toEqual(["LOC", "n-new"]);
  expect((await linksOf(corpus, second))[0]).toEqual(["LOC", whole]);
  expect(await verify(corpus)).toEqual([]);
  await corpus.undoLast();
  expect(registryBytes(corpus)).toBe(state);
});

test("an entry that an operation made stays when it is undone and a page that names it was changed since", async () => {
  const { corpus, first, second, whole } = await tagged();
  const entities = (await corpus.findEntities({ refs: [whole] })).map(({ document, id }) => ({ document, entity: id }));
  const entry = { id: "n-new", name: "另一离石区", type: "LOC", aliases: [], link: "", note: "" };
  await run(corpus, { do: "split", id: whole, entry, entities });
  await edit(corpus, second);
  expect(await corpus.undoLast()).toMatchObject({ changed: [first], failures: [{ document: second }] });
  expect(await entryOf(corpus, "另一离石区")).toEqual(entry);
  expect(await verify(corpus)).toEqual([]);
});

test("retagging an entry: a page that could not follow is named, verify says where, and repair unlinks it", async () => {
  const { corpus, second, whole } = await tagged();
  const plan = await planEntities(corpus, { do: "retag", id: whole, type: "ORG" });
  await edit(corpus, second);
  expect((await carryOut(corpus, plan)).failures).toMatchObject([{ document: second }]);
  const [finding, ...others] = await verify(corpus);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ document: second, rule: "ref-type", repaired: null });
  expect(finding?.problem).toContain(`LOC “离石区” names “离石区” (${whole}), which is ORG`);
  await verify(corpus, true);
  expect((await linksOf(corpus, second))[0]).toEqual(["LOC", null]);
  expect(await verify(corpus)).toEqual([]);
});

test("an operation that is stopped takes no entry out: what it did not come to still names them", async () => {
  const { corpus, whole, short } = await tagged();
  const plan = await planEntities(corpus, { do: "merge", from: [short], into: whole });
  const stop = new AbortController();
  async function* stopping() {
    for await (const change of plan.documents(nothing, stop.signal)) {
      yield change;
      stop.abort();
    }
  }
  const result = await corpus.carryOut(plan.operation, stopping(), { files: plan.files, signal: stop.signal });
  expect(result.stopped).toMatchObject({ code: "cancelled" });
  expect(await entryOf(corpus, "离石")).toMatchObject({ id: short });
  expect(await verify(corpus)).toEqual([]);
});
