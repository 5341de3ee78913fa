import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { Corpus } from "./corpus.ts";
import { documentPath } from "./layout.ts";
import { droppedOf } from "./revisions.ts";
import { FailingFs, importText, temporaryCorpus } from "./testing.ts";

/** A corpus with one page, and how it is edited. */
async function onePage(fs = new FailingFs()) {
  const corpus = await temporaryCorpus({ fs });
  const id = await importText(corpus, "標題：𠮷田茂訪問北京\n\n本报讯");
  const type = async (words: string, opened = true) => {
    if (opened) corpus.beginEditing(id);
    const { document, hash } = await corpus.readDocument(id);
    const next = structuredClone(document);
    const block = blocksOf(next)[0];
    if (!block) throw new Error("the page has no block");
    block.text += words;
    block.pieces.push({ inserted: words });
    return await corpus.save(next, hash);
  };
  const text = (document: GalleyDocument) => blocksOf(document)[0]?.text;
  const folder = join(corpus.dir, ".galley", "revisions", id.slice(-2), id);
  return { corpus, fs, id, type, text, folder, path: documentPath(corpus.dir, id) };
}

test("a save keeps what it replaces, byte for byte and without copying", async () => {
  const { id, type, folder, path } = await onePage();
  const before = readFileSync(path);
  const { ino } = statSync(path);
  await type("一");
  const [name = ""] = readdirSync(folder);
  expect(name).toMatch(/^000001-\d{8}T\d{6}Z-[0-9a-f]{16}\.json$/);
  expect(readFileSync(join(folder, name)).equals(before)).toBe(true);
  expect(statSync(join(folder, name)).ino).toBe(ino);
  expect(basename(dirname(join(folder, name)))).toBe(id);
});

test("typing in one go is one step; opening the page again begins another, and so does a while", async () => {
  const { corpus, id, type } = await onePage();
  await type("一");
  await type("二", false);
  await type("三", false);
  expect((await corpus.history(id)).revisions).toHaveLength(1);
  await type("四");
  expect((await corpus.history(id)).revisions).toHaveLength(2);
  const later = performance.now() + 6 * 60 * 1000;
  vi.spyOn(performance, "now").mockReturnValue(later);
  onTestFinished(() => void vi.restoreAllMocks());
  await type("五", false);
  expect((await corpus.history(id)).revisions).toHaveLength(3);
});

test("what another program wrote is always kept before it is replaced", async () => {
  const { corpus, id, type, path, text } = await onePage();
  await type("一");
  const theirs: GalleyDocument = JSON.parse(readFileSync(path, "utf8"));
  Object.assign(blocksOf(theirs)[1] ?? {}, { text: "本报訊", pieces: [{ inserted: "本报訊" }] });
  writeFileSync(path, JSON.stringify(theirs));
  await type("二", false);
  const [newest] = (await corpus.history(id)).revisions;
  expect(blocksOf(await corpus.readRevision(id, newest?.number ?? 0))[1]?.text).toBe("本报訊");
  expect(text((await corpus.read(id)).document)).toMatch(/一二$/);
});

test("the history says when, who and how much", async () => {
  const { corpus, id, type } = await onePage();
  await type("一𠮷");
  await type("二");
  const { present, revisions } = await corpus.history(id);
  expect(present).toMatchObject({ problem: null, counts: { blocks: 1, inserted: 1, deleted: 0 } });
  expect(revisions.map(({ number, counts }) => [number, counts?.inserted ?? null])).toEqual([
    [2, 2],
    [1, null],
  ]);
  expect(present.updatedBy).not.toBe("");
});

test("restoring brings an earlier state back, and can be undone by restoring", async () => {
  const { corpus, id, type, text } = await onePage();
  const first = await corpus.read(id);
  await type("一");
  await type("二", false);
  const { kept } = await corpus.restore(id, 1);
  const restored = await corpus.read(id);
  expect(restored.document.articles).toEqual(first.document.articles);
  expect(restored.document.revision).toBe(3);
  await corpus.restore(id, kept ?? 0);
  expect(text((await corpus.read(id)).document)).toMatch(/一二$/);
});

