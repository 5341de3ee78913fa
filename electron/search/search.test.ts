import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { SearchQuery } from "../../shared/api.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { sliceCodePoints } from "../../shared/model/offsets.ts";
import { Corpus } from "../corpus/corpus.ts";
import { withInserted } from "../corpus/operations/testing.ts";
import { byName, collect, importText, temporaryCorpus } from "../corpus/testing.ts";

const everything: SearchQuery = { text: "", regex: false, role: null, type: null, status: null, sort: "page" };
const find = (corpus: Corpus, query: Partial<SearchQuery>, offset = 0, limit = 100) =>
  corpus.search({ ...everything, ...query }, offset, limit);

async function change(corpus: Corpus, id: string, edit: (document: GalleyDocument) => void): Promise<void> {
  const { document, hash } = await corpus.readDocument(id);
  edit(document);
  await corpus.save(document, hash);
}

test("a line says where a text stands and what is around it, offsets in code points", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "# 𠮷田访问𠮷野\n\n本报讯，𠮷田昨日抵京。");
  expect(await find(corpus, { text: "𠮷田" })).toEqual({
    total: 2,
    documents: 1,
    complete: true,
    hits: [
      {
        document: id,
        title: "𠮷田访问𠮷野",
        role: "title",
        block: "b1",
        start: 0,
        end: 2,
        before: "",
        match: "𠮷田",
        after: "访问𠮷野",
      },
      {
        document: id,
        title: "𠮷田访问𠮷野",
        role: "paragraph",
        block: "b2",
        start: 4,
        end: 6,
        before: "本报讯，",
        match: "𠮷田",
        after: "昨日抵京。",
      },
    ],
  });
  expect(await find(corpus, { text: "不在" })).toEqual({ total: 0, documents: 0, complete: true, hits: [] });
});

test("nothing is found across two blocks", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus, "甲乙\n\n丙丁");
  for (const text of ["乙丙", "乙\uffff丙", "\uffff"]) expect((await find(corpus, { text })).total).toBe(0);
  expect((await find(corpus, { text: "乙.*丙|乙\\s*丙", regex: true })).total).toBe(0);
  expect((await find(corpus, { text: "^.|.$", regex: true })).hits.map(({ match }) => match)).toEqual([
    "甲",
    "乙",
    "丙",
    "丁",
  ]);
});

test("by role, by status, and only inside entities of a type", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "# 北京\n\n北京大学在北京。", "甲.txt");
  await importText(corpus, "北京，北京。", "乙.txt");
  await change(corpus, id, (document) => {
    const entity = { id: "e1", ref: null, by: "editor", note: "" };
    blocksOf(document)[1]?.entities.push({ ...entity, type: "ORG", start: 0, end: 4, text: "北京大学" });
  });
  await corpus.setStatus(id, "review");
  const text = "北京";
  expect(await find(corpus, { text })).toMatchObject({ total: 5, documents: 2 });
  expect((await find(corpus, { text, role: "title" })).total).toBe(1);
  expect((await find(corpus, { text, status: "review" })).total).toBe(3);
  expect((await find(corpus, { text, type: "ORG" })).hits).toMatchObject([{ block: "b2", start: 0 }]);
  // "学在" overlaps the entity, but is not inside it.
  expect((await find(corpus, { text: "学在", type: "ORG" })).total).toBe(0);
  expect((await find(corpus, { text: ".京", regex: true, type: "ORG", role: "paragraph" })).total).toBe(1);
});

test("by page, by what stands before and by what stands after; pages of lines fit together", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus, "丙会乙。乙会甲。会", "2.txt");
  await importText(corpus, "甲会丙。", "1.txt");
  const lines = async (sort: SearchQuery["sort"]) => {
    const whole = await find(corpus, { text: "会", sort });
    const parts = [];
    for (let at = 0; at < whole.total; at++) parts.push(...(await find(corpus, { text: "会", sort }, at, 1)).hits);
    expect(parts).toEqual(whole.hits);
    return whole.hits.map(({ before, after }) => `${before.slice(-1)}会${after.slice(0, 1)}`);
  };
  expect(await lines("page")).toEqual(["甲会丙", "丙会乙", "乙会甲", "。会"]);
  // By their reading: bǐng, jiǎ, yǐ; marks first.
  expect(await lines("left")).toEqual(["。会", "丙会乙", "甲会丙", "乙会甲"]);
  expect(await lines("right")).toEqual(["。会", "甲会丙", "乙会甲", "丙会乙"]);
});

