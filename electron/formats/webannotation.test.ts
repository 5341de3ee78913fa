import { expect, test } from "vitest";
import { noticeText } from "../../shared/exchange-notices.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { block, documentOf, entity, exportToMemory, fieldDocument, headline, pagesOf } from "./test-support.ts";
import { anchor } from "./webannotation/anchor.ts";
import { webannotation } from "./webannotation.ts";

const read = (value: unknown, text: string | null = headline) =>
  pagesOf(Buffer.from(JSON.stringify(value)), "x.jsonld", {
    siblings: new Map(text === null ? [] : [["page.txt", Buffer.from(text)]]),
  });
const quote = (exact: string, prefix = "", suffix = "") => ({ type: "TextQuoteSelector", exact, prefix, suffix });
const position = (start: number, end: number) => ({ type: "TextPositionSelector", start, end });
const tag = (value: string) => ({ type: "TextualBody", purpose: "tagging", value });
const annotation = (selector: unknown, body: unknown = tag("Person"), more = {}) => ({
  "@context": "http://www.w3.org/ns/anno.jsonld",
  type: "Annotation",
  motivation: "tagging",
  body,
  target: { source: "page.txt", selector },
  ...more,
});
const entitiesOf = (page: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  page?.articles.flatMap(({ blocks }) =>
    blocks.flatMap(({ entities }) => entities.map(({ type, start, end, text }) => `${type} ${start}-${end} ${text}`)),
  );

test("writes the field's test document: position in code points, quote, body by purpose", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "VISITS", from: "e1", to: "e3", by: "editor", note: "" }];
  const { files } = await exportToMemory(webannotation, [document]);
  expect([...files.keys()]).toEqual(["004_04b86e9b1138073a.txt", "004_04b86e9b1138073a.jsonld"]);
  const collection = JSON.parse(files.get("004_04b86e9b1138073a.jsonld") ?? "");
  expect(collection).toMatchObject({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "AnnotationCollection",
    total: 6,
  });
  const { items } = collection.first;
  const urn = "urn:galley:01JDABCDEFGHJKMNPQRSTVWXYZ";
  expect(items[2]).toEqual({
    id: `${urn}#e1`,
    type: "Annotation",
    motivation: "tagging",
    creator: { type: "Person", name: "editor" },
    body: [
      tag("PER"),
      { type: "SpecificResource", purpose: "identifying", source: "urn:galley:entity:q1" },
      { type: "TextualBody", purpose: "commenting", value: "首相\n第二行" },
    ],
    target: {
      source: "004_04b86e9b1138073a.txt",
      selector: [quote("𠮷田茂", "標題：", "訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n"), position(3, 6)],
    },
  });
  expect(items.at(-2).target.selector).toEqual([
    quote("新聞\n辦公室", "標題：𠮷田茂訪問北京\n\n國務院", "宣佈。「完」他說\n"),
    position(15, 21),
  ]);
  expect(items.at(-1)).toMatchObject({
    motivation: "linking",
    body: [tag("VISITS")],
    target: [{ id: `${urn}#e1` }, { id: `${urn}#e3` }],
  });
});

test("32 characters stand before and after a quote, whatever their units", async () => {
  const text = `${"𠮷".repeat(40)}北京${"𠮷".repeat(40)}`;
  const document = documentOf([[block("title", text, [entity(text, "北京", "LOC")])]], { name: "x" });
  const { files } = await exportToMemory(webannotation, [document]);
  const [, { target }] = JSON.parse(files.get("x.jsonld") ?? "").first.items;
  expect(target.selector[0]).toEqual(quote("北京", "𠮷".repeat(32), "𠮷".repeat(32)));
});

test("a document comes back from two files", () => expectRoundTrip(webannotation, { ignoring: ["line-ends"] }));
test("a document comes back from one file", () =>
  expectRoundTrip(webannotation, { ignoring: ["line-ends"], options: { text: "embedded" } }));

