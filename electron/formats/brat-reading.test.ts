import fc from "fast-check";
import { expect, test } from "vitest";
import { noticeText } from "../../shared/exchange-notices.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { brat } from "./brat.ts";
import {
  block,
  documentOf,
  entity,
  exportToMemory,
  fieldDocument,
  headline,
  pagesOf,
  randomDocument,
} from "./test-support.ts";

const read = (text: string | Uint8Array, ann: string, encoding: "auto" | "gb18030" = "auto") =>
  pagesOf(Buffer.from(ann), "x.ann", {
    encoding,
    format: "brat",
    siblings: new Map([["x.txt", typeof text === "string" ? Buffer.from(text) : text]]),
  });
const summary = (page: Awaited<ReturnType<typeof read>>[number] | undefined) =>
  page?.articles.flatMap(({ blocks }) =>
    blocks.flatMap(({ entities }) => entities.map(({ type, start, end, text }) => `${type} ${start}-${end} ${text}`)),
  );

test("reads text-bound annotations with attributes, references, notes and relations", async () => {
  const ann = [
    "T1\tPerson 3 6\t𠮷田茂",
    "T2\tPlace 8 10\t北京",
    "A1\tCertainty T1 Low",
    "A2\tAncient T2",
    "N1\tReference T1 Wikidata:Q190000\t吉田茂",
    "N2\tReference T2 galley:q%201\t北京",
    "#1\tAnnotatorNotes T1\t首相",
    "#2\tAnnotatorNotes R1\t看報",
    "R1\tVisits Arg1:T1 Arg2:T2",
    "",
  ].join("\n");
  const [page] = await read(headline, ann);
  expect(summary(page)).toEqual(["Person 3-6 𠮷田茂", "Place 8-10 北京"]);
  const [person, place] = page?.articles[0]?.blocks[0]?.entities ?? [];
  expect(person).toMatchObject({
    id: "T1",
    by: "brat",
    note: "首相",
    ref: "Wikidata:Q190000",
    attributes: { Certainty: "Low" },
  });
  expect(place).toMatchObject({ ref: "q 1", attributes: { Ancient: "true" } });
  expect(page?.rest?.relations).toEqual([{ id: "R1", type: "Visits", from: "T1", to: "T2", by: "brat", note: "看報" }]);
  expect(page).toMatchObject({ name: "x.txt", encoding: "utf-8", notices: [] });
});

test("reads events and equivalences as relations", async () => {
  const ann =
    "T1\tPerson 3 6\t𠮷田茂\nT2\tVisit 6 8\t訪問\nT3\tPlace 8 10\t北京\nE1\tVisit:T2 Who:T1 Where:T3\nA1\tNegated E1\n*\tAlias T1 T3\n";
  const [page] = await read(headline, ann);
  expect(page?.rest?.relations?.map(({ type, from, to }) => [type, from, to])).toEqual([
    ["Who", "T2", "T1"],
    ["Where", "T2", "T3"],
    ["Alias", "T1", "T3"],
  ]);
  expect(page?.articles[0]?.blocks[0]?.entities.find(({ type }) => type === "Visit")).toMatchObject({
    attributes: { Negated: "true" },
  });
});

test("an annotation in several places becomes entities that continue each other, and goes out as one again", async () => {
  const text = "國民黨、青年黨主席";
  const ann = "T8\tOrg 0 3;7 9\t國民黨 主席\nT9\tOrg 4 7;7 9\t青年黨 主席\n";
  const [page] = await read(text, ann);
  expect(summary(page)).toEqual(["Org 0-3 國民黨", "Org 4-9 青年黨主席", "Org 7-9 主席"]);
  expect(page?.rest?.relations).toMatchObject([{ type: "continues", from: "T8", to: "T8-2" }]);
  expect(page?.notices?.map(noticeText)[0]).toMatch(/T8 \(Org\) stands in 2 places/);
  const again: GalleyDocument = { ...documentOf([], { name: "x" }), ...page?.rest, articles: page?.articles ?? [] };
  const { files } = await exportToMemory(brat, [again]);
  expect(files.get("x.ann")).toBe("T1\tOrg 0 3;7 9\t國民黨 主席\nT2\tOrg 4 9\t青年黨主席\n");
});

test("fragments with nothing but a line end between them are one entity", async () => {
  const [page] = await read("國務院新聞\n辦公室", "T1\tORG 3 5;6 9\t新聞 辦公室\n");
  expect(summary(page)).toEqual(["ORG 3-9 新聞\n辦公室"]);
});

test.for([
  ["each counted", "T1\tLOC 6 8\t北京\n"],
  ["one for CR and LF", "T1\tLOC 4 6\t北京\n"],
] as const)("a text with CRLF: line ends %s", async ([, ann]) => {
  const [page] = await read("一\r\n二\r\n北京\r\n", ann);
  expect(summary(page)).toEqual(["LOC 4-6 北京"]);
  expect(page?.articles[0]?.blocks[0]?.text).toBe("一\n二\n北京");
});

test("offsets in UTF-16 units, as programs in Java write them, are understood by the surfaces", async () => {
  const [page] = await read(headline, "T1\tPER 3 7\t𠮷田茂\nT2\tLOC 9 11\t北京\n");
  expect(summary(page)).toEqual(["PER 3-6 𠮷田茂", "LOC 8-10 北京"]);
});

test("the text's own bytes are the source, in any encoding", async () => {
  const gb = Buffer.from("b1b1bea9", "hex");
  const [page] = await read(gb, "T1\tLOC 0 2\t\n", "gb18030");
  expect(page?.bytes).toEqual(gb);
  expect(summary(page)).toEqual(["LOC 0-2 北京"]);
});

