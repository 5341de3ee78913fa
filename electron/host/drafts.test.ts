import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { draftChangeOf } from "../../shared/versions/draft.ts";
import { documentPath } from "../corpus/layout.ts";
import { startHost } from "./testing.ts";

const query = { sort: "name", descending: false, text: "", status: null } as const;

/** The sample corpus open in a host, its first page as a window has it, and how it types. */
async function openPage(root?: string) {
  const host = startHost({}, root);
  await host.call("openSample", {});
  const { rows } = await host.call("listDocuments", { query, offset: 0, limit: 1 });
  const id = rows[0]?.id ?? "";
  const { document, hash } = await host.call("readDocument", { id });
  const typed = (words: string, on: GalleyDocument = document) => {
    const [first, ...rest] = on.articles;
    const [block, ...blocks] = first?.blocks ?? [];
    if (!first || !block) throw new Error("the page has no block");
    const changed = {
      ...block,
      text: block.text + words,
      pieces: [...block.pieces, { inserted: words }],
    };
    return { ...on, articles: [{ ...first, blocks: [changed, ...blocks] }, ...rest] };
  };
  const keep = (next: GalleyDocument, base = document, baseHash = hash) =>
    host.call("keepDraft", { draft: draftChangeOf(next, new Set(blocksOf(base))), baseHash });
  const drafts = () => {
    const folder = join(host.root, "user data", "drafts");
    return readdirSync(folder).flatMap((corpus) =>
      readdirSync(join(folder, corpus)).map((name) => join(folder, corpus, name)),
    );
  };
  const firstText = (of: GalleyDocument | undefined) => (of ? blocksOf(of)[0]?.text : undefined);
  const path = documentPath(join(host.documentsDir, "校样样例"), id);
  return { ...host, id, document, hash, typed, keep, drafts, firstText, path };
}

test("what was typed and not saved is there for the next host, and gone once it is saved", async () => {
  const first = await openPage();
  expect(await first.keep(first.typed("没存"))).toEqual({ kept: true });
  expect(await first.keep(first.typed("没存上"))).toEqual({ kept: true });
  expect(first.drafts()).toHaveLength(1);
  await first.running.close();

  const second = await openPage(first.root);
  const draft = await second.call("readDraft", { id: second.id });
  expect(draft?.current).toBe(true);
  expect(second.firstText(draft?.document)).toMatch(/没存上$/);
  await second.call("saveDocument", { document: draft?.document ?? second.document, baseHash: second.hash });
  expect(second.drafts()).toEqual([]);
  expect(await second.call("readDraft", { id: second.id })).toBeNull();
});

test("a draft crosses the contract as its changed blocks; without its base all of them are asked for", async () => {
  const { document, hash, typed, keep, call } = await openPage();
  const next = typed("改");
  const change = draftChangeOf(next, new Set(blocksOf(document)));
  expect(change.changed).toHaveLength(1);
  expect(await call("keepDraft", { draft: change, baseHash: "0".repeat(64) })).toEqual({ kept: false });
  expect(await keep(next, { ...document, articles: [{ id: "x", blocks: [] }] }, hash)).toEqual({ kept: true });
});

test("what is typed while a save runs is a draft on what the save wrote", async () => {
  const { id, document, hash, typed, keep, call, drafts, firstText } = await openPage();
  const one = typed("一");
  await keep(one);
  const saved = await call("saveDocument", { document: one, baseHash: hash });
  // The window has not heard yet, and tells its draft on the old base.
  expect(await keep(typed("二", one), document, hash)).toEqual({ kept: true });
  expect(drafts()).toHaveLength(1);
  const draft = await call("readDraft", { id });
  expect([draft?.current, firstText(draft?.document)?.endsWith("一二")]).toEqual([true, true]);
  await call("saveDocument", { document: typed("二", one), baseHash: saved.hash });
  expect(drafts()).toEqual([]);
});

test("a draft of just what a save is writing goes with the save", async () => {
  const { document, hash, typed, keep, call, drafts } = await openPage();
  const saving = call("saveDocument", { document: typed("一"), baseHash: hash });
  await keep(typed("一"), document, hash);
  await saving;
  expect(drafts()).toEqual([]);
});

test("killed between replacing the file and forgetting the draft, nothing is offered that is there already", async () => {
  const { id, document, hash, typed, keep, call, drafts, firstText } = await openPage();
  const one = typed("一");
  await keep(one);
  const [draft = ""] = drafts();
  const bytes = readFileSync(draft);
  const saved = await call("saveDocument", { document: typed("一二"), baseHash: hash });
  // As it was just before the end: marked with what the save would write, and older than that.
  writeFileSync(draft.replace(/\.json$/, `.${saved.hash.slice(0, 16)}.json`), bytes);
  expect(await call("readDraft", { id })).toBeNull();
  expect(drafts()).toEqual([]);

  // And what was typed during that save is offered, on what it wrote.
  await keep(typed("三", typed("一二")), document, hash);
  const [later = ""] = drafts();
  renameSync(later, draft);
  writeFileSync(draft.replace(/\.json$/, `.${saved.hash.slice(0, 16)}.json`), bytes);
  const offered = await call("readDraft", { id });
  expect([offered?.current, firstText(offered?.document)?.endsWith("一二三")]).toEqual([true, true]);
});

test("when the file has changed meanwhile, the draft says so", async () => {
  const { id, typed, keep, call, path } = await openPage();
  await keep(typed("没存"));
  const theirs = JSON.parse(readFileSync(path, "utf8"));
  theirs.meta.title = "别处";
  writeFileSync(path, JSON.stringify(theirs));
  expect(await call("readDraft", { id })).toMatchObject({ current: false });
  await call("discardDraft", { id });
  expect(await call("readDraft", { id })).toBeNull();
});

test("a damaged draft is set aside and nothing else suffers", async () => {
  const { id, typed, keep, call, drafts } = await openPage();
  await keep(typed("没存"));
  const [draft = ""] = drafts();
  writeFileSync(draft, '{"format":"galley/dr');
  expect(await call("readDraft", { id })).toBeNull();
  expect(drafts()).toEqual([expect.stringMatching(/\.json\.damaged-\d{8}T\d{6}Z$/)]);
  expect(await keep(typed("又"))).toEqual({ kept: true });
});