test("after a change elsewhere in the text annotations are found by their quotes", async () => {
  const { files, bytes } = await exportToMemory(webannotation, [fieldDocument()]);
  const changed = files.get("004_04b86e9b1138073a.txt")?.replace("標題：", "【本報訊】");
  const [page] = await pagesOf(
    bytes.get("004_04b86e9b1138073a.jsonld") ?? new Uint8Array(),
    "004_04b86e9b1138073a.jsonld",
    {
      siblings: new Map([["004_04b86e9b1138073a.txt", Buffer.from(changed ?? "")]]),
    },
  );
  expect(entitiesOf(page)).toEqual([
    "EVENT 5-12 𠮷田茂訪問北京",
    "PER 5-8 𠮷田茂",
    "LOC 10-12 北京",
    "ORG 3-9 新聞\n辦公室",
  ]);
  expect(page?.notices?.map(noticeText)).toContain(
    "4 annotations did not stand at their positions and were placed by their quotes.",
  );
});

test("of several places of a quote the one in the likest surroundings is taken, then the nearest", () => {
  const text = new CodePointText("北京大學在北京，北京市");
  const at = (prefix: string, suffix: string, start: number) =>
    anchor({ position: { start, end: start + 3 }, quote: { exact: "北京", prefix, suffix } }, text)?.start;
  expect(at("", "大學", 9)).toBe(0);
  expect(at("大學在", "", 0)).toBe(5);
  expect(at("", "", 7)).toBe(8);
});

test("reads single annotations, lists, pages and collections; bodies of all kinds", async () => {
  const selector = [quote("𠮷田茂"), position(3, 7)];
  const forms = [
    annotation(selector),
    [annotation(selector, "Person")],
    {
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "AnnotationPage",
      items: [annotation(selector, [tag("Person")])],
    },
    { type: "AnnotationCollection", first: { type: "AnnotationPage", items: [annotation(quote("𠮷田茂"))] } },
    annotation(position(3, 6)),
    annotation({ type: "FragmentSelector", value: "char=3,6" }),
  ];
  for (const form of forms) expect(entitiesOf((await read(form))[0])).toEqual(["Person 3-6 𠮷田茂"]);
});

test("reads what is known of a thing: comments, identifiers, makers, relations", async () => {
  const one = annotation(
    [position(3, 6)],
    [
      tag("Person"),
      tag("Politician"),
      { type: "TextualBody", purpose: "commenting", value: "首相" },
      { type: "SpecificResource", purpose: "identifying", source: "http://www.wikidata.org/entity/Q190000" },
    ],
    { id: "#a", creator: { id: "http://example.org/me", name: "王" } },
  );
  const other = annotation([position(8, 10)], tag("Place"), { id: "#b" });
  const link = {
    id: "#c",
    type: "Annotation",
    motivation: "linking",
    body: [tag("visits")],
    target: [{ id: "#a" }, { id: "#b" }],
  };
  const [page] = await read([one, other, link]);
  expect(page?.articles[0]?.blocks[0]?.entities[0]).toMatchObject({
    type: "Person",
    note: "首相",
    by: "王",
    ref: "http://www.wikidata.org/entity/Q190000",
  });
  expect(page?.rest?.relations).toMatchObject([{ type: "visits", from: "e1", to: "e2" }]);
  expect(page?.notices?.map(noticeText)).toEqual(["1 further tag of an annotation was left out."]);
});

test("annotations that the text has no place for are left out, and named", async () => {
  const [page] = await read([
    annotation(position(8, 10)),
    annotation([quote("南京"), position(1, 3)]),
    annotation(undefined),
    annotation({ ...position(0, 3), start: { toString: 0 } }),
  ]);
  expect(entitiesOf(page)).toEqual(["Person 8-10 北京"]);
  expect(page?.notices?.map(noticeText)).toEqual([
    "2 annotations were left out, as the text has no such place: Person “南京”, Person “”.",
    "1 annotation of no place in the text was left out.",
  ]);
});

test("annotations of several texts are several pages; one whose text isn't there is told by its name", async () => {
  const far = annotation(position(0, 2));
  far.target.source = "http://example.org/far.html";
  await expect(read([annotation(position(8, 10)), far])).rejects.toThrow(
    /x\.jsonld: the text that the annotations are of \(http:\/\/example\.org\/far\.html\)/,
  );
  const both = await read([
    annotation(position(8, 10)),
    { ...far, target: { source: { id: "y", type: "Text", value: "南京" }, selector: position(0, 2) } },
  ]);
  expect(both.map((page) => entitiesOf(page))).toEqual([["Person 8-10 北京"], ["Person 0-2 南京"]]);
});
