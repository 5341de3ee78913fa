import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { Corpus } from "../corpus.ts";
import { documentPath } from "../layout.ts";
import { byName, collect, importText, temporaryCorpus } from "../testing.ts";

/** A corpus with one page that has an entity, closed; damage it, then look. */
async function soundCorpus(): Promise<{ dir: string; id: string; path: string }> {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  const entity = { id: "e1", type: "PER", start: 2, end: 5, text: "𠮷田茂", ref: null, by: "editor", note: "" };
  document.articles[0]?.blocks[0]?.entities.push(entity);
  await corpus.save(document, hash);
  await corpus.close();
  return { dir: corpus.dir, id, path: documentPath(corpus.dir, id) };
}

async function verify(dir: string, repair: boolean) {
  const corpus = await Corpus.open(dir);
  try {
    return await collect(corpus.verify({ repair }));
  } finally {
    await corpus.close();
  }
}

function editDocument(path: string, change: (document: GalleyDocument) => void): void {
  const document = JSON.parse(readFileSync(path, "utf8"));
  change(document);
  writeFileSync(path, JSON.stringify(document));
}

const first = (document: GalleyDocument) => document.articles[0]?.blocks[0];
const entity = (document: GalleyDocument) => first(document)?.entities[0];

test("a sound corpus has no findings", async () => {
  const { dir } = await soundCorpus();
  expect(await verify(dir, false)).toEqual([]);
  expect(await verify(dir, true)).toEqual([]);
  expect(existsSync(join(dir, ".galley", "quarantine"))).toBe(false);
});

type Damage = (corpus: { dir: string; id: string; path: string }) => void;
const sourceOf = (dir: string) => join(dir, "sources", readdirSync(join(dir, "sources"))[0] ?? "");
const deadProcess = 2 ** 22 + 1;

test.each<[string, RegExp, boolean, Damage]>([
  ["broken JSON", /not valid JSON/, true, ({ path }) => writeFileSync(path, "{")],
  ["a file of zeros", /not valid JSON/, true, ({ path }) => writeFileSync(path, Buffer.alloc(100))],
  ["a wrong shape", /at status/, true, ({ path }) => editDocument(path, (d) => Object.assign(d, { status: "?" }))],
  [
    "an id that is not the file's",
    /says that its id/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(d, { id: "OTHERIDS" })),
  ],
  [
    "an entity in UTF-16 units",
    /b1\/e1/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(entity(d) ?? {}, { end: 6 })),
  ],
  [
    "an entity past the text",
    /b1\/e1/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(entity(d) ?? {}, { start: 90, end: 99 })),
  ],
  [
    "an entity whose text is not there",
    /b1\/e1/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(entity(d) ?? {}, { text: "毛" })),
  ],
  [
    "two blocks of one id",
    /used more than once/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(d.articles[0]?.blocks[1] ?? {}, { id: "b1" })),
  ],
  [
    "text edited by hand",
    /not what its pieces make/,
    true,
    ({ path }) => editDocument(path, (d) => Object.assign(d.articles[0]?.blocks[1] ?? {}, { text: "本报讯" })),
  ],
  [
    "a piece outside the source",
    /outside the source/,
    true,
    ({ path }) =>
      editDocument(path, (d) => Object.assign(d.articles[0]?.blocks[1] ?? {}, { pieces: [{ source: [0, 9999] }] })),
  ],
  [
    "half a character",
    /lone surrogate/,
    false,
    ({ path }) =>
      editDocument(path, (d) =>
        Object.assign(d.articles[0]?.blocks[1] ?? {}, { text: "\uD842", pieces: [{ inserted: "\uD842" }] }),
      ),
  ],
  ["a changed source", /has changed/, false, ({ dir }) => writeFileSync(sourceOf(dir), "anders")],
  ["a missing source", /not in the corpus/, false, ({ dir }) => rmSync(sourceOf(dir))],
  [
    "an orphan source",
    /no document has this source/,
    true,
    ({ dir }) => writeFileSync(join(dir, "sources", `${"a".repeat(64)}.txt`), "x"),
  ],
  [
    "a strange file in sources",
    /not a source's/,
    false,
    ({ dir }) => writeFileSync(join(dir, "sources", "x.txt"), "x"),
  ],
  [
    "a leftover temporary file",
    /did not end/,
    true,
    ({ path, id }) => writeFileSync(path.replace(`${id}.json`, `.${id}.json.${deadProcess}.0123456789ab.tmp`), "{"),
  ],
  [
    "a document in the wrong folder",
    /belongs in the folder/,
    false,
    ({ dir, path }) => renameSync(path, join(path, "..", "ABCDXX.json")) ?? dir,
  ],
  ["a missing registry", /entities.json is missing/, true, ({ dir }) => rmSync(join(dir, "entities.json"))],
  [
    "a broken registry",
    /entities.json can't be read/,
    false,
    ({ dir }) => writeFileSync(join(dir, "entities.json"), "{"),
  ],
  [
    "a newer version's document",
    /newer version/,
    false,
    ({ path }) => editDocument(path, (d) => Object.assign(d, { version: 2 })),
  ],
])("%s is found, and repaired where that needs no guess", async (_, problem, repairable, damage) => {
  const corpus = await soundCorpus();
  damage(corpus);
  const found = await verify(corpus.dir, false);
  expect(found.map((finding) => finding.problem).join("\n")).toMatch(problem);
  expect(found.every(({ repaired }) => repaired === null)).toBe(true);
  const repaired = (await verify(corpus.dir, true)).find((finding) => problem.test(finding.problem));
  expect(repaired?.repaired !== null).toBe(repairable);
  const after = (await verify(corpus.dir, true)).filter((finding) => problem.test(finding.problem));
  expect(after.length === 0).toBe(repairable);
});