test("a byte order mark before the text may have been counted or not", async () => {
  const marked = Buffer.from("\uFEFF在北京");
  for (const ann of ["T1\tLOC 1 3\t北京\n", "T1\tLOC 2 4\t北京\n"])
    expect(summary((await read(marked, ann))[0])).toEqual(["LOC 1-3 北京"]);
});

test("an empty .ann is a page without entities", async () => {
  const [page] = await pagesOf(new Uint8Array(), "x.ann", { siblings: new Map([["x.txt", Buffer.from("北京")]]) });
  expect(page?.articles[0]?.blocks[0]).toMatchObject({ text: "北京", entities: [] });
});

test.for([
  ["T1\tLOC 0 2\t南京\n", /x\.ann, T1: the text at its place is “北京”, but the annotation \(LOC\) says “南京”/],
  ["T1\tLOC 0 99\t北京\n", /x\.ann, T1/],
  ["T1\tLOC 0 99\n", /x\.ann, T1/],
  ["T1 LOC 0 2 北京\n", /x\.ann, line 1: the annotation can't be read/],
  ["T1\tLOC x 2\t北京\n", /x\.ann, line 1/],
] as const)("refuses %j and says where", async ([ann, message]) => {
  await expect(read("北京", ann)).rejects.toThrow(message);
});

test("annotations without their text are refused, and the text that is missing is named", async () => {
  await expect(pagesOf(Buffer.from("T1\tLOC 0 2\t北京\n"), "x.ann")).rejects.toThrow(/x\.txt should lie beside it/);
});

test("a relation whose end is not there is left out, and that is said", async () => {
  const [page] = await read("北京", "T1\tLOC 0 2\t北京\nR1\tIn Arg1:T1 Arg2:T7\n");
  expect(page?.rest?.relations).toBeUndefined();
  expect(page?.notices?.map(noticeText)).toEqual([
    "The relation R1 (In) was left out: an entity that it joins is not there.",
  ]);
});

test("writes attributes and relations with the configuration that names them", async () => {
  const document = fieldDocument();
  document.relations = [{ id: "r1", type: "訪問", from: "e1", to: "e3", by: "editor", note: "一\n二" }];
  const first = blocksOf(document)[0]?.entities[0];
  if (first) first.attributes = { certainty: "低 的", Reference: "Wikidata:Q1 VIAF:2" };
  const { files } = await exportToMemory(brat, [document]);
  expect(files.get("004_04b86e9b1138073a.ann")?.split("\n").slice(2)).toEqual([
    "N1\tReference T2 galley:q1\t𠮷田茂",
    "A1\tcertainty T2 _u4f4e_u0020_u7684",
    "N2\tReference T2 Wikidata:Q1\t𠮷田茂",
    "N3\tReference T2 VIAF:2\t𠮷田茂",
    "#1\tAnnotatorNotes T2\t首相 第二行",
    "T3\tLOC 8 10\t北京",
    "T4\tORG 15 17;18 21\t新聞 辦公室",
    "R1\t_u8a2a_u554f Arg1:T2 Arg2:T3",
    "#2\tAnnotatorNotes R1\t一 二",
    "",
  ]);
  expect(files.get("annotation.conf")).toContain("# 訪問\n_u8a2a_u554f\tArg1:<ENTITY>, Arg2:<ENTITY>\n");
  expect(files.get("annotation.conf")).toContain("[attributes]\ncertainty\tArg:<ENTITY>, Value:_u4f4e_u0020_u7684\n");
});

/** Entities, each with what its relations lead to; blocks and white space are not the same after brat. */
function content(document: GalleyDocument) {
  const squeeze = (text: string) => text.replace(/[\s\u0085]+/g, "");
  const entities = blocksOf(document).flatMap((each) => each.entities);
  const named = new Map(entities.map((each) => [each.id, `${each.type} ${squeeze(each.text)}`]));
  return {
    text: squeeze(
      blocksOf(document)
        .map(({ text }) => text)
        .join(""),
    ),
    entities: entities
      .map(({ id, ref, attributes }) => JSON.stringify([named.get(id), ref, Object.entries(attributes ?? {}).sort()]))
      .sort(),
    relations: (document.relations ?? [])
      .map(({ type, from, to }) => `${type} ${named.get(from)} ${named.get(to)}`)
      .sort(),
  };
}

test("entities, links, attributes and relations come back", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, async (document) => {
      const { bytes } = await exportToMemory(brat, [document]);
      const name = [...bytes.keys()].find((each) => each.endsWith(".ann")) ?? "";
      const [page] = await pagesOf(bytes.get(name) ?? new Uint8Array(), name, { format: "brat", siblings: bytes });
      const back: GalleyDocument = {
        ...document,
        ...page?.rest,
        relations: page?.rest?.relations ?? [],
        articles: page?.articles ?? [],
      };
      expect(content(back)).toEqual(content(document));
    }),
    { numRuns: 200 },
  );
});

test("an entity whose text has a type of any letters comes back under its name", async () => {
  const document = documentOf([[block("title", "北京", [entity("北京", "北京", "地 名")])]], { name: "a" });
  const { bytes } = await exportToMemory(brat, [document]);
  const [page] = await pagesOf(bytes.get("a.ann") ?? new Uint8Array(), "a.ann", { siblings: bytes });
  expect(summary(page)).toEqual(["地 名 0-2 北京"]);
});
