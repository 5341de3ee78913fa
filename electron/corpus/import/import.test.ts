import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noticeText } from "../../../shared/exchange-notices.ts";
import { serializeDocument } from "../../../shared/model/serialize.ts";
import { Corpus } from "../corpus.ts";
import { byName, collect, FailingFs, importText, pageText, temporaryCorpus, temporaryFolder } from "../testing.ts";

const auto = { encoding: "auto" } as const;

test("the seed pages are imported: five documents, each sound", async () => {
  const corpus = await temporaryCorpus();
  const outcomes = await collect(corpus.importPaths(["seeds"], auto));
  expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill("imported"));
  expect((await corpus.list(byName, 0, 10)).total).toBe(5);
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("the same bytes twice are one document, by another name, at once and in another session", async () => {
  const corpus = await temporaryCorpus();
  const files = ["a.txt", "b.txt", "c.txt"].map((path) => ({ path, bytes: Buffer.from(pageText), ...auto }));
  const outcomes = (await Promise.all(files.map((file) => corpus.import(file)))).flat();
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["duplicate", "duplicate", "imported"]);
  expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
  const other = await Corpus.open(corpus.dir);
  const [again] = await other.import({ path: "d.txt", bytes: Buffer.from(pageText), ...auto });
  expect(again).toMatchObject({ status: "duplicate", id: outcomes[0]?.id });
  await other.close();
  expect(readdirSync(join(corpus.dir, "sources"))).toHaveLength(1);
});

test("two corpus objects that import the same bytes at once make one document", async () => {
  const first = await temporaryCorpus();
  const second = await Corpus.open(first.dir);
  for (let i = 0; i < 10; i++) {
    const file = { path: "a.txt", bytes: Buffer.from(`第${i}页`), ...auto };
    const outcomes = (await Promise.all([first.import(file), second.import(file)])).flat();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["duplicate", "imported"]);
    expect(outcomes[0]?.id).toBe(outcomes[1]?.id);
  }
  await second.close();
});

test("the source's bytes are kept as they were, in any encoding", async () => {
  const corpus = await temporaryCorpus();
  const bytes = execFileSync("iconv", ["-f", "utf-8", "-t", "gb18030"], { input: pageText.repeat(20) });
  const [outcome] = await corpus.import({ path: "页.TXT", bytes, encoding: "gb18030" });
  expect(outcome).toMatchObject({ status: "imported", encoding: "gb18030" });
  const [name] = readdirSync(join(corpus.dir, "sources"));
  expect(readFileSync(join(corpus.dir, "sources", name ?? ""))).toEqual(bytes);
  expect((await corpus.read(outcome?.id ?? "")).source).toBe(pageText.repeat(20));
});

test("everything that can't be imported has its own failed outcome, and the rest is imported", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(dir, name), content);
  put("a.txt", "甲");
  put("empty.txt", "");
  put(
    "fake.txt",
    Buffer.concat([Buffer.from("%PDF-1.7\n%"), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0, 1, 2]), Buffer.alloc(2000)]),
  );
  put("noise.txt", Buffer.alloc(50 * 1024 * 1024, 7));
  put(".DS_Store", "hidden");
  put("README.md", "about this folder");
  mkdirSync(join(dir, "deep"));
  put("deep/b.txt", "乙");
  symlinkSync("/etc/passwd", join(dir, "link.txt"));
  execFileSync("mkfifo", [join(dir, "pipe.txt")]);
  const outcomes = await collect(corpus.importPaths([dir, join(dir, "absent.txt")], auto));
  const found = outcomes.map(({ path, status, error }) => [path.slice(dir.length + 1), status, error?.code]);
  expect(found).toEqual([
    ["a.txt", "imported", undefined],
    ["deep/b.txt", "imported", undefined],
    ["empty.txt", "failed", "empty-file"],
    ["fake.txt", "failed", "pdf-damaged"],
    ["link.txt", "failed", "disk-error"],
    ["noise.txt", "failed", "too-large"],
    ["pipe.txt", "failed", "disk-error"],
    ["absent.txt", "failed", "not-found"],
  ]);
  for (const { error, path } of outcomes) if (error) expect(error.message).toContain(path.split("/").at(-1));
});

test("the corpus is not imported into itself", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus);
  const outcomes = await collect(corpus.importPaths([corpus.dir], auto));
  expect(outcomes).toMatchObject([{ status: "failed", error: { code: "usage" } }]);
});

