import { expect, test } from "vitest";
import { rememberedEntry } from "../../shared/entities/remember.ts";
import { blocksOf, type Entity, type GalleyDocument } from "../../shared/model/document.ts";
import { Corpus } from "./corpus.ts";
import { collect, importText, temporaryCorpus } from "./testing.ts";

const entity: Entity = { id: "e1", type: "LOC", start: 7, end: 9, text: "北京", ref: "n1", by: "editor", note: "" };

function withEntities(document: GalleyDocument, entities: Entity[]): GalleyDocument {
  const copy = structuredClone(document);
  const [block] = blocksOf(copy);
  if (block) block.entities = entities;
  return copy;
}

async function save(corpus: Corpus, id: string, entities: Entity[]): Promise<void> {
  const { document, hash } = await corpus.read(id);
  await corpus.save(withEntities(document, entities), hash);
}

const remember = (corpus: Corpus) =>
  corpus.changeRegistry([{ do: "add", entry: rememberedEntry("n1", "北京", "LOC") }]);
const ids = async (corpus: Corpus) => (await corpus.readRegistry()).entities.map(({ id }) => id);
const verify = (corpus: Corpus) => collect(corpus.verify({ repair: false }));

test("a remembered entry goes with the last tag that names it, and comes back with it under its id", async () => {
  const told: unknown[] = [];
  const corpus = await temporaryCorpus({ onRegistry: ({ changed, removed }) => told.push([changed.length, removed]) });
  const id = await importText(corpus);
  const other = await importText(corpus, "北京。", "另.txt");
  await remember(corpus);
  await save(corpus, id, [entity]);
  await save(corpus, other, [{ ...entity, start: 0, end: 2 }]);
  await save(corpus, id, []);
  // The other page still names it.
  expect([await ids(corpus), told]).toEqual([["n1"], []]);
  await save(corpus, other, []);
  expect([await ids(corpus), told]).toEqual([[], [[0, ["n1"]]]]);
  await save(corpus, id, [entity]);
  expect((await corpus.readRegistry()).entities).toEqual([rememberedEntry("n1", "北京", "LOC")]);
  expect(told).toHaveLength(2);
  expect(await verify(corpus)).toEqual([]);
});

test("a tag that was undone before it was saved leaves no entry", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await remember(corpus);
  await save(corpus, id, []);
  expect(await ids(corpus)).toEqual([]);
});

test("a save that was asked for before the name was tagged says nothing of it", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  const saving = save(corpus, id, []);
  const { document, hash } = await corpus.read(id);
  const asked = corpus.save(document, hash).catch(() => {});
  await remember(corpus);
  await Promise.all([saving.catch(() => {}), asked]);
  expect(await ids(corpus)).toEqual(["n1"]);
});

test.each<[string, (corpus: Corpus) => Promise<unknown>]>([
  ["a note", (corpus) => corpus.changeRegistry([{ do: "change", id: "n1", set: { note: "首都" } }])],
  ["an alias", (corpus) => corpus.changeRegistry([{ do: "aliases", id: "n1", add: ["北平"], remove: [] }])],
  ["another name", (corpus) => corpus.changeRegistry([{ do: "change", id: "n1", set: { name: "北京市" } }])],
])("an entry that somebody has given %s stays when nothing names it", async (_, write) => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await remember(corpus);
  await save(corpus, id, [entity]);
  await write(corpus);
  await save(corpus, id, []);
  expect(await ids(corpus)).toEqual(["n1"]);
});

test("an earlier state of a page that names an entry which is gone brings it back", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await corpus.changeRegistry([{ do: "add", entry: { ...rememberedEntry("n1", "北京市", "LOC"), note: "首都" } }]);
  corpus.beginEditing(id);
  await save(corpus, id, [entity]);
  corpus.beginEditing(id);
  await save(corpus, id, []);
  await corpus.changeRegistry([{ do: "remove", id: "n1" }]);
  const { revisions } = await corpus.history(id);
  const [tagged] = await Promise.all(
    revisions.map(async ({ number }) => ({ number, document: await corpus.readRevision(id, number) })),
  ).then((all) => all.filter(({ document }) => blocksOf(document)[0]?.entities.length));
  await corpus.restore(id, tagged?.number ?? -1);
  expect((await corpus.readRegistry()).entities).toMatchObject([{ id: "n1", name: "北京", type: "LOC" }]);
  expect(await verify(corpus)).toEqual([]);
});

test("a page of another corpus brings the entries that it names", async () => {
  const [from, to] = [await temporaryCorpus(), await temporaryCorpus()];
  const id = await importText(from);
  const address = "http://www.wikidata.org/entity/Q956";
  await save(from, id, [{ ...entity, ref: address }]);
  const { document } = await from.read(id);
  const [outcome] = await to.import({
    path: "页.json",
    bytes: Buffer.from(JSON.stringify([document])),
    encoding: "utf-8",
  });
  expect(outcome?.error).toBeNull();
  expect((await to.readRegistry()).entities).toMatchObject([{ id: address, name: "北京", type: "LOC", link: address }]);
  expect(await verify(to)).toEqual([]);
});

test("an empty reference names nothing: the registry stays one that can be read", async () => {
  const corpus = await temporaryCorpus();
  const id = await importText(corpus);
  await save(corpus, id, [{ ...entity, ref: "" }]);
  const { document } = await corpus.read(id);
  const bytes = Buffer.from(JSON.stringify([document]));
  const [outcome] = await corpus.import({ path: "页.json", bytes, encoding: "utf-8" });
  expect(outcome?.error).toBeNull();
  const brought = await corpus.read(outcome?.id ?? "");
  expect(blocksOf(brought.document).flatMap(({ entities }) => entities.map(({ ref }) => ref))).toEqual([null]);
  await corpus.close();
  const again = await Corpus.open(corpus.dir);
  expect((await again.readRegistry()).entities).toEqual([]);
  expect(await verify(again)).toEqual([]);
  await again.close();
});
