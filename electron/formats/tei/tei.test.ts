import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { piecesText } from "../../../shared/model/pieces.ts";
import type { Registry } from "../../../shared/model/settings.ts";
import { verifyDocument } from "../../../shared/model/verify.ts";
import { checkedBlocks } from "../export-each.ts";
import { parseXml } from "../support/xml.ts";
import { block, documentOf, entity, fieldDocument, headline, randomDocument, settings } from "../test-support.ts";
import { idOfXml, xmlId } from "./names.ts";
import { readTei, type TeiPage } from "./read-tei.ts";
import { teiOf } from "./write-tei.ts";

const registry: Registry = {
  format: "galley/entities",
  version: 1,
  entities: [
    {
      id: "q1",
      name: "吉田茂",
      type: "PER",
      aliases: ["𠮷田茂"],
      link: "https://www.wikidata.org/wiki/Q313571",
      note: "首相",
    },
    { id: "q2", name: "世博會", type: "EVENT", aliases: [], link: "https://example.org/a?b=1&c", note: "" },
  ],
};

function write(document: GalleyDocument, source: string | null = null, more: { lines?: boolean } = {}): string {
  const points = source === null ? null : new CodePointText(source);
  return teiOf(document, checkedBlocks(document), points, {
    choice: points !== null,
    lines: false,
    settings,
    registry,
    ...more,
  });
}

function read(xml: string): TeiPage {
  const [page] = readTei(parseXml(xml, "a.xml"), "a.xml");
  if (!page) throw new Error("there is a page");
  expectSound(page);
  return page;
}

function expectSound(page: TeiPage): void {
  const source = new CodePointText(page.text);
  for (const { pieces, text } of page.articles.flatMap(({ blocks }) => blocks))
    expect(piecesText(pieces, source)).toBe(text);
  const document = {
    ...documentOf([]),
    articles: page.articles,
    source: { ...documentOf([]).source, length: source.length },
  };
  expect(verifyDocument(document, source)).toEqual([]);
}

