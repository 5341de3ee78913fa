import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { Corpus } from "./corpus.ts";
import { documentPath } from "./layout.ts";
import { byName, FailingFs, importText, temporaryCorpus, temporaryFolder } from "./testing.ts";

/** The document with its second block's text put in anew. */
function edited(document: GalleyDocument, text: string): GalleyDocument {
  const copy = structuredClone(document);
  const block = copy.articles[0]?.blocks[1];
  if (block) Object.assign(block, { text, pieces: [{ inserted: text }] });
  return copy;
}

async function editJson(path: string, change: (json: Record<string, unknown>) => void): Promise<string> {
  const json = JSON.parse(readFileSync(path, "utf8"));
  change(json);
  const text = JSON.stringify(json);
  writeFileSync(path, text);
  return text;
}

test("a new corpus has the folders of the design and opens again", async () => {
  const dir = join(temporaryFolder(), "新 corpus");
  await (await Corpus.create(dir, { name: "离石" })).close();
  expect(readdirSync(dir).sort()).toEqual([".galley", "documents", "entities.json", "galley.json", "sources"]);
  const corpus = await Corpus.open(dir);
  expect([corpus.settings.name, corpus.readOnly]).toEqual(["离石", null]);
  expect((await corpus.readRegistry()).entities).toEqual([]);
  await corpus.close();
});

test("a folder that is not empty is not made into a corpus", async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, "notes.txt"), "mine");
  await expect(Corpus.create(dir, {})).rejects.toMatchObject({ code: "not-empty" });
  await expect(Corpus.create(join(dir, "notes.txt"), {})).rejects.toMatchObject({ code: "not-empty" });
  expect(readdirSync(dir)).toEqual(["notes.txt"]);
});

test.each([
  ["no folder", null, "corpus-gone"],
  ["no galley.json", undefined, "not-a-corpus"],
  ["broken JSON", "{", "corpus-damaged"],
  ["another program's galley.json", '{"format":"x"}', "not-a-corpus"],
  ["a newer version", '{"format":"galley/corpus","version":999}', "corpus-newer"],
  ["a wrong value", '{"format":"galley/corpus","version":1,"name":1}', "corpus-damaged"],
])("opening with %s is refused by name, and nothing is written", async (_, settings, code) => {
  const dir = join(temporaryFolder(), "c");
  if (settings !== null) mkdirSync(dir);
  if (settings) writeFileSync(join(dir, "galley.json"), settings);
  await expect(Corpus.open(dir)).rejects.toMatchObject({ code, message: expect.stringContaining(dir) });
  expect(existsSync(dir) ? readdirSync(dir) : null).toEqual(settings === null ? null : settings ? ["galley.json"] : []);
});

test("opening and reading changes no file that is not derived", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const times = () =>
    ["galley.json", "entities.json", `documents/${id.slice(-2)}/${id}.json`].map(
      (name) => statSync(join(corpus.dir, name)).mtimeMs,
    );
  const before = times();
  const again = await Corpus.open(corpus.dir);
  await again.read(id);
  await again.close();
  expect(times()).toEqual(before);
});

test("a save counts the revision, names the person and keeps unknown keys", async () => {
  const now = () => new Date("2026-11-22T09:00:00Z");
  const corpus = await temporaryCorpus({ now });
  const id = await importText(corpus);
  const { document, hash, source } = await corpus.read(id);
  expect(source).toContain("𠮷田茂");
  const saved = await corpus.save({ ...edited(document, "改𠮷"), colour: "blue" }, hash);
  const again = await corpus.read(id);
  expect(again.hash).toBe(saved.hash);
  expect(again.document).toMatchObject({ revision: 1, colour: "blue", updatedAt: "2026-11-22T09:00:00.000Z" });
  expect(again.document.updatedBy).not.toBe("");
  expect((await corpus.list(byName, 0, 10)).rows[0]).toMatchObject({ id, characters: 11 });
});

test.each([
  ["another content", (path: string) => writeFileSync(path, readFileSync(path, "utf8").replace("訊", "讯"))],
  [
    "another content of the same size and time",
    (path: string) => {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, readFileSync(path, "utf8").replace("訊", "詢"));
      utimesSync(path, atime, mtime);
    },
  ],
])("a file changed outside (%s) is not overwritten", async (_, change) => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  const path = documentPath(corpus.dir, id);
  change(path);
  const outside = readFileSync(path, "utf8");
  await expect(corpus.save(edited(document, "改"), hash)).rejects.toMatchObject({ code: "conflict" });
  expect(readFileSync(path, "utf8")).toBe(outside);
});

