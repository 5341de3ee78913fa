import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Corpus } from "../corpus/corpus.ts";
import { realFs } from "../corpus/disk.ts";
import { documentPath } from "../corpus/layout.ts";
import { SourceFiles } from "../corpus/source-files.ts";
import { byName, importText, temporaryCorpus } from "../corpus/testing.ts";
import { DocumentIndex } from "./document-index.ts";
import { IndexKeeper } from "./index-keeper.ts";
import { noDecisions } from "./proofing-tables.ts";
import { type IndexRow, problemRow } from "./row.ts";
import { sortKey } from "./sort-key.ts";

const broken = { code: "document-damaged", message: "broken", details: { name: "x" } } as const;

const row = (id: string, change: Partial<IndexRow> = {}): IndexRow => ({
  ...problemRow(id, "s", broken),
  problem: null,
  ...change,
});

const noText = { text: "", layout: "[]" };

/** What the index keeps beside the row. */
const entry = { decisions: noDecisions, text: noText, entities: [], verdicts: [] };

function indexOf(rows: IndexRow[]): DocumentIndex {
  const index = new DocumentIndex(null);
  onTestFinished(() => index.close());
  index.put(rows.map((one) => ({ ...entry, row: one })));
  return index;
}

test("titles are in pinyin order, Latin before Han, case ignored", () => {
  const titles = ["张三", "b", "离石", "A", "安康", "焦作"];
  const index = indexOf(titles.map((title, i) => row(`doc${i}`, { title })));
  const { rows } = index.page({ ...byName, sort: "title" }, 0, 10);
  expect(rows.map(({ title }) => title)).toEqual(["A", "b", "安康", "焦作", "离石", "张三"]);
});

test("the sort key changes no length and leaves other scripts alone", () => {
  expect(Array.from(sortKey("𠮷Aい离"))).toHaveLength(4);
  expect(sortKey("ABC。")).toBe("abc。");
});

test("statuses are in the order of work", () => {
  const index = indexOf(
    (["done", "new", "review", "tagging", "proofreading"] as const).map((status, i) => row(`doc${i}`, { status })),
  );
  const { rows } = index.page({ ...byName, sort: "status" }, 0, 10);
  expect(rows.map(({ status }) => status)).toEqual(["new", "proofreading", "tagging", "review", "done"]);
});

test("pages neither overlap nor leave out, also among equals and descending", () => {
  const index = indexOf(
    Array.from({ length: 25 }, (_, i) => row(`doc${String(i).padStart(2, "0")}`, { characters: i % 3 })),
  );
  for (const descending of [false, true]) {
    const query = { ...byName, sort: "characters", descending } as const;
    const ids = [0, 10, 20].flatMap((offset) => index.page(query, offset, 10).rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(25);
    expect(ids).toEqual(index.ids(query));
  }
});

test("counts of findings stay while the file's content does, sort the list, and are not taken for another content", () => {
  const index = indexOf([row("doc1", { hash: "a" }), row("doc2", { hash: "b" }), row("doc3", { hash: "c" })]);
  index.proofing.checkAs("v1");
  index.proofing.setFindings(
    [
      { id: "doc1", hash: "a", findings: 7 },
      { id: "doc2", hash: "old", findings: 9 },
    ],
    "v1",
  );
  index.proofing.setFindings([{ id: "doc3", hash: "c", findings: 9 }], "another way of checking");
  const counts = () => index.page({ ...byName, sort: "findings" }, 0, 3).rows.map(({ id, findings }) => [id, findings]);
  expect(counts()).toEqual([
    ["doc2", null],
    ["doc3", null],
    ["doc1", 7],
  ]);
  index.put([{ ...entry, row: row("doc1", { hash: "a", stamp: "touched" }) }]);
  expect(counts().at(-1)).toEqual(["doc1", 7]);
  index.put([{ ...entry, row: row("doc1", { hash: "changed" }) }]);
  expect(index.proofing.unchecked(9).sort()).toEqual(["doc1", "doc2", "doc3"]);
});

test("decisions of documents that are gone count no more", () => {
  const index = indexOf([row("doc1"), row("doc2")]);
  const decisions = { records: { r: { accepted: 2, dismissed: 1 } }, lessons: [] };
  index.put(["doc1", "doc2"].map((id) => ({ ...entry, row: row(id), decisions })));
  expect(index.proofing.records()).toEqual({ r: { accepted: 4, dismissed: 2 } });
  index.remove(["doc1"]);
  expect(index.proofing.records()).toEqual({ r: { accepted: 2, dismissed: 1 } });
});

test("the filter takes wildcards as they are typed", () => {
  const index = indexOf([
    row("doc1", { title: "100%" }),
    row("doc2", { title: "1000" }),
    row("doc3", { name: "a_b.txt" }),
    row("doc4", { name: "axb.txt" }),
  ]);
  const matches = (text: string) => index.ids({ ...byName, text });
  expect([matches("0%"), matches("a_b"), matches("A_B"), matches("' OR 1=1 --")]).toEqual([
    ["doc1"],
    ["doc3"],
    ["doc3"],
    [],
  ]);
});

test("a document that can't be read is found by its id, which the list shows for its name", () => {
  const index = indexOf([row("DOC1", { name: "", title: "" }), row("DOC2", { name: "甲.txt" })]);
  expect(["doc1", "doc2"].map((text) => index.ids({ ...byName, text }))).toEqual([["DOC1"], []]);
  expect((["new", "done"] as const).map((status) => index.ids({ ...byName, text: "甲", status }))).toEqual([
    ["DOC2"],
    [],
  ]);
});

test("reading many documents for the index is told, can be stopped, and goes on where it was", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.close();
  const written = readFileSync(documentPath(corpus.dir, id), "utf8");
  for (let copy = 1000; copy < 2100; copy++) {
    const path = documentPath(corpus.dir, `${id}${copy}`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, written.replace(id, `${id}${copy}`));
  }
  const stop = new AbortController();
  const told: number[] = [];
  const onIndexing = (done: number) => {
    told.push(done);
    if (done) stop.abort();
  };
  await expect(Corpus.open(corpus.dir, { signal: stop.signal, onIndexing })).rejects.toMatchObject({
    code: "cancelled",
  });
  expect(told).toEqual([0, 500]);
  const again: number[] = [];
  const whole = await Corpus.open(corpus.dir, { onIndexing: (_, total) => again.push(total) });
  expect(again).toEqual([]);
  expect((await whole.progress()).total).toBe(1101);
  await whole.close();
});

