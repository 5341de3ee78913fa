import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { deltaOf } from "../../shared/versions/delta.ts";
import { documentPath } from "../corpus/layout.ts";
import { Drafts } from "./drafts.ts";
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
    host.call("keepDraft", { delta: deltaOf(next, new Set(blocksOf(base))), baseHash });
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
  const change = deltaOf(next, new Set(blocksOf(document)));
  expect(change.changed).toHaveLength(1);
  expect(await call("keepDraft", { delta: change, baseHash: "0".repeat(64) })).toEqual({ kept: false });
  expect(await keep(next, { ...document, articles: [{ id: "x", blocks: [] }] }, hash)).toEqual({ kept: true });
});

test("a save sends its changed blocks, again and again; without its base all of them are asked for", async () => {
  const { id, document, hash, typed, call, path, firstText } = await openPage();
  let [now, baseHash, before] = [document, hash, hash];
  for (const word of ["一", "二", "三"]) {
    const next = typed(word, now);
    const delta = deltaOf(next, new Set(blocksOf(now)));
    expect(delta.changed).toHaveLength(1);
    const saved = await call("saveDelta", { delta, baseHash });
    now = next;
    before = baseHash;
    baseHash = saved?.hash ?? "";
    const stamp = { revision: saved?.revision ?? 0, updatedAt: saved?.updatedAt ?? "" };
    const inFile = JSON.parse(readFileSync(path, "utf8"));
    expect(readFileSync(path, "utf8")).toBe(serializeDocument({ ...next, ...stamp, updatedBy: inFile.updatedBy }));
  }
  const delta = deltaOf(typed("四", now), new Set(blocksOf(now)));
  expect(await call("saveDelta", { delta, baseHash: "0".repeat(64) })).toBeNull();
  await expect(call("saveDelta", { delta, baseHash: before })).rejects.toMatchObject({ code: "conflict" });
  expect(firstText((await call("readDocument", { id })).document)).toMatch(/一二三$/);
});

test("what breaks a rule is refused, also in a block that came by itself", async () => {
  const { document, hash, call } = await openPage();
  const [first] = blocksOf(document);
  if (!first) throw new Error("the page has no block");
  const broken = {
    ...deltaOf(document, new Set(blocksOf(document))),
    changed: [{ ...first, text: `${first.text}多` }],
  };
  await expect(call("saveDelta", { delta: broken, baseHash: hash })).rejects.toMatchObject({
    code: "invalid-document",
    details: { place: first.id },
  });
});

test("what is undone while a save runs is kept as it was before", async () => {
  const { id, document, hash, typed, keep, call, firstText } = await openPage();
  await call("saveDelta", { delta: deltaOf(typed("一"), new Set(blocksOf(document))), baseHash: hash });
  // The window has not heard yet, and its text is that of its base again: no block of it has changed.
  expect(await keep(document, document, hash)).toEqual({ kept: true });
  const draft = await call("readDraft", { id });
  expect([draft?.current, firstText(draft?.document)]).toEqual([true, firstText(document)]);
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

test("a file that has another document's draft in it is no draft of this one", async () => {
  const { id, document, typed, keep, call, drafts } = await openPage();
  const { rows } = await call("listDocuments", { query, offset: 1, limit: 1 });
  await keep(typed("没存"));
  const [draft = ""] = drafts();
  writeFileSync(draft, readFileSync(draft, "utf8").replaceAll(document.id, rows[0]?.id ?? ""));
  expect(await call("readDraft", { id })).toBeNull();
  expect(drafts()).toEqual([expect.stringMatching(/\.damaged-/)]);
});

test("what is no hash never becomes part of a path: the contract refuses it, and so do the drafts by themselves", async () => {
  const { root, document, typed, keep } = await openPage();
  const drafts = new Drafts(join(root, "user data"));
  const files = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  const before = files();
  for (const hash of ["../../../../x/../", "/tmp/aaaaaaaaaaaa", "0".repeat(63), "\0".repeat(64), ""]) {
    await expect(keep(typed("改"), document, hash)).rejects.toMatchObject({ code: "usage" });
    const delta = deltaOf(typed("改"), new Set());
    if (hash !== "0".repeat(63))
      await expect(drafts.keep(root, delta, hash, new Date())).rejects.toMatchObject({ code: "usage" });
  }
  expect(files()).toEqual(before);
});
