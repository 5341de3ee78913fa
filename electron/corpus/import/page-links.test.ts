import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { noticeText } from "../../../shared/exchange-notices.ts";
import type { Entity, GalleyDocument } from "../../../shared/model/document.ts";
import type { Corpus } from "../corpus.ts";
import { collect, temporaryCorpus, temporaryFolder } from "../testing.ts";
import { SharedLinks } from "./page-links.ts";

const auto = { encoding: "auto" } as const;
const entry = (id: string, name: string, type: string, link = "") => ({ id, name, type, aliases: [], link, note: "" });

const teiText = (names: string, list = "") =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff>${list}</standOff><text><body><p>${names}</p></body></text></TEI>`;
const people = `<listPerson>
  <person xml:id="p1"><persName>吉田茂</persName><persName>𠮷田茂</persName><idno type="Wikidata">Q313571</idno></person>
  <person xml:id="p2"><persName>王偉</persName><note>記者</note></person></listPerson>
  <listPlace><place xml:id="l1"><placeName>北京</placeName></place></listPlace>`;
const names = `<persName ref="#p1">𠮷田茂</persName>見<persName ref="#p2">王偉</persName>於<placeName ref="#l1">北京</placeName>`;

async function importTei(corpus: Corpus, text: string, path = "a.xml") {
  const [outcome] = await corpus.import({ path, bytes: Buffer.from(text), ...auto });
  if (!outcome?.id) throw new Error(outcome?.error?.message);
  return { id: outcome.id, said: outcome.notices.map(noticeText) };
}

async function refsOf(corpus: Corpus, id: string): Promise<(string | null)[]> {
  const { document } = await corpus.readDocument(id);
  return document.articles.flatMap(({ blocks }) => blocks.flatMap(({ entities }) => entities.map(({ ref }) => ref)));
}

async function entries(corpus: Corpus) {
  return (await corpus.readRegistry()).entities;
}

test("the lists of a TEI file come into the registry, its names lead there, and all of it can be undone", async () => {
  const corpus = await temporaryCorpus();
  await corpus.changeRegistry([
    { do: "add", entry: entry("q1", "吉田", "PER", "https://www.wikidata.org/wiki/Q313571") },
  ]);
  const { id, said } = await importTei(corpus, teiText(names, people));
  expect(said).toEqual([
    "2 entries came into the registry: 王偉, 北京",
    "1 entry of the file's lists was in the registry already.",
    "1 of them got aliases, a link or a note that it lacked: 吉田",
  ]);
  const [met, person, place] = await entries(corpus);
  expect(met).toMatchObject({ id: "q1", name: "吉田", aliases: ["吉田茂", "𠮷田茂"] });
  expect(person).toMatchObject({ name: "王偉", type: "PER", note: "記者" });
  expect(await refsOf(corpus, id)).toEqual(["q1", person?.id, place?.id]);
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
  expect(await corpus.lastOperation()).toMatchObject({ kind: "registry", label: "a.xml" });
  // What documents name stays; the rest is as it was.
  await corpus.undoLast();
  expect((await entries(corpus)).map(({ id, aliases }) => [id, aliases])).toEqual([
    ["q1", []],
    [person?.id, []],
    [place?.id, []],
  ]);
});

test("another file with the same list changes nothing more, and files at once make each entry once", async () => {
  const corpus = await temporaryCorpus();
  const ids = await Promise.all(
    Array.from(
      { length: 5 },
      async (_, n) => (await importTei(corpus, teiText(`${names}第${n}頁`, people), `${n}.xml`)).id,
    ),
  );
  expect((await entries(corpus)).map(({ name }) => name).sort()).toEqual(["北京", "吉田茂", "王偉"]);
  const refs = await Promise.all(ids.map((id) => refsOf(corpus, id)));
  for (const each of refs) expect(each).toEqual(refs[0]);
  const { said } = await importTei(corpus, teiText(`${names}又一頁`, people), "b.xml");
  expect(said).toEqual(["3 entries of the file's lists were in the registry already."]);
});

test("ids of different files are different people, and a page that is there already brings nothing", async () => {
  const corpus = await temporaryCorpus();
  const list = (name: string) => `<listPerson><person xml:id="p1"><persName>${name}</persName></person></listPerson>`;
  const one = await importTei(corpus, teiText('<persName ref="#p1">甲</persName>一', list("甲")), "1.xml");
  const two = await importTei(corpus, teiText('<persName ref="#p1">乙</persName>二', list("乙")), "2.xml");
  expect(await refsOf(corpus, one.id)).not.toEqual(await refsOf(corpus, two.id));
  const again = await importTei(corpus, teiText('<persName ref="#p1">甲</persName>一', list("丙")), "3.xml");
  expect(again).toEqual({ id: one.id, said: [] });
  expect((await entries(corpus)).map(({ name }) => name)).toEqual(["甲", "乙"]);
});

const person = (id: string, name: string) => `<person xml:id="${id}"><persName>${name}</persName></person>`;
const peopleFile = (text: string, ...people: string[]) =>
  teiText(text, `<listPerson>${people.map((name, at) => person(`p${at}`, name)).join("")}</listPerson>`);

test("what many files bring into the registry is undone as one, and what others did before and meanwhile stays", async () => {
  const corpus = await temporaryCorpus();
  await corpus.editRegistry("甲", [{ do: "add", entry: entry("q1", "甲", "PER") }]);
  const dir = temporaryFolder();
  for (let n = 10; n < 24; n++) writeFileSync(join(dir, `${n}.xml`), peopleFile(`第${n}頁`, `人${n}`, "甲", "共"));
  let isEdited = false;
  for await (const { status } of corpus.importPaths([dir], auto)) {
    expect(status).toBe("imported");
    if (!isEdited) await corpus.changeRegistry([{ do: "change", id: "q1", set: { note: "別人寫的" } }]);
    isEdited = true;
  }
  const before = await entries(corpus);
  expect(before.map(({ name }) => name).sort()).toHaveLength(16);
  expect(await corpus.lastOperation()).toMatchObject({ kind: "registry", label: basename(dir) });
  // Of one that was brought, somebody has said more since: it stays.
  const [kept] = before.filter(({ name }) => name === "人17");
  await corpus.changeRegistry([{ do: "change", id: kept?.id ?? "", set: { note: "記者" } }]);
  const undone = await corpus.undoLast();
  expect(undone?.failures).toMatchObject([{ document: "entities.json" }]);
  expect(await entries(corpus)).toMatchObject([
    { id: "q1", note: "別人寫的" },
    { name: "人17", note: "記者" },
  ]);
  expect(await corpus.lastOperation()).toMatchObject({ label: "甲" });
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});

test("an entry that one file brings and another completes goes with both", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  const file = (name: string, alias: string) =>
    teiText(
      name,
      `<listPerson><person xml:id="p"><persName>甲</persName><persName>${alias}</persName></person></listPerson>`,
    );
  writeFileSync(join(dir, "1.xml"), file("一", "乙"));
  writeFileSync(join(dir, "2.xml"), file("二", "丙"));
  await collect(corpus.importPaths([join(dir, "1.xml"), join(dir, "2.xml")], auto));
  expect((await entries(corpus)).map(({ aliases }) => aliases.toSorted())).toEqual([["丙", "乙"]]);
  expect(await corpus.lastOperation()).toMatchObject({ label: "1.xml …" });
  expect((await corpus.undoLast())?.failures).toEqual([]);
  expect(await entries(corpus)).toEqual([]);
  expect(await corpus.lastOperation()).toBeNull();
});

test("an operation that was undone while the import goes on is followed by another", async () => {
  const corpus = await temporaryCorpus();
  const shared = new SharedLinks("一批");
  const bring = (name: string) =>
    corpus.import({ path: `${name}.xml`, bytes: Buffer.from(peopleFile(name, name)), ...auto, shared });
  await bring("甲");
  await corpus.undoLast();
  await bring("乙");
  await bring("丙");
  expect((await entries(corpus)).map(({ name }) => name)).toEqual(["乙", "丙"]);
  await corpus.undoLast();
  expect(await entries(corpus)).toEqual([]);
});

test("names that point into a file of lists beside theirs lead to what it says, the same for all files of an import", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  mkdirSync(join(dir, "卷一"));
  const put = (path: string, content: string) => writeFileSync(join(dir, path), content);
  const text = (words: string) => `<TEI><teiHeader/><text><body><p>${words}</p></body></text></TEI>`;
  // Two of one name: which is meant is said by their ids alone.
  const list = [person("p1", "王偉"), person("p2", "王偉"), person("p3", "無人提到")].join("");
  put("人物.xml", `<TEI><standOff><listPerson>${list}</listPerson></standOff></TEI>`);
  put(
    "a.xml",
    text('<persName ref="人物.xml#p1">偉</persName>與<persName ref="%E4%BA%BA%E7%89%A9.xml#p2">王君</persName>'),
  );
  put(
    "卷一/b.xml",
    text('<persName ref="../人物.xml#p2">王偉</persName>、<persName ref="../人物.xml#p9">誰</persName>'),
  );
  put("卷一/c.xml", text('<persName ref="../人物.xml#p1">偉</persName>'));
  const outcomes = await collect(
    corpus.importPaths(
      ["a.xml", "卷一"].map((path) => join(dir, path)),
      auto,
    ),
  );
  // A folder that was chosen is left by no pointer: from 卷一 nothing leads out of it.
  expect(outcomes.map(({ notices }) => notices.map(noticeText))).toEqual([
    ["2 entries came into the registry: 王偉, 王偉"],
    ["../人物.xml was not found in what was imported: 2 names point into it, and the pointers are in their notes."],
    ["../人物.xml was not found in what was imported: 1 name points into it, and the pointer is in its note."],
  ]);
  const again = await temporaryCorpus();
  const all = await collect(again.importPaths([dir], auto));
  const read = all.filter(({ status }) => status === "imported");
  expect(read.map(({ path }) => basename(path))).toEqual(["a.xml", "b.xml", "c.xml"]);
  const refs = await Promise.all(read.map(({ id }) => refsOf(again, id ?? "")));
  // Both go by one name, so the registry has them in any order.
  const [one, two] = refs[0] ?? [];
  expect((await entries(again)).map(({ id }) => id).sort()).toEqual([one, two].sort());
  expect(refs).toEqual([[one, two], [two, null], [one]]);
  expect(read[1]?.notices.map(noticeText)).toContain(
    "1 name points to no entry of the file's lists (../人物.xml#p9); the pointer is in its note.",
  );
  expect(await entries(again)).toHaveLength(2);
  expect(await collect(again.verify({ repair: false }))).toEqual([]);
});

test("no pointer leads out of the folder that was chosen, and a list that is damaged is told", async () => {
  const corpus = await temporaryCorpus();
  const dir = temporaryFolder();
  const inner = join(dir, "內");
  mkdirSync(inner);
  const people = `<TEI><standOff><listPerson>${person("p1", "外人")}</listPerson></standOff></TEI>`;
  writeFileSync(join(dir, "outside.xml"), people);
  symlinkSync(dir, join(inner, "link"));
  symlinkSync(join(dir, "outside.xml"), join(inner, "linked.xml"));
  writeFileSync(join(inner, "broken.xml"), "<TEI>");
  const pointers = ["../outside.xml", "link/outside.xml", "x/../../outside.xml", "linked.xml", "broken.xml"];
  const outside = [join(dir, "outside.xml"), pathToFileURL(join(dir, "outside.xml")).href];
  const names = [...pointers, ...outside].map((path) => `<persName ref="${path}#p1">人</persName>`);
  writeFileSync(join(inner, "a.xml"), `<TEI><teiHeader/><text><body><p>${names.join("、")}</p></body></text></TEI>`);
  const [outcome] = await collect(corpus.importPaths([join(inner, "a.xml")], auto));
  expect(await entries(corpus)).toEqual([]);
  const said = outcome?.notices.map(noticeText) ?? [];
  const told = (path: string, what: string) => said.filter((text) => text.startsWith(`${path} ${what}`)).length;
  expect(pointers.slice(0, 3).map((path) => told(path, "was not found"))).toEqual([1, 1, 1]);
  expect(pointers.slice(3).map((path) => told(path, "could not be read"))).toEqual([1, 1]);
});

test("a corpus of texts: the list is for every text, also where the first is there already", async () => {
  const corpus = await temporaryCorpus();
  const text = (words: string) =>
    `<TEI><teiHeader/><text><body><p><persName ref="#p1">甲</persName>${words}</p></body></text></TEI>`;
  const list = `<listPerson><person xml:id="p1"><persName>甲</persName></person></listPerson>`;
  const file = (...texts: string[]) =>
    `<teiCorpus><teiHeader>${list}</teiHeader>${texts.map(text).join("")}</teiCorpus>`;
  const first = await corpus.import({ path: "a.xml", bytes: Buffer.from(file("一")), ...auto });
  const both = await corpus.import({ path: "b.xml", bytes: Buffer.from(file("一", "二")), ...auto });
  expect(both.map(({ status }) => status)).toEqual(["duplicate", "imported"]);
  const ids = [first[0]?.id, both[1]?.id].map((id) => id ?? "");
  const [known] = await entries(corpus);
  for (const id of ids) expect(await refsOf(corpus, id)).toEqual([known?.id]);
  expect(await entries(corpus)).toHaveLength(1);
});

test("a type that is left out takes its entries with it", async () => {
  const corpus = await temporaryCorpus();
  const mapping = { types: { PER: "" }, roles: {} };
  await corpus.import({ path: "a.xml", bytes: Buffer.from(teiText(names, people)), ...auto, mapping });
  expect((await entries(corpus)).map(({ name }) => name)).toEqual(["北京"]);
});

/** A document of one block with these entities. */
function documentOf(text: string, entities: Pick<Entity, "type" | "start" | "end" | "ref">[]): GalleyDocument {
  const all = entities.map((one, index) => ({
    ...{ id: `e${index}`, by: "editor", note: "", text: Array.from(text).slice(one.start, one.end).join("") },
    ...one,
  }));
  return {
    ...{ format: "galley/document", version: 1, id: "01JDLINKS", status: "new", dismissed: [], revision: 0 },
    ...{ updatedAt: "", updatedBy: "", meta: { title: "", publication: "", date: "", page: "", url: "" } },
    source: { name: "x.txt", sha256: "0".repeat(64), encoding: "utf-8", length: 0, importedAt: "" },
    articles: [
      { id: "a1", blocks: [{ id: "b1", role: "paragraph", text, pieces: [{ inserted: text }], entities: all }] },
    ],
  };
}

test("ids and addresses of any format lead to the entries that are there; one of another type is none", async () => {
  const known = [
    entry("q1", "吉田茂", "PER", "https://www.wikidata.org/wiki/Q313571"),
    entry("q2", "北京", "LOC"),
    entry("q3", "國務院", "ORG"),
  ];
  const place = { start: 0, end: 2 };
  const said = [
    { ...place, type: "PER", ref: "Wikidata:Q313571" },
    { ...place, type: "LOC", ref: "q2" },
    { ...place, type: "LOC", ref: "q3" },
  ];
  const json = JSON.stringify(documentOf("北京", said));
  const ann = said.map(({ type, ref }, n) => {
    const own = ref.startsWith("q") ? `galley:${ref}` : ref;
    return `T${n}\t${type} 0 2\t北京\nN${n}\tReference T${n} ${own}\t北京\n`;
  });
  const annotations = said.map(({ type, ref }, n) => ({
    ...{ "@context": "http://www.w3.org/ns/anno.jsonld", id: `urn:x:${n}`, type: "Annotation" },
    body: [
      { type: "TextualBody", purpose: "tagging", value: type },
      {
        ...{ type: "SpecificResource", purpose: "identifying" },
        source: ref.startsWith("q") ? `urn:galley:entity:${ref}` : "http://www.wikidata.org/entity/Q313571",
      },
    ],
    target: { source: "a.txt", selector: { type: "TextPositionSelector", start: 0, end: 2 } },
  }));
  const text = new Map([["a.txt", Buffer.from("北京")]]);
  const files = [
    { path: "a.json", bytes: Buffer.from(json) },
    { path: "a.ann", bytes: Buffer.from(ann.join("")), siblings: text },
    { path: "a.jsonld", bytes: Buffer.from(JSON.stringify(annotations)), siblings: text },
  ];
  for (const file of files) {
    const corpus = await temporaryCorpus();
    await corpus.changeRegistry(known.map((one) => ({ do: "add", entry: one })));
    const [outcome] = await corpus.import({ ...file, ...auto });
    // The third means an entry that is no place; the only place of its name is.
    expect([file.path, await refsOf(corpus, outcome?.id ?? "")]).toEqual([file.path, ["q1", "q2", "q2"]]);
    expect(outcome?.notices.map(noticeText)).toEqual([
      "1 name led to an entry of another type and is not linked to it: 北京 (LOC)",
    ]);
    expect(await entries(corpus)).toEqual(known);
    expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
    expect(await corpus.lastOperation()).toBeNull();
  }
});