test("a file that was only touched is no conflict", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  utimesSync(documentPath(corpus.dir, id), new Date(), new Date());
  await expect(corpus.save(edited(document, "改"), hash)).resolves.toMatchObject({ revision: 1 });
});

test("of two corpus objects that save from one base, exactly one wins, every time", async () => {
  const first = await temporaryCorpus();
  const id = await importText(first);
  const second = await Corpus.open(first.dir);
  for (let round = 1; round <= 30; round++) {
    const { document, hash } = await first.read(id);
    const results = await Promise.allSettled([
      first.save(edited(document, `甲${round}`), hash),
      second.save(edited(document, `乙${round}`), hash),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = results[0]?.status === "fulfilled" ? "甲" : "乙";
    const now = (await second.read(id)).document;
    expect([now.revision, now.articles[0]?.blocks[1]?.text]).toEqual([round, `${winner}${round}`]);
  }
  await second.close();
});

test("saves of one document queue: each sees the one before as a conflict, never half of it", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, (_, i) => corpus.save(edited(document, `${i}`), hash)),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a document that breaks the model's rules is not saved, and the place is named", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  const wrongText = structuredClone(document);
  Object.assign(wrongText.articles[0]?.blocks[1] ?? {}, { text: "別" });
  await expect(corpus.save(wrongText, hash)).rejects.toMatchObject({
    code: "invalid-document",
    details: { place: "b2" },
  });
  const otherSource = { ...document, source: { ...document.source, sha256: "f".repeat(64) } };
  await expect(corpus.save(otherSource, hash)).rejects.toMatchObject({
    code: "invalid-document",
    details: { place: "source" },
  });
  const noArticles = { ...document, articles: [] };
  await expect(corpus.save(noArticles, hash)).rejects.toMatchObject({ code: "invalid-document" });
  expect((await corpus.read(id)).hash).toBe(hash);
});

test.each(["../../../etc/passwd", "..", "a/b", "a", ""])("no id leads out of the folder: %j", async (id) => {
  const corpus = await temporaryCorpus();
  await expect(corpus.read(id)).rejects.toMatchObject({ code: "usage" });
});

test("a document with broken JSON is listed with its problem, never overwritten, and the others open", async () => {
  const corpus = await temporaryCorpus();
  const [bad, good] = [await importText(corpus, "甲"), await importText(corpus, "乙")];
  await corpus.close();
  const path = documentPath(corpus.dir, bad);
  writeFileSync(path, '{ "format": "galley/docu');
  const again = await Corpus.open(corpus.dir);
  const { rows } = await again.list({ ...byName, sort: "updatedAt" }, 0, 10);
  expect(rows.map(({ id, problem }) => [id, problem !== null])).toEqual([
    [bad, true],
    [good, false],
  ]);
  await expect(again.read(bad)).rejects.toMatchObject({ code: "document-damaged" });
  await expect(again.setStatus(bad, "done")).rejects.toMatchObject({ code: "document-damaged" });
  await again.setStatus(good, "done");
  expect(readFileSync(path, "utf8")).toBe('{ "format": "galley/docu');
  await again.close();
});

test("a newer version's document can be read and is never written", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const text = await editJson(documentPath(corpus.dir, id), (json) => Object.assign(json, { version: 2, newKey: 1 }));
  const { document, hash, readOnly } = await corpus.read(id);
  expect(readOnly?.message).toContain("newer version");
  await expect(corpus.save(document, hash)).rejects.toMatchObject({ code: "document-newer" });
  expect(readFileSync(documentPath(corpus.dir, id), "utf8")).toBe(text);
});

test("a newer version's document of another shape is listed with its problem", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await editJson(documentPath(corpus.dir, id), (json) => Object.assign(json, { version: 2, articles: "elsewhere" }));
  await corpus.close();
  const again = await Corpus.open(corpus.dir);
  expect((await again.list(byName, 0, 10)).rows[0]?.problem).toMatchObject({ code: "document-newer" });
  await again.close();
});

