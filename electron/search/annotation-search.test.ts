import { expect, test } from "vitest";
import type { SearchQuery } from "../../shared/api.ts";
import { blocksOf, type Entity } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { RegistryEntry } from "../../shared/model/settings.ts";
import type { AnnotationQuery } from "../../shared/search/annotation.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { importText, temporaryCorpus } from "../corpus/testing.ts";

const everything: SearchQuery = { text: "", regex: false, role: null, type: null, status: null, sort: "page" };
const all: AnnotationQuery = { find: "entities", ref: null, by: null, attribute: null, with: null };

async function matches(
  corpus: Corpus,
  annotation: Partial<AnnotationQuery> = {},
  query: Partial<SearchQuery> = {},
): Promise<string[]> {
  const asked = { ...everything, ...query, annotation: { ...all, ...annotation } };
  const { hits, total } = await corpus.search(asked, 0, 100);
  expect(hits).toHaveLength(total);
  return hits.map(({ match }) => match);
}

/** Imports a page and tags its first occurrences. */
async function tagged(corpus: Corpus, text: string, tags: [text: string, type: string, more?: Partial<Entity>][]) {
  const id = await importText(corpus, text);
  const { document, hash } = await corpus.readDocument(id);
  for (const [index, [name, type, more]] of tags.entries()) {
    const block = blocksOf(document).find((one) => one.text.includes(name));
    if (!block) throw new Error(`no ${name}`);
    const start = new CodePointText(block.text).toCodePoint(block.text.indexOf(name));
    const end = start + Array.from(name).length;
    const entity = { id: `e${index + 1}`, type, start, end, text: name, ref: null, by: "editor", note: "", ...more };
    block.entities = [...block.entities, entity].sort((a, b) => a.start - b.start || b.end - a.end);
  }
  await corpus.save(document, hash);
  return id;
}

const entry = (id: string, name: string, type: string, aliases: string[] = []): RegistryEntry => {
  return { id, name, type, aliases, link: "", note: "" };
};

async function example(): Promise<Corpus> {
  const corpus = await temporaryCorpus();
  await tagged(corpus, "𠮷田访问鹤壁市。\n\n离石区委书记王强讲话。", [
    ["𠮷田", "PER", { ref: "n1" }],
    ["鹤壁市", "LOC", { by: "place/known", attributes: { level: "市" } }],
    ["离石区委", "ORG", { by: "place" }],
    ["离石区", "LOC", { attributes: { level: "区" } }],
    ["王强", "PER"],
  ]);
  return corpus;
}

test("entities are found by type, and their hits say what they are", async () => {
  const corpus = await example();
  expect(await matches(corpus, {}, { type: "PER" })).toEqual(["𠮷田", "王强"]);
  const { hits } = await corpus.search({ ...everything, type: "PER", annotation: all }, 0, 1);
  expect(hits[0]).toMatchObject({
    start: 0,
    end: 2,
    after: "访问鹤壁市。",
    tag: { id: "e1", type: "PER", ref: "n1", by: "editor" },
  });
});

test("entities are found by their own text, as it is written or as an expression", async () => {
  const corpus = await example();
  expect(await matches(corpus, {}, { text: "离石区" })).toEqual(["离石区委", "离石区"]);
  expect(await matches(corpus, {}, { text: "^离石区$", regex: true })).toEqual(["离石区"]);
  expect(await matches(corpus, {}, { text: "访问" })).toEqual([]);
});

test("entities are found by entry, by none, by who made them and by attribute", async () => {
  const corpus = await example();
  expect(await matches(corpus, { ref: "n1" })).toEqual(["𠮷田"]);
  expect(await matches(corpus, { ref: "" }, { type: "PER" })).toEqual(["王强"]);
  expect(await matches(corpus, { by: "place" })).toEqual(["鹤壁市", "离石区委"]);
  expect(await matches(corpus, { by: "place/known" })).toEqual(["鹤壁市"]);
  expect(await matches(corpus, { attribute: { id: "level", value: null } })).toEqual(["鹤壁市", "离石区"]);
  expect(await matches(corpus, { attribute: { id: "level", value: "区" } })).toEqual(["离石区"]);
});

test("entities are found by what else stands in their block", async () => {
  const corpus = await example();
  expect(await matches(corpus, { with: { type: "ORG", text: "" } }, { type: "PER" })).toEqual(["王强"]);
  expect(await matches(corpus, { with: { type: null, text: "𠮷田" } })).toEqual(["鹤壁市"]);
  expect(await matches(corpus, { with: { type: "PER", text: "" } }, { type: "PER" })).toEqual([]);
});

test("registered names that nobody tagged are found: the longest, where no entity is, with the registry's type", async () => {
  const corpus = await example();
  await importText(corpus, "离石区委来了。王强、𠮷田和王强国。");
  await corpus.changeRegistry([
    { do: "add", entry: entry("n1", "𠮷田", "PER") },
    { do: "add", entry: entry("n2", "王强", "PER", ["王"]) },
    { do: "add", entry: entry("n3", "王强国", "PER") },
    { do: "add", entry: entry("n4", "离石区委", "ORG") },
    { do: "add", entry: entry("n5", "离石区", "LOC") },
  ]);
  const untagged = { find: "untagged" } as const;
  expect(await matches(corpus, untagged)).toEqual(["离石区委", "王强", "𠮷田", "王强国"]);
  expect(await matches(corpus, untagged, { type: "PER" })).toEqual(["王强", "𠮷田", "王强国"]);
  expect(await matches(corpus, { ...untagged, ref: "n2" })).toEqual(["王强"]);
  expect(await matches(corpus, untagged, { text: "强国" })).toEqual(["王强国"]);
  const { hits } = await corpus.search({ ...everything, annotation: { ...all, ...untagged } }, 0, 1);
  expect(hits[0]?.tag).toEqual({ id: null, type: "ORG", ref: "n4", by: null });
});

test("what was saved since is found, also sorted by what stands beside it", async () => {
  const corpus = await example();
  expect(await matches(corpus, {}, { type: "DATE" })).toEqual([]);
  await tagged(corpus, "乙5月1日开会。", [["5月1日", "DATE"]]);
  await tagged(corpus, "甲5月2日开会。", [["5月2日", "DATE"]]);
  expect(await matches(corpus, {}, { type: "DATE", sort: "left" })).toEqual(["5月2日", "5月1日"]);
});