test("stopping between files leaves a sound corpus", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  for (let i = 0; i < 300; i++) writeFileSync(join(dir, `${i}.txt`), `第${i}页`);
  const stop = new AbortController();
  const outcomes = [];
  for await (const outcome of corpus.importPaths([dir], { ...auto, signal: stop.signal })) {
    outcomes.push(outcome);
    if (outcomes.length === 5) stop.abort();
  }
  expect(outcomes.length).toBeLessThan(150);
  expect((await corpus.list(byName, 0, 100)).total).toBe(outcomes.length);
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("a full disk is a failed outcome, leaves no document without a source, and the next try works", async () => {
  const fs = new FailingFs();
  const corpus = await temporaryCorpus({ fs });
  fs.fail("write", "ENOSPC");
  const file = { path: "页.txt", bytes: Buffer.from(pageText), ...auto };
  expect(await corpus.import(file)).toMatchObject([{ status: "failed", error: { code: "disk-full" } }]);
  expect(await corpus.import(file)).toMatchObject([{ status: "imported" }]);
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("a page from a json export keeps its id, status and meta", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.setStatus(id, "review");
  const { document } = await corpus.read(id);
  const text = `[${serializeDocument({ ...document, meta: { ...document.meta, page: "A3" } })}]`;
  const other = await temporaryCorpus();
  const [outcome] = await other.import({ path: "out.json", bytes: Buffer.from(text), ...auto });
  expect(outcome).toMatchObject({ id, status: "imported", error: null });
  const again = (await other.read(id)).document;
  expect(again).toMatchObject({ status: "review", meta: { page: "A3" }, revision: document.revision });
  expect(again.articles[0]?.blocks.map((block) => block.text)).toEqual(
    document.articles[0]?.blocks.map((block) => block.text),
  );
  expect(await collect(other.verify({ repair: false }))).toEqual([]);
});

/** A document with names that no default corpus has. */
function strangeDocument(text = "吕梁市委𠮷") {
  const entity = { id: "e1", type: "机关", start: 0, end: 4, text: "吕梁市委", ref: null, by: "editor", note: "" };
  const other = { ...entity, id: "e2", type: "PER", start: 4, end: 5, text: "𠮷" };
  const block = { id: "b1", role: "lede", text, pieces: [{ inserted: text }], entities: [entity, other] };
  return {
    format: "galley/document",
    version: 1,
    id: "01JDSTRANGE",
    status: "new",
    source: { name: "x.txt", sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    meta: { title: "", publication: "", date: "", page: "", url: "" },
    articles: [{ id: "a1", blocks: [block] }],
    dismissed: [],
    relations: [{ id: "r1", type: "instructs", from: "e1", to: "e2", by: "editor", note: "" }],
    revision: 0,
    updatedAt: "",
    updatedBy: "",
  };
}
const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));

test("types, roles and relations that the corpus doesn't know come to its tagset, once, and the outcome says so", async () => {
  const corpus = await temporaryCorpus();
  const pages = Array.from({ length: 9 }, (_, index) => strangeDocument(`吕梁市委𠮷${index}`));
  const outcomes = await corpus.import({ path: "a.json", bytes: bytesOf(pages), ...auto });
  expect(outcomes.map(({ status }) => status)).toEqual(Array(9).fill("imported"));
  const { entityTypes, roles, relationTypes } = (await Corpus.open(corpus.dir)).settings;
  expect(entityTypes.slice(8)).toMatchObject([{ id: "TYPE1", label: { zh: "机关" } }]);
  expect(new Set(entityTypes.map(({ color }) => color)).size).toBe(9);
  expect(roles.at(-1)).toMatchObject({ id: "lede" });
  expect(relationTypes?.at(-1)).toMatchObject({ id: "instructs", from: [], to: [] });
  expect(outcomes.flatMap(({ notices }) => notices.map(noticeText))).toEqual([
    "new entity type TYPE1 for “机关”",
    "new role lede",
    "new relation type instructs",
  ]);
  const { document } = await corpus.read(outcomes[0]?.id ?? "");
  expect(document.articles[0]?.blocks[0]?.entities.map(({ type }) => type)).toEqual(["TYPE1", "PER"]);
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("a mapping is carried out, remembered, and refused when it leads nowhere", async () => {
  const corpus = await temporaryCorpus();
  const mapping = { types: { 机关: "ORG", PER: "" }, roles: { lede: "paragraph" } };
  const [outcome] = await corpus.import({ path: "a.json", bytes: bytesOf(strangeDocument()), ...auto, mapping });
  expect(outcome?.notices.map(noticeText)).toEqual([
    "new relation type instructs",
    "1 entity of a type that was chosen to be left out",
  ]);
  const { document } = await corpus.read(outcome?.id ?? "");
  expect(document.articles[0]?.blocks[0]).toMatchObject({ role: "paragraph", entities: [{ type: "ORG" }] });
  expect(document.relations).toEqual([]);
  expect(corpus.settings.importMapping).toEqual({ jsonl: mapping });
  // Without being told again.
  const [next] = await corpus.import({ path: "b.json", bytes: bytesOf(strangeDocument("吕梁市委𠮷二")), ...auto });
  const second = (await corpus.read(next?.id ?? "")).document;
  expect(second.articles[0]?.blocks[0]).toMatchObject({ role: "paragraph", entities: [{ type: "ORG" }] });
  const wrong = { types: { 机关: "NOWHERE" }, roles: {} };
  const [refused] = await corpus.import({
    path: "c.json",
    bytes: bytesOf(strangeDocument("三")),
    ...auto,
    mapping: wrong,
  });
  expect(refused).toMatchObject({ status: "failed", error: { code: "usage", message: /no entity type “NOWHERE”/ } });
});

test("the same text with other annotations is another document, the same page again is not", async () => {
  const corpus = await temporaryCorpus();
  const one = strangeDocument();
  const two = { ...strangeDocument(), id: "01JDANOTHER", relations: [] };
  const first = await corpus.import({ path: "a.json", bytes: bytesOf([one, two]), ...auto });
  expect(first.map(({ status }) => status)).toEqual(["imported", "imported"]);
  const again = await corpus.import({ path: "b.json", bytes: bytesOf([two, one]), ...auto });
  expect(again.map(({ status, id }) => [status, id])).toEqual([
    ["duplicate", "01JDANOTHER"],
    ["duplicate", "01JDSTRANGE"],
  ]);
});

test("a file of many pages is imported page by page, and what is wrong with one line says which", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  const lines = Array.from({ length: 40 }, (_, index) => JSON.stringify(strangeDocument(`吕梁市委𠮷${index}`)));
  lines[30] = "{broken";
  writeFileSync(join(dir, "many.jsonl"), lines.join("\n"));
  const outcomes = await collect(corpus.importPaths([dir], auto));
  expect(outcomes.map(({ status }) => status)).toEqual([...Array(30).fill("imported"), "failed"]);
  expect(outcomes.at(-1)?.error?.message).toMatch(/many\.jsonl, line 31/);
});
