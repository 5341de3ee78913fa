import fc from "fast-check";
import { expect, test } from "vitest";
import { noticeText } from "../../../shared/exchange-notices.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";
import { checkedBlocks } from "../export-each.ts";
import { parseXml } from "../support/xml.ts";
import { block, documentOf, entity, settings } from "../test-support.ts";
import { readTei, type TeiPage } from "./read-tei.ts";
import { teiOf } from "./write-tei.ts";

const file = (parts: { header?: string; standOff?: string; body?: string }) =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>${parts.header ?? ""}</teiHeader><standOff>${parts.standOff ?? ""}</standOff>
  <text><body>${parts.body ?? "<p>文</p>"}</body></text></TEI>`;

function read(xml: string): TeiPage {
  const [page] = readTei(parseXml(xml, "a.xml"), "a.xml");
  if (!page) throw new Error("there is a page");
  return page;
}

test("persons, bodies, places and events with their names, links and what else is said of them", () => {
  const { entries } = read(
    file({
      header: `<profileDesc><particDesc><person xml:id="p1" sameAs="http://www.wikidata.org/entity/Q313571">
        <persName type="alias">吉田</persName>
        <persName type="main"><surname>吉田</surname> <forename>茂</forename></persName>
        <persName>𠮷田茂</persName><birth when="1878-09-22"/><occupation>首相</occupation><note>日本<lb/>人</note></person></particDesc></profileDesc>`,
      standOff: `<listOrg><org xml:id="o1"><orgName>國務院</orgName><idno type="VIAF">123</idno><idno type="館藏">A-7</idno></org></listOrg>
        <listPlace><place xml:id="c"><country>中國</country><place xml:id="l1"><placeName>北京</placeName><country>中國</country>
        <idno type="Wikidata">Q956</idno><idno type="URL">https://example.org/bj</idno></place></place></listPlace>
        <listEvent><event xml:id="v1" when="1931-09-18"><label>九一八事變</label></event><event xml:id="v2"><desc>無名</desc></event></listEvent>`,
    }),
  );
  expect(entries.map(({ own, ...entry }) => (own ? null : entry))).toEqual([
    {
      ...{ id: "#p1", type: "PER", name: "吉田茂", aliases: ["吉田", "𠮷田茂"] },
      ...{ link: "http://www.wikidata.org/entity/Q313571", note: "birth: 1878-09-22\noccupation: 首相\n日本人" },
    },
    { id: "#o1", type: "ORG", name: "國務院", aliases: [], link: "https://viaf.org/viaf/123", note: "館藏: A-7" },
    { id: "#c", type: "LOC", name: "中國", aliases: [], link: "", note: "" },
    {
      ...{ id: "#l1", type: "LOC", name: "北京", aliases: [], link: "Q956" },
      note: "country: 中國\nURL: https://example.org/bj",
    },
    { id: "#v1", type: "EVENT", name: "九一八事變", aliases: [], link: "", note: "1931-09-18" },
  ]);
});

test("names lead to the lists' entries and to addresses; where a pointer leads to nothing, that is said and kept", () => {
  const page = read(
    file({
      standOff: `<listPerson><person xml:id="p1"><persName>吉田茂</persName></person></listPerson>`,
      body: `<p><persName ref="#p1">首相</persName>、<rs ref="#p1 #x">他</rs>、<persName ref="#p9" key="k">誰</persName>、
        <placeName ref="https://www.geonames.org/1816670">北京</placeName>、<orgName ref="orgs.xml#o1">院</orgName></p>`,
    }),
  );
  const found = page.articles[0]?.blocks[0]?.entities.map(({ type, text, ref, note }) => [type, text, ref, note]);
  expect(found).toEqual([
    ["PER", "首相", "#p1", ""],
    ["PER", "他", "#p1", "#x"],
    ["PER", "誰", null, "#p9 k"],
    ["LOC", "北京", "https://www.geonames.org/1816670", ""],
    ["ORG", "院", null, "orgs.xml#o1"],
  ]);
  expect(page.notices.map(noticeText)).toEqual([
    "3 names point to no entry of the file's lists (#x, #p9, orgs.xml#o1); the pointers are in their notes.",
  ]);
});

test("a list in the text is the registry's and no text; one without entries is text", () => {
  const body = `<p>正文</p><listPerson><head>人名</head><person xml:id="p1"><persName>吉田茂</persName></person></listPerson>`;
  const page = read(file({ body }));
  expect(page.articles.flatMap(({ blocks }) => blocks.map(({ text }) => text))).toEqual(["正文"]);
  expect(page.entries).toMatchObject([{ name: "吉田茂" }]);
  const other = read(file({ body: "<p>正文</p><listPerson><head>人名</head></listPerson>" }));
  expect(other.articles.flatMap(({ blocks }) => blocks.map(({ text }) => text))).toEqual(["正文", "人名"]);
});

test("the lists of a corpus of texts are for all of its texts", () => {
  const text = `<TEI><teiHeader/><text><body><p><persName ref="#p1">甲</persName></p></body></text></TEI>`;
  const list = `<listPerson><person xml:id="p1"><persName>甲</persName></person></listPerson>`;
  const pages = readTei(
    parseXml(`<teiCorpus><teiHeader>${list}</teiHeader>${text}${text}</teiCorpus>`, "c.xml"),
    "c.xml",
  );
  expect(pages.map(({ entries }) => entries.length)).toEqual([1, 0]);
  for (const { articles } of pages) expect(articles[0]?.blocks[0]?.entities[0]?.ref).toBe("#p1");
});

const word = fc.stringMatching(/^[一-龥𠮷 &<>"'a-z]{1,6}$/u).filter((text) => text.trim() !== "");
const line = fc.oneof(word, fc.constantFrom("", " 首尾 ", "兩\n行", "\r\n\t", "https://a.org/?b=1&c", "e\u0301"));
const entryFields = fc.record({
  id: fc.oneof(word, fc.stringMatching(/^[a-z0-9]{3,8}$/)),
  name: word,
  type: fc.constantFrom("PER", "ORG", "LOC", "EVENT", "TITLE", "機關"),
  aliases: fc.uniqueArray(word, { maxLength: 3 }),
  link: fc.oneof(
    line,
    fc.constantFrom("Q42", "q42", "https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q1"),
  ),
  note: line,
});

test("whatever a registry says of the entries that a document names, read back it is the same", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entryFields, { maxLength: 4, selector: ({ id }) => id }),
      (entities: RegistryEntry[]) => {
        const text = "甲".repeat(entities.length + 1);
        const tagged = entities.map(({ id, type }, index) => {
          return { ...entity(text, "甲", type, { ref: id }), start: index, end: index + 1 };
        });
        const document = documentOf([[block("paragraph", text, tagged)]]);
        const registry = { format: "galley/entities" as const, version: 1 as const, entities };
        const xml = teiOf(document, checkedBlocks(document), null, { choice: false, lines: false, settings, registry });
        const page = read(xml);
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
        expect(page.entries.toSorted(byId)).toEqual(entities.map((one) => ({ ...one, own: true })).toSorted(byId));
        expect(page.articles[0]?.blocks[0]?.entities.map(({ ref }) => ref)).toEqual(tagged.map(({ ref }) => ref));
        expect(page.notices).toEqual([]);
      },
    ),
  );
});
