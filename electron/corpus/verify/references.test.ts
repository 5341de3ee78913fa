import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blocksOf, type Entity } from "../../../shared/model/document.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import type { Corpus } from "../corpus.ts";
import { collect, importText, temporaryCorpus } from "../testing.ts";

const entryOf = (id: string, name: string, type: string, more: Partial<RegistryEntry> = {}): RegistryEntry => {
  return { id, name, type, aliases: [], link: "", note: "", ...more };
};

/** A corpus of one page about 吉田茂 and 北京 with these entities, and a registry with these entries. */
async function corpusWith(entities: Partial<Entity>[], entries: RegistryEntry[]) {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const { document, hash } = await corpus.read(id);
  const [block] = blocksOf(document);
  const places: Record<string, [number, number]> = { 𠮷田茂: [2, 5], 北京: [7, 9] };
  for (const [index, entity] of entities.entries()) {
    const [start, end] = places[entity.text ?? ""] ?? [0, 1];
    const own = { id: `e${index + 1}`, type: "PER", start, end, text: "", ref: null, by: "editor", note: "" };
    block?.entities.push({ ...own, ...entity });
  }
  await corpus.save(document, hash);
  writeRegistry(corpus, entries);
  return { corpus, id };
}

const registryPath = (corpus: Corpus) => join(corpus.dir, "entities.json");
const writeRegistry = (corpus: Corpus, entities: RegistryEntry[]) =>
  writeFileSync(registryPath(corpus), JSON.stringify({ format: "galley/entities", version: 1, entities }));
const entriesOf = async (corpus: Corpus) => (await corpus.readRegistry()).entities;
const linksOf = async (corpus: Corpus, id: string) =>
  blocksOf((await corpus.read(id)).document).flatMap(({ entities }) => entities.map(({ ref }) => ref));
const verify = (corpus: Corpus, repair = false) => collect(corpus.verify({ repair }));

test("a link to an entry that is not there is named once a page, and the entry is made again under its id", async () => {
  const { corpus, id } = await corpusWith(
    [
      { text: "𠮷田茂", ref: "n1" },
      { text: "北京", type: "LOC", ref: "n2" },
      { text: "北京", type: "LOC", ref: "n2" },
    ],
    [entryOf("n3", "北京", "LOC", { note: "另一个" })],
  );
  expect(await verify(corpus)).toEqual([
    {
      document: id,
      rule: "ref-missing",
      problem: "b1/e1: it names the entry n1, which is not in entities.json",
      repaired: null,
    },
    {
      document: id,
      rule: "ref-missing",
      problem: "b1/e2 and 1 more: it names the entry n2, which is not in entities.json",
      repaired: null,
    },
  ]);
  expect((await verify(corpus, true)).map(({ repaired }) => repaired)).toEqual([
    "the entry was made again: PER “𠮷田茂”",
    "the entry was made again: LOC “北京”; n3 is called so, too: merge the two if they are one",
  ]);
  expect(await entriesOf(corpus)).toMatchObject([
    { id: "n3", note: "另一个" },
    { id: "n1", name: "𠮷田茂", type: "PER" },
    { id: "n2", name: "北京", type: "LOC" },
  ]);
  expect(await linksOf(corpus, id)).toEqual(["n1", "n2", "n2"]);
  expect(await verify(corpus)).toEqual([]);
});

test("a registry that is gone is made again from what names its entries", async () => {
  const { corpus } = await corpusWith([{ text: "𠮷田茂", ref: "n1" }], [entryOf("n1", "𠮷田茂", "PER")]);
  rmSync(registryPath(corpus));
  expect((await verify(corpus, true)).map(({ rule }) => rule)).toEqual(["registry", "ref-missing"]);
  expect(await entriesOf(corpus)).toMatchObject([{ id: "n1", name: "𠮷田茂", type: "PER" }]);
  expect(await verify(corpus)).toEqual([]);
});