test("progress counts by status; a damaged document counts in the total only", () => {
  const index = indexOf([row("doc1", { status: "done" }), row("doc2"), problemRow("doc3", "s", broken)]);
  expect(index.progress()).toMatchObject({ total: 3, byStatus: { new: 1, done: 1, review: 0 } });
  expect(index.get("doc3")?.problem).toEqual(broken);
});

test.each<[string, (path: string) => void]>([
  ["deleted", (path) => rmSync(path)],
  ["its whole folder deleted", (path) => rmSync(join(path, ".."), { recursive: true })],
  ["no database", (path) => writeFileSync(path, "not a database, not at all".repeat(100))],
  ["empty", (path) => writeFileSync(path, "")],
  ["cut off", (path) => truncateSync(path, 5000)],
])("an index that is %s is built anew at opening", async (_, damage) => {
  const corpus = await temporaryCorpus();
  const ids = [await importText(corpus, "甲"), await importText(corpus, "乙")];
  await corpus.close();
  damage(join(corpus.dir, ".galley", "index.sqlite"));
  const again = await Corpus.open(corpus.dir);
  expect((await again.ids(byName)).sort()).toEqual(ids.sort());
  await again.close();
});

test("files that came, went or changed while closed are seen at opening", async () => {
  const corpus = await temporaryCorpus();
  const [gone, changed] = [await importText(corpus, "甲"), await importText(corpus, "乙")];
  const { document, hash } = await corpus.read(changed);
  await corpus.close();
  rmSync(documentPath(corpus.dir, gone));
  const added = documentPath(corpus.dir, "ADDEDXYZ");
  mkdirSync(join(added, ".."), { recursive: true });
  writeFileSync(added, JSON.stringify({ ...document, id: "ADDEDXYZ" }));
  writeFileSync(documentPath(corpus.dir, changed), JSON.stringify({ ...document, status: "done" }));
  const again = await Corpus.open(corpus.dir);
  const { rows } = await again.list(byName, 0, 10);
  expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
    new Map([
      ["ADDEDXYZ", "new"],
      [changed, "done"],
    ]),
  );
  expect((await again.read(changed)).hash).not.toBe(hash);
  await again.close();
});

test("the private folder can be deleted while the corpus is open", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  rmSync(join(corpus.dir, ".galley"), { recursive: true });
  await corpus.setStatus(id, "done");
  expect((await corpus.read(id)).document.status).toBe("done");
  expect((await corpus.list(byName, 0, 1)).rows[0]?.status).toBe("done");
  await corpus.close();
  const again = await Corpus.open(corpus.dir);
  expect((await again.list(byName, 0, 1)).rows[0]?.status).toBe("done");
  expect(existsSync(join(corpus.dir, ".galley", "index.sqlite"))).toBe(true);
  await again.close();
});

test("where nothing may be written beside the corpus, the index is a temporary one and goes when it is closed", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus);
  const sources = new SourceFiles(corpus.dir, realFs);
  const keeper = await IndexKeeper.open(corpus.dir, sources, true);
  const path = keeper.file?.path ?? "";
  expect(path.startsWith(corpus.dir)).toBe(false);
  expect(await keeper.use((index) => index.progress())).toMatchObject({ total: 1 });
  expect(existsSync(path)).toBe(true);
  keeper.close();
  expect(existsSync(dirname(path))).toBe(false);
});

test("a document's text goes into the index with it, and out again", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "# 離石\n\n𠮷田。");
  expect([await corpus.blockText(id, "b1"), await corpus.blockText(id, "b2")]).toEqual(["離石", "𠮷田。"]);
  expect([await corpus.blockText(id, "b3"), await corpus.blockText("NOSUCH", "b1")]).toEqual([null, null]);
  const index = indexOf([row("doc1")]);
  expect(index.texts.get("doc1")).toEqual(noText);
  index.remove(["doc1"]);
  expect(index.texts.get("doc1")).toBeNull();
});