/** What a round trip keeps, in an order that does not matter. */
function kept(articles: GalleyDocument["articles"]) {
  return articles.map(({ id, blocks }) => ({
    id,
    blocks: blocks.map(({ id, role, text, entities }) => ({
      ...{ id, role, text },
      entities: entities.map(({ by, ...rest }) => ({ ...rest, by })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    })),
  }));
}

const inner = (body: string) =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>${body}</body></text></TEI>`;
const shape = (page: TeiPage) =>
  page.articles.map(({ blocks }) =>
    blocks.map(({ role, text, entities }) => [role, text, ...entities.map((e) => `${e.type} ${e.text}`)]),
  );

describe("written", () => {
  test("names nest in the text and point into the registry's lists", () => {
    const xml = write(fieldDocument());
    expect(xml).toContain(
      '<rs xml:id="e2" type="EVENT" resp="#by.1"><persName xml:id="e1" ref="#reg.q1" resp="#by.1">𠮷田茂</persName>訪問<placeName xml:id="e3" resp="#by.1">北京</placeName></rs>',
    );
    expect(xml).toContain(
      '<person xml:id="reg.q1"><persName>吉田茂</persName><persName type="alias">𠮷田茂</persName><idno type="Wikidata">Q313571</idno><idno type="URL">https://www.wikidata.org/wiki/Q313571</idno><note>首相</note></person>',
    );
    expect(xml).toContain('<span target="#e1">首相\n第二行</span>');
    expect(xml).toContain("新聞<lb/>辦公室</orgName>");
  });

  test("what crosses is beside the text, on anchors", () => {
    const text = "國民黨主席談話";
    const document = documentOf([
      [
        block("paragraph", text, [
          entity(text, "國民黨主", "ORG", { id: "e1" }),
          entity(text, "主席談", "TITLE", { id: "e2" }),
        ]),
      ],
    ]);
    const xml = write(document);
    expect(xml).toContain(
      '<orgName xml:id="e1" resp="#by.1">國民黨<anchor xml:id="e2.start"/>主</orgName>席談<anchor xml:id="e2.end"/>話',
    );
    expect(xml).toContain(
      '<span xml:id="e2" from="#e2.start" to="#e2.end" ana="#type.TITLE" resp="#by.1">主席談</span>',
    );
    expect(kept(read(xml).articles)).toEqual(kept(document.articles));
  });

  test("roles have their elements, and what TEI has no place for says so by its type", () => {
    const roles = ["kicker", "title", "byline", "paragraph", "title", "quote", "caption", "credit", "boilerplate"];
    const xml = write(documentOf([roles.map((role, index) => ({ ...block(role, `文${index}`), id: `b${index}` }))]));
    const lines = /<body>\n([\s\S]*)<\/body>/.exec(xml)?.[1]?.split("\n") ?? [];
    expect(lines).toEqual([
      '<div type="article" xml:id="a1">',
      '<head xml:id="b0" type="kicker">文0</head>',
      '<head xml:id="b1">文1</head>',
      '<byline xml:id="b2">文2</byline>',
      '<p xml:id="b3">文3</p>',
      '<ab xml:id="b4" type="title">文4</ab>',
      '<quote xml:id="b5">文5</quote>',
      '<figure xml:id="b6"><figDesc>文6</figDesc></figure>',
      '<ab xml:id="b7" type="credit">文7</ab>',
      '<fw xml:id="b8" type="boilerplate">文8</fw>',
      "</div>",
      "",
    ]);
  });

  test("corrections are choices where they are asked for, also where a name begins in one; joins keep their line", () => {
    const source = "逹賴喇痲訪\n問北亰。";
    const text = "達賴喇嘛訪問北京";
    const body = {
      ...block("paragraph", text, [entity(text, "喇嘛", "TITLE", { id: "e1" })]),
      pieces: [
        { inserted: "達" },
        { source: [1, 3] as [number, number] },
        { inserted: "嘛" },
        { source: [4, 5] as [number, number] },
        { source: [6, 8] as [number, number] },
        { inserted: "京" },
      ],
    };
    const document = documentOf([[body]]);
    const xml = write(document, source, { lines: true });
    expect(xml).toContain(
      '<choice><sic>逹</sic><corr>達</corr></choice>賴<roleName xml:id="e1" resp="#by.1">喇<choice><sic>痲</sic><corr>嘛</corr></choice></roleName>訪<lb break="no"/>問北<choice><sic>亰。</sic><corr>京</corr></choice>',
    );
    const page = read(xml);
    expect(page.text).toBe("逹賴喇痲訪\n問北亰。");
    expect(page.articles[0]?.blocks[0]?.text).toBe(text);
    expect(page.articles[0]?.blocks[0]?.pieces).toEqual(body.pieces);
    expect(write(document)).not.toContain("<choice>");
  });

  test("attributes and relations come back", () => {
    const text = "一九三一年九月十九日訪北京";
    const first = entity(text, "一九三一年九月十九日", "DATE", {
      id: "e1",
      attributes: { when: "1931-09-19", 確定: "低" },
    });
    const document = {
      ...documentOf([[block("paragraph", text, [first, entity(text, "北京", "LOC", { id: "e2" })])]]),
      relations: [{ id: "r1", type: "在", from: "e1", to: "e2", by: "甲", note: "註" }],
    };
    const xml = write(document);
    expect(xml).toContain('<date xml:id="e1" when="1931-09-19" resp="#by.1">');
    const page = read(xml);
    expect(page.rest.relations).toEqual(document.relations);
    expect(kept(page.articles)).toEqual(kept(document.articles));
  });

  test("meta data, status and id come back", () => {
    const document = documentOf([[block("paragraph", "文")]]);
    document.meta = {
      title: "題 & 目",
      publication: "大公報",
      date: "1931-09-19",
      page: "4",
      url: "https://a.b/?c=1&d",
    };
    expect(read(write(document)).rest).toEqual({ id: document.id, status: "review", meta: document.meta });
  });
});

test("whatever a document is, read back it has the same articles, roles, texts and entities", () => {
  fc.assert(
    fc.property(randomDocument, (document) => {
      const own = { ...document, relations: undefined };
      expect(kept(read(write(own)).articles)).toEqual(kept(document.articles));
    }),
    { numRuns: 200 },
  );
});

test("with corrections and lines shown, read back it has the same text and the source's characters where they stood", () => {
  fc.assert(
    fc.property(randomDocument, fc.array(fc.nat(), { maxLength: 12 }), (document, places) => {
      const { source, corrected } = withSource(document, places);
      const page = read(write(corrected, source, { lines: true }));
      expect(kept(page.articles)).toEqual(kept(document.articles));
    }),
    { numRuns: 150 },
  );
});

/** The document as the corrected form of a source that differs from it here and there. */
function withSource(
  document: GalleyDocument,
  places: readonly number[],
): { source: string; corrected: GalleyDocument } {
  let source = "";
  let length = 0;
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((own) => {
      if (length) {
        source += "\n\n";
        length += 2;
      }
      const pieces: GalleyDocument["articles"][number]["blocks"][number]["pieces"] = [];
      for (const [index, character] of Array.from(own.text).entries()) {
        const change = places.find((place) => place % 37 === index % 37);
        if (change === undefined || character === "\n") {
          pieces.push({ source: [length, length + 1] });
          source += character;
          length++;
        } else if (change % 3 === 0) pieces.push({ inserted: character });
        else {
          source += change % 3 === 1 ? "誤" : "\n";
          length++;
          pieces.push(change % 3 === 1 ? { inserted: character } : { source: [length, length + 1] });
          if (change % 3 === 2) {
            source += character;
            length++;
          }
        }
      }
      return { ...own, pieces };
    }),
  }));
  return { source, corrected: { ...document, articles } };
}

test("ids of any kind are XML's and come back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.constantFrom("", "reg."), (id, prefix) => {
      expect(xmlId(id, prefix)).toMatch(/^[A-Za-z_\u3400-\u9FFF][\w.\u3400-\u9FFF-]*$/);
      expect(idOfXml(xmlId(id, prefix), prefix)).toBe(id);
    }),
  );
});

describe("read from others", () => {
  test("Transkribus: page breaks, lines with numbers, names in the text", () => {
    const page = read(
      inner(`
      <pb facs="#facs_1" n="1"/>
      <p facs="#facs_1_r1">
        <lb facs="#facs_1_r1l1" n="N001"/>本報訊，<persName>𠮷田茂</persName>
        <lb facs="#facs_1_r1l2" n="N002"/>訪問<placeName>北京</placeName>。
      </p>`),
    );
    expect(shape(page)).toEqual([[["paragraph", "本報訊，𠮷田茂\n訪問北京。", "PER 𠮷田茂", "LOC 北京"]]]);
    expect(page.text).toBe("本報訊，𠮷田茂\n訪問北京。");
  });

  test("TEI Publisher: divisions, notes and figures inside paragraphs, names of names, typed names", () => {
    const page = read(
      inner(`<div><head>題目</head><p>正文<note place="bottom">註文</note>，<persName ref="http://d-nb.info/1"><forename>Shigeru</forename>
        <surname>Yoshida</surname></persName> 與 <rs type="organization">國務院</rs>。<figure><graphic url="a.jpg"/><head>圖說</head></figure></p>
        <div><head>小題</head><p><hi rend="bold">重</hi>點</p></div></div><div type="advertisement"><p>賣藥</p></div>`),
    );
    expect(shape(page)).toEqual([
      [
        ["title", "題目"],
        ["paragraph", "正文，Shigeru Yoshida 與 國務院。", "PER Shigeru Yoshida", "ORG 國務院"],
        ["paragraph", "註文"],
        ["caption", "圖說"],
        ["heading", "小題"],
        ["paragraph", "重點"],
      ],
      [["boilerplate", "賣藥"]],
    ]);
    expect(page.articles[0]?.blocks[1]?.entities[0]).toMatchObject({ note: "", ref: "http://d-nb.info/1" });
  });

  test("FairCopy: corrections, regularised spellings, deletions, additions, verse", () => {
    const page = read(
      inner(`<p>甲<choice><sic>逹</sic><corr>達</corr></choice>乙<choice><orig>臺</orig><reg>台</reg></choice><del>刪</del><add>增</add><supplied>補</supplied></p>
        <lg><l>床前明月光</l><l>疑是地上霜</l></lg>`),
    );
    expect(shape(page)).toEqual([
      [
        ["paragraph", "甲達乙臺增補"],
        ["paragraph", "床前明月光"],
        ["paragraph", "疑是地上霜"],
      ],
    ]);
    expect(page.text).toBe("甲逹乙臺刪增\n\n床前明月光\n\n疑是地上霜");
    expect(page.articles[0]?.blocks[0]?.pieces).toEqual([
      { source: [0, 1] },
      { inserted: "達" },
      { source: [2, 4] },
      { source: [5, 6] },
      { inserted: "補" },
    ]);
  });

  test("types that are nobody's role here make none", () => {
    const page = read(inner('<div><head type="h1">題</head><ab type="speech">話</ab><ab type="credit">稿</ab></div>'));
    expect(shape(page)).toEqual([
      [
        ["title", "題"],
        ["paragraph", "話"],
        ["credit", "稿"],
      ],
    ]);
  });

  test("whatever is cut out of or written into a file, it is read or refused by name", () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat(40),
      text: fc.constantFrom("", "<", "&", "</p>", '"', "𠮷", " "),
    });
    const file = write(fieldDocument());
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = file;
        for (const { at, length, text: put } of changes) {
          const start = at % text.length;
          text = text.slice(0, start) + put + text.slice(start + length);
        }
        try {
          readTei(parseXml(text, "x.xml"), "x.xml").forEach(expectSound);
        } catch (error) {
          if (!(error instanceof GalleyError)) throw error;
          expect(error.message).toContain("x.xml");
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a corpus of texts is as many pages", () => {
    const xml = `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>${inner("<p>一</p>")}${inner("<p>二</p>")}</teiCorpus>`;
    expect(readTei(parseXml(xml, "c.xml"), "c.xml").map(({ text }) => text)).toEqual(["一", "二"]);
  });

  test("a span over two paragraphs is named and left out", () => {
    const page = read(
      `<TEI><standOff><spanGrp><span from="#x1" to="#x2" ana="#p"/></spanGrp></standOff><text><body><p>甲<anchor xml:id="x1"/>乙</p><p>丙<anchor xml:id="x2"/></p></body></text></TEI>`,
    );
    expect(page.notices).toHaveLength(1);
    expect(page.notices[0]?.values.from).toContain("#x1");
  });

  test("a file without a text is refused with its line", () => {
    expect(() => readTei(parseXml("<TEI>\n<teiHeader/></TEI>", "x.xml"), "x.xml")).toThrow(
      /x\.xml, line 1: it has no <text>/,
    );
  });

  test("the headline of the tests", () => {
    expect(shape(read(inner(`<p>${headline.replace("𠮷田茂", "<persName>𠮷田茂</persName>")}</p>`)))).toEqual([
      [["paragraph", headline, "PER 𠮷田茂"]],
    ]);
  });
});