test("links, pipes and strange files among the documents are not read", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const folder = join(corpus.dir, "documents", "AA");
  mkdirSync(folder);
  symlinkSync(documentPath(corpus.dir, id), join(folder, "LINKAA.json"));
  execFileSync("mkfifo", [join(folder, "PIPEAA.json")]);
  writeFileSync(join(folder, "note.txt"), "x");
  const again = await Corpus.open(corpus.dir);
  expect((await again.list(byName, 0, 10)).total).toBe(1);
  await expect(again.read("LINKAA")).rejects.toMatchObject({ message: expect.stringContaining("symbolic link") });
  await expect(again.read("PIPEAA")).rejects.toMatchObject({ message: expect.stringContaining("pipe") });
  await again.close();
});

test("a folder that vanishes while open is an error, and nothing makes it again", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  renameSync(corpus.dir, `${corpus.dir}-moved`);
  const gone = { code: "corpus-gone" };
  await expect(corpus.save(edited(document, "改"), hash)).rejects.toMatchObject(gone);
  await expect(corpus.read(id)).rejects.toMatchObject(gone);
  await expect(corpus.list(byName, 0, 10)).rejects.toMatchObject(gone);
  await expect(importText(corpus, "新")).rejects.toMatchObject(gone);
  expect(existsSync(corpus.dir)).toBe(false);
});

test("an emptied folder counts as gone", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  for (const name of readdirSync(corpus.dir)) rmSync(join(corpus.dir, name), { recursive: true });
  await expect(corpus.save(document, hash)).rejects.toMatchObject({ code: "corpus-gone" });
  expect(readdirSync(corpus.dir)).toEqual([]);
});

test("a full disk fails the save by name; freed, the same save works", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus({ fs });
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  fs.fail("write", "ENOSPC");
  await expect(corpus.save(edited(document, "改"), hash)).rejects.toMatchObject({ code: "disk-full" });
  expect((await corpus.read(id)).hash).toBe(hash);
  await expect(corpus.save(edited(document, "改"), hash)).resolves.toMatchObject({ revision: 1 });
});

test("a save whose last step failed can be tried again from the same base", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus({ fs });
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  fs.fail("syncFolder", "EIO");
  await expect(corpus.save(edited(document, "改"), hash)).rejects.toMatchObject({ code: "disk-error" });
  await expect(corpus.save(edited(document, "再改"), hash)).resolves.toBeDefined();
  expect((await corpus.read(id)).document.articles[0]?.blocks[1]?.text).toBe("再改");
});

test("a source that is missing or changed makes its document read-only, with the reason", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const sources = join(corpus.dir, "sources");
  writeFileSync(join(sources, readdirSync(sources)[0] ?? ""), "anders");
  const again = await Corpus.open(corpus.dir);
  expect(await again.read(id)).toMatchObject({
    source: "",
    readOnly: { message: expect.stringContaining("has changed") },
  });
  rmSync(sources, { recursive: true });
  expect(await again.read(id)).toMatchObject({
    source: "",
    readOnly: { message: expect.stringContaining("not in the corpus") },
  });
  await again.close();
});

/** Makes a folder unwritable even for root, or says why that can't be done here. */
function protect(dir: string): (() => void) | string {
  if (process.getuid?.() !== 0) {
    chmodSync(dir, 0o555);
    return () => chmodSync(dir, 0o755);
  }
  const { status, stderr } = spawnSync("chattr", ["-R", "+i", dir], { encoding: "utf8" });
  return status === 0 ? () => void spawnSync("chattr", ["-R", "-i", dir]) : `chattr +i is not possible here: ${stderr}`;
}

test("a read-only folder opens with its reason, lists and reads, and refuses to write", async ({ skip }) => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const release = protect(corpus.dir);
  if (typeof release === "string") return skip(release);
  try {
    const again = await Corpus.open(corpus.dir);
    expect(again.readOnly).toMatchObject({ code: "read-only", message: expect.stringContaining(corpus.dir) });
    expect((await again.list(byName, 0, 10)).total).toBe(1);
    const { document, hash, readOnly } = await again.read(id);
    expect(readOnly).toBe(again.readOnly);
    await expect(again.save(document, hash)).rejects.toMatchObject({ code: "read-only" });
    await expect(importText(again, "新")).rejects.toMatchObject({ code: "read-only" });
    await again.close();
  } finally {
    release();
  }
});