test("what was saved, imported or taken back is found at once", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus, "甲");
  expect((await find(corpus, { text: "新" })).total).toBe(0);
  await change(corpus, id, (document) => Object.assign(document, withInserted(document, "新")));
  expect((await find(corpus, { text: "新" })).total).toBe(1);
  await importText(corpus, "新新");
  expect((await find(corpus, { text: "新" })).total).toBe(3);
});

test("an index that was deleted or damaged is built anew", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus, "甲");
  await corpus.close();
  for (const ending of ["", "-wal", "-shm"])
    rmSync(join(corpus.dir, ".galley", `index.sqlite${ending}`), { force: true });
  const again = await Corpus.open(corpus.dir);
  expect((await find(again, { text: "甲" })).total).toBe(1);
  expect(await collect(again.verify({ repair: false }))).toEqual([]);
  await again.close();
});

test.skipIf(process.getuid?.() === 0)("a corpus that can't be written can be searched", async () => {
  const corpus = await temporaryCorpus();
  await importText(corpus, "甲");
  await corpus.close();
  chmodSync(join(corpus.dir, "documents"), 0o500);
  onTestFinished(() => chmodSync(join(corpus.dir, "documents"), 0o700));
  const reader = await Corpus.open(corpus.dir);
  expect(reader.readOnly).not.toBeNull();
  expect((await find(reader, { text: "甲" })).total).toBe(1);
  await reader.close();
});

test("an expression that does not come back is stopped with a sentence, and the next search works", async () => {
  const corpus = await temporaryCorpus({ searchLimits: { stuck: 300, total: 60_000 } });
  await importText(corpus, `${"啊".repeat(60)}\n\n甲`);
  await expect(find(corpus, { text: "(啊+)+甲", regex: true })).rejects.toMatchObject({ code: "slow-pattern" });
  await expect(find(corpus, { text: "(", regex: true })).rejects.toMatchObject({ code: "bad-pattern" });
  expect((await find(corpus, { text: "甲" })).total).toBe(1);
});

test("a search that is not wanted any more ends, even in an expression that does not come back", async () => {
  const corpus = await temporaryCorpus({ searchLimits: { stuck: 60_000, total: 60_000 } });
  await importText(corpus, `${"啊".repeat(60)}`);
  const controller = new AbortController();
  const query = { ...everything, text: "(啊+)+甲", regex: true };
  const answer = corpus.search(query, 0, 10, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(answer).rejects.toMatchObject({ code: "cancelled" });
  // Closing the corpus ends one, too.
  const last = corpus.search(query, 0, 10);
  last.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  await corpus.close();
  await expect(last).rejects.toMatchObject({ code: "cancelled" });
});

test("what is found stands where it is said to, whatever the text", async () => {
  const corpus = await temporaryCorpus();
  const character = fc.constantFrom("甲", "乙", "𠮷", "e\u0301", "e", "\n\n");
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: character, minLength: 1, maxLength: 60 }), async (text) => {
      await importText(corpus, `甲${text}`);
    }),
    { numRuns: 12 },
  );
  const blocks = new Map<string, string>();
  for (const id of await corpus.ids(byName))
    for (const { id: block, text } of blocksOf((await corpus.readDocument(id)).document))
      blocks.set(`${id} ${block}`, text);
  for (const text of ["甲", "乙甲", "𠮷", "e", "\u0301", "e\u0301"]) {
    const { total, hits } = await find(corpus, { text }, 0, 1000);
    for (const { document, block, start, end, before, match, after } of hits) {
      const whole = blocks.get(`${document} ${block}`) ?? "";
      expect(match).toBe(text);
      expect(sliceCodePoints(whole, start, end)).toBe(text);
      expect(whole).toContain(before + match + after);
    }
    const expected = [...blocks.values()].reduce((sum, whole) => sum + whole.split(text).length - 1, 0);
    expect(total).toBe(expected);
  }
});