test("a damaged document is restored beside its damaged file, which is not touched", async () => {
  const { corpus, id, type, text, path } = await onePage();
  await type("一");
  await type("二");
  const damaged = readFileSync(path).subarray(0, 100);
  writeFileSync(path, damaged);
  await expect(corpus.read(id)).rejects.toMatchObject({ code: "document-damaged" });
  const { present, revisions } = await corpus.history(id);
  expect(present.problem?.code).toBe("document-damaged");
  await corpus.restore(id, revisions[0]?.number ?? 0);
  expect(text((await corpus.read(id)).document)).toMatch(/一$/);
  const aside = readdirSync(dirname(path)).find((name) => name.includes(".damaged-")) ?? "";
  expect(readFileSync(join(dirname(path), aside)).equals(damaged)).toBe(true);
});

test("a deleted document can be brought back, too", async () => {
  const { corpus, id, type, path } = await onePage();
  await type("一");
  const { document } = await corpus.read(id);
  rmSync(path);
  await corpus.restore(id, 1);
  expect((await corpus.read(id)).document.articles).not.toEqual(document.articles);
  await expect(corpus.recreate(document)).rejects.toMatchObject({ code: "conflict" });
  rmSync(path);
  await corpus.recreate(document);
  expect((await corpus.read(id)).document.articles).toEqual(document.articles);
});

test("a revision that was changed on disk is not taken for what was kept", async () => {
  const { corpus, id, type, folder } = await onePage();
  await type("一");
  const [name = ""] = readdirSync(folder);
  const file = join(folder, name);
  writeFileSync(file, readFileSync(file, "utf8").replace("訪問", "访问"));
  await expect(corpus.restore(id, 1)).rejects.toMatchObject({ code: "document-damaged" });
  expect((await corpus.history(id)).revisions[0]?.problem?.code).toBe("document-damaged");
});

test("no room for the history is no reason to refuse a save; without hard links it is a copy", async () => {
  const { fs, type, folder } = await onePage();
  fs.fail("link", "ENOSPC");
  await type("一");
  expect(readdirSync(folder)).toEqual([]);
  fs.fail("link", "EPERM");
  await type("二");
  expect(readdirSync(folder)).toHaveLength(1);
});

test("the last twenty are kept, and of older ones the last of each day", async () => {
  const { corpus, id, type } = await onePage();
  for (let i = 0; i < 24; i++) await type("字");
  // All of one day: the twenty, and the last of the older ones.
  const numbers = (await corpus.history(id)).revisions.map(({ number }) => number);
  expect(numbers).toEqual([...Array.from({ length: 20 }, (_, i) => 24 - i), 4]);
  expect(corpus.pruneHistory({ last: 2, days: 0 })).toEqual({ revisions: 19, documents: 1 });
  expect((await corpus.history(id)).revisions.map(({ number }) => number)).toEqual([24, 23]);

  const days = Array.from({ length: 200 }, (_, i) => ({ keptAt: new Date(Date.UTC(2026, 0, 200 - i)).toISOString() }));
  expect(droppedOf(days, { last: 20, days: 90 })).toEqual(days.slice(110));
});

test("a clock that runs backwards changes no order", async () => {
  let now = new Date("2026-06-01T00:00:00Z");
  const corpus = await temporaryCorpus({ now: () => now });
  const id = await importText(corpus, "页");
  for (const date of ["2026-06-01", "1970-01-01", "2100-01-01", "2026-01-01"]) {
    now = new Date(`${date}T00:00:00Z`);
    corpus.beginEditing(id);
    const { document, hash } = await corpus.read(id);
    await corpus.save(document, hash);
  }
  const { revisions, present } = await corpus.history(id);
  expect(revisions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(present.updatedAt).toBe("2026-01-01T00:00:00.000Z");
  expect((await corpus.read(id)).document.revision).toBe(4);
});

test("what saves left that did not end is moved aside, and what runs is left alone", async () => {
  const { corpus, path } = await onePage();
  const ended = spawnSync("true").pid;
  const name = (pid: number) => join(dirname(path), `.${basename(path)}.${pid}.0123456789ab.tmp`);
  writeFileSync(name(ended), "{");
  writeFileSync(name(process.pid), "{");
  expect(await corpus.setLeftoversAside()).toBe(1);
  expect([existsSync(name(ended)), existsSync(name(process.pid))]).toEqual([false, true]);
});

test("a corpus without history is whole", async () => {
  const { corpus, id, type } = await onePage();
  await type("一");
  rmSync(join(corpus.dir, ".galley"), { recursive: true });
  const again = await Corpus.open(corpus.dir);
  expect((await again.history(id)).revisions).toEqual([]);
  await again.close();
});