test("a relation whose entity is not in the document is taken out by repair, and the others stay", async () => {
  const { dir, path } = await soundCorpus();
  const relation = { id: "r1", type: "same_as", from: "e1", to: "e1", by: "editor", note: "" };
  editDocument(path, (d) => Object.assign(d, { relations: [relation, { ...relation, id: "r2", to: "e9" }] }));
  const [finding] = await verify(dir, true);
  expect(finding?.problem).toContain("e9");
  expect(finding?.repaired).toContain('"to":"e9"');
  expect(JSON.parse(readFileSync(path, "utf8")).relations).toEqual([relation]);
  expect(await verify(dir, false)).toEqual([]);
});

test("an entity moves to where its words occur once", async () => {
  const { dir, id, path } = await soundCorpus();
  editDocument(path, (d) => Object.assign(entity(d) ?? {}, { start: 0, end: 3 }));
  await verify(dir, true);
  const document: GalleyDocument = JSON.parse(readFileSync(documentPath(dir, id), "utf8"));
  expect(entity(document)).toMatchObject({ start: 2, end: 5, text: "𠮷田茂" });
});

test("repair keeps a copy of what it changes", async () => {
  const { dir, id, path } = await soundCorpus();
  editDocument(path, (d) => Object.assign(entity(d) ?? {}, { text: "毛" }));
  const damaged = readFileSync(path, "utf8");
  const [finding] = await verify(dir, true);
  expect(finding?.repaired).toContain('"text":"毛"');
  const [run] = readdirSync(join(dir, ".galley", "quarantine"));
  const kept = join(dir, ".galley", "quarantine", run ?? "", "documents", id.slice(-2), `${id}.json`);
  expect(readFileSync(kept, "utf8")).toBe(damaged);
});

test("text edited by hand is kept by repair, with the provenance of what is still the source's", async () => {
  const { dir, path } = await soundCorpus();
  editDocument(path, (d) => Object.assign(d.articles[0]?.blocks[1] ?? {}, { text: "本报訊，會議召開。" }));
  await verify(dir, true);
  const document: GalleyDocument = JSON.parse(readFileSync(path, "utf8"));
  expect(document.articles[0]?.blocks[1]).toMatchObject({
    text: "本报訊，會議召開。",
    pieces: [{ source: [13, 14] }, { inserted: "报" }, { source: [15, 22] }],
  });
});

test("a row of the index that lies is found and the index is built anew", async () => {
  const { dir } = await soundCorpus();
  const database = new DatabaseSync(join(dir, ".galley", "index.sqlite"));
  database.exec("UPDATE documents SET title = 'lie'");
  database.close();
  expect(await verify(dir, false)).toMatchObject([
    { document: null, problem: expect.stringContaining("index.sqlite") },
  ]);
  expect(await verify(dir, true)).toMatchObject([{ repaired: "built anew" }]);
  const corpus = await Corpus.open(dir);
  expect((await corpus.list(byName, 0, 1)).rows[0]?.title).not.toBe("lie");
  await corpus.close();
});

test("the source of a document that lies in the wrong folder stays where the document looks for it", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const path = documentPath(corpus.dir, id);
  mkdirSync(join(corpus.dir, "documents", "wrong"));
  renameSync(path, join(corpus.dir, "documents", "wrong", basename(path)));
  await importText(corpus, "另一页。", "2.txt");
  const found = await collect(corpus.verify({ repair: true }));
  expect(found.filter(({ rule }) => rule === "leftover")).toMatchObject([{ repaired: null }]);
  renameSync(join(corpus.dir, "documents", "wrong", basename(path)), path);
  await corpus.lookAtAll();
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});