test("of a registry that can't be read nothing is made and no link is called broken", async () => {
  const { corpus } = await corpusWith([{ text: "𠮷田茂", ref: "n1" }], []);
  writeFileSync(registryPath(corpus), "{");
  expect((await verify(corpus, true)).map(({ rule, repaired }) => [rule, repaired])).toEqual([["registry", null]]);
  expect(readFileSync(registryPath(corpus), "utf8")).toBe("{");
});

test("a link to an entry of another type goes to the only one of its own, else it is taken off; a copy is kept", async () => {
  const { corpus, id } = await corpusWith(
    [
      { text: "𠮷田茂", type: "PER", ref: "n1" },
      { text: "北京", type: "LOC", ref: "n3" },
    ],
    [
      entryOf("n1", "𠮷田茂", "ORG"),
      entryOf("n2", "吉田茂", "PER", { aliases: ["𠮷田茂"] }),
      entryOf("n3", "北京", "ORG"),
      entryOf("n4", "北京", "LOC", { note: "市" }),
      entryOf("n5", "北京", "LOC", { note: "路" }),
    ],
  );
  expect((await verify(corpus)).map(({ rule, problem }) => [rule, problem])).toEqual([
    ["ref-type", "b1/e1: PER “𠮷田茂” names “𠮷田茂” (n1), which is ORG"],
    ["ref-type", "b1/e2: LOC “北京” names “北京” (n3), which is ORG"],
  ]);
  expect((await verify(corpus, true)).map(({ repaired }) => repaired)).toEqual([
    "linked to n2, the PER of that name",
    "the link was taken off",
  ]);
  expect(await linksOf(corpus, id)).toEqual(["n2", null]);
  expect(readdirSync(join(corpus.dir, ".galley", "quarantine"))).toHaveLength(1);
  expect(await verify(corpus)).toEqual([]);
});

test("of two entries with one id the later one gets its own, or goes where it says the same", async () => {
  const { corpus, id } = await corpusWith(
    [{ text: "𠮷田茂", ref: "n1" }],
    [entryOf("n1", "𠮷田茂", "PER"), entryOf("n1", "北京", "LOC"), entryOf("n1", "𠮷田茂", "PER")],
  );
  expect((await verify(corpus)).map(({ rule }) => rule)).toEqual(["entry-id", "entry-id"]);
  expect((await verify(corpus, true)).map(({ repaired }) => repaired)).toEqual([
    "the later one got a new id",
    "the later one was taken out",
  ]);
  const [first, second, ...others] = await entriesOf(corpus);
  expect([first?.id, second?.name, others]).toEqual(["n1", "北京", []]);
  expect(second?.id).not.toBe("n1");
  expect(await linksOf(corpus, id)).toEqual(["n1"]);
  expect(await verify(corpus)).toEqual([]);
});

test("what the tagset does not have is a note: types, attributes, their values, kinds of relations", async () => {
  const { corpus, id } = await corpusWith(
    [
      { text: "𠮷田茂", type: "DRAGON" },
      { text: "𠮷田茂", type: "DRAGON" },
      { text: "北京", type: "LOC", attributes: { Colour: "red" } },
    ],
    [entryOf("n1", "龙", "DRAGON")],
  );
  const { document, hash } = await corpus.read(id);
  document.relations = [{ id: "r1", type: "Eats", from: "e1", to: "e3", by: "editor", note: "" }];
  await corpus.save(document, hash);
  const found = await verify(corpus, true);
  expect(found.map(({ rule, severity, problem }) => [rule, severity, problem])).toEqual([
    ["type-unknown", "note", "entities.json: “龙” (n1): the tagset has no type “DRAGON”"],
    ["type-unknown", "note", "b1/e1 and 1 more: the tagset has no type “DRAGON”"],
    ["attribute-unknown", "note", "b1/e3: LOC has no attribute “Colour”"],
    ["relation-unknown", "note", "r1: the tagset has no kind of relation “Eats”"],
  ]);
  expect((await corpus.read(id)).hash).not.toBe(hash);
});
