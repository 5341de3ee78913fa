import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import { joinPieces, slicePieces } from "../../../shared/model/pieces.ts";
import { documentOf } from "../test-support.ts";
import { correctedSource } from "./corrected-source.ts";
import { pageOfDocument, pageWithPlaces } from "./new-page.ts";
import { readAlto } from "./read-alto.ts";
import { readHocr } from "./read-hocr.ts";
import { readPage } from "./read-page.ts";
import { blocksOfPage, type PlacedPage, placeLines, type RecognisedPage } from "./recognised.ts";
import { abbyyAlto, escriptoriumAlto, tesseractHocr, transkribusPage, verticalPage } from "./testing.ts";
import { newAlto, rewriteAlto } from "./write-alto.ts";
import { newPageXml, rewritePage } from "./write-page.ts";

const changed = "2026-11-22T09:00:00Z";
const place = (pages: readonly RecognisedPage[]) => placeLines(pages[0] as RecognisedPage);

const files = {
  abbyyAlto: { text: abbyyAlto, read: readAlto },
  escriptoriumAlto: { text: escriptoriumAlto, read: readAlto },
  transkribusPage: { text: transkribusPage, read: readPage },
  verticalPage: { text: verticalPage, read: readPage },
} as const;
interface File {
  text: string;
  read(text: string, name: string): RecognisedPage[];
}

function documentFrom(placed: PlacedPage): GalleyDocument {
  return documentOf([blocksOfPage(placed)]);
}

/** Characters [start, end) of a block become `text`, as someone typing does it. */
function replaced(block: Block, start: number, end: number, text: string): Block {
  const points = new CodePointText(block.text);
  return {
    ...block,
    text: points.slice(0, start) + text + points.slice(end, points.length),
    pieces: joinPieces(
      slicePieces(block.pieces, 0, start),
      text ? [{ inserted: text }] : [],
      slicePieces(block.pieces, end, points.length),
    ),
  };
}

/** The document with the first occurrence of some words replaced. */
function corrected(document: GalleyDocument, wrong: string, right: string): GalleyDocument {
  let done = false;
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      const at = done ? -1 : block.text.indexOf(wrong);
      if (at < 0) return block;
      done = true;
      const start = codePointLength(block.text.slice(0, at));
      return replaced(block, start, start + codePointLength(wrong), right);
    }),
  }));
  expect(done).toBe(true);
  return { ...document, articles };
}

function rewrite({ text, read }: File, document: GalleyDocument, placed: PlacedPage): string {
  const source = correctedSource(document, new CodePointText(placed.text));
  return read === readAlto ? rewriteAlto(text, placed, source) : rewritePage(text, placed, source, changed);
}

function written(file: File, edit: (document: GalleyDocument) => GalleyDocument): { xml: string; text: string } {
  const placed = place(file.read(file.text, "a.xml"));
  const xml = rewrite(file, edit(documentFrom(placed)), placed);
  return { xml, text: place(file.read(xml, "b.xml")).text };
}

test.each(Object.keys(files) as (keyof typeof files)[])("%s comes out as it came in when nobody changed it", (name) => {
  expect(written(files[name], (document) => document).xml).toBe(files[name].text);
});

test("a corrected word of an ALTO keeps its box, loses its confidence, and nothing else changes", () => {
  const { xml, text } = written(files.abbyyAlto, (document) => corrected(document, "𠮷田茂", "吉田茂"));
  expect(text).toContain("national 吉田茂");
  expect(xml).toBe(abbyyAlto.replace('CONTENT="𠮷田茂" WC="0.41"', 'CONTENT="吉田茂"'));
});

test("a hyphen that was corrected away leaves the ALTO, lines that were joined stay lines", () => {
  const { xml, text } = written(files.abbyyAlto, (document) =>
    corrected(document, "inter-\nnational", "international"),
  );
  expect(xml).not.toContain("<HYP");
  expect(text.split("\n").slice(-2)).toEqual(["會議 inter", "national 𠮷田茂"]);
});

test("what is written between words belongs to the word before it; a space that went is no space in the file", () => {
  const { xml, text } = written(files.abbyyAlto, (document) => corrected(document, "議 in", "議，in"));
  expect(text).toContain("會議，inter-");
  expect(xml).toContain('CONTENT="會議，"');
  expect(xml.match(/<SP/g)).toHaveLength(1);
});

test("marks of a space that is none stay where nobody changed the words beside them", () => {
  const words = ["本", "報", "訊"].map(
    (word, index) => `<String CONTENT="${word}" HPOS="${index * 110}" VPOS="0" WIDTH="100" HEIGHT="100"/>`,
  );
  const line = `<TextLine HPOS="0" VPOS="0" WIDTH="320" HEIGHT="100">${words.join('<SP WIDTH="10"/>')}</TextLine>`;
  const text = `<alto><Layout><Page ID="P"><PrintSpace><TextBlock ID="b">${line}</TextBlock></PrintSpace></Page></Layout></alto>`;
  const { xml } = written({ text, read: readAlto }, (document) => corrected(document, "訊", "訉"));
  expect(xml).toBe(text.replace("訊", "訉"));
});

test("PAGE: line, words, glyphs and the region's text follow the correction, with the time of it", () => {
  const { xml, text } = written(files.transkribusPage, (document) => corrected(document, "𠮷田", "吉田"));
  expect(text).toContain("吉田茂氏\n會議召開 & 閉幕");
  expect(xml.match(/吉田/g)).toHaveLength(3);
  expect(xml).not.toContain("Glyph");
  expect(xml).toContain("會議召開 &amp; 閉幕");
  expect(xml).toContain(`<LastChange>${changed}</LastChange>`);
});

test("a line of a PAGE with words only gets a text of its own", () => {
  const { xml, text } = written(files.verticalPage, (document) => corrected(document, "次行", "次，行 "));
  expect(text).toContain("次，行 ");
  expect(xml).toContain("</pc:Word><pc:TextEquiv><pc:Unicode>次，行 </pc:Unicode></pc:TextEquiv>");
});

test("of several readings of a line, the main one is corrected", () => {
  const { xml } = written(files.verticalPage, (document) => corrected(document, "左欄", "左欄文"));
  expect(xml).toContain('<pc:TextEquiv index="1"><pc:Unicode>另一種讀法</pc:Unicode>');
  expect(xml).toContain('<pc:TextEquiv index="0"><pc:Unicode>左欄文</pc:Unicode>');
});

test.each(["abbyyAlto", "verticalPage", "transkribusPage"] as const)(
  "a block that someone wrote comes last in %s",
  (name) => {
    const { text } = written(files[name], (document) => {
      const [article] = document.articles;
      const added = {
        id: "b99",
        role: "paragraph",
        text: "新的一段\n兩行",
        pieces: [{ inserted: "新的一段\n兩行" }],
        entities: [],
      };
      return { ...document, articles: [{ id: "a1", blocks: [added, ...(article?.blocks ?? [])] }] };
    });
    expect(text.endsWith("\n\n新的一段\n兩行")).toBe(true);
  },
);

test("a page of several is written alone", () => {
  const page = /<Page[\s\S]*<\/Page>/.exec(abbyyAlto)?.[0] as string;
  const two = abbyyAlto.replace(page, page + page.replace(/ID="/g, 'ID="x').replace("第四版", "第五版"));
  const pages = readAlto(two, "two.xml").map(placeLines);
  const second = pages[1] as PlacedPage;
  const xml = rewriteAlto(two, second, correctedSource(documentFrom(second), new CodePointText(second.text)));
  expect(readAlto(xml, "one.xml").map(({ number }) => number)).toEqual(["第五版"]);
});

/** Someone's edits: places as shares of the text, and what is written there. */
const edits = fc.array(
  fc.record({
    block: fc.nat(20),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(4),
    text: fc.constantFrom("", "", "字", "𠮷", "，", " ", "ab", "新字句", "\n", "<&>\"'"),
  }),
  { maxLength: 6 },
);

function edited(
  document: GalleyDocument,
  list: typeof edits extends fc.Arbitrary<infer T> ? T : never,
): GalleyDocument {
  const blocks = [...(document.articles[0]?.blocks ?? [])];
  for (const { block, at, length, text } of list) {
    const index = block % blocks.length;
    const own = blocks[index] as Block;
    const size = codePointLength(own.text);
    const start = Math.floor(at * size);
    blocks[index] = replaced(own, start, Math.min(size, start + length), text);
  }
  return { ...document, articles: [{ id: "a1", blocks }] };
}

test.each(Object.keys(files) as (keyof typeof files)[])(
  "whatever is corrected in %s, the file's lines read again are the corrected lines",
  (name) => {
    const file = files[name];
    const placed = place(file.read(file.text, "a.xml"));
    fc.assert(
      fc.property(edits, (list) => {
        const document = edited(documentFrom(placed), list);
        const source = correctedSource(document, new CodePointText(placed.text));
        const wanted = placed.lines.map(({ start, end }) => source.slice(start, end)).filter((line) => line.trim());
        const again = place(file.read(rewrite(file, document, placed), "b.xml")).lines.map(({ text }) => text);
        const added = source.added.flatMap(({ text }) => text.split("\n").filter((line) => line.trim()));
        expect(again).toEqual([...wanted, ...added]);
      }),
      { numRuns: 150 },
    );
  },
);

test("a page of hOCR becomes ALTO and PAGE with its places", () => {
  const placed = place(readHocr(tesseractHocr, "p.hocr"));
  const document = corrected(documentFrom(placed), "會議", "大會");
  const page = pageWithPlaces(placed, correctedSource(document, new CodePointText(placed.text)));
  for (const again of [place(readAlto(newAlto(page), "a.xml")), place(readPage(newPageXml(page, changed), "p.xml"))]) {
    expect(again.text).toBe(placed.text.replace("會議", "大會"));
    expect(again.page.regions.map(({ role }) => role)).toEqual(["heading", "paragraph"]);
    expect(again.page.image).toBe("scans/大公報; 1931.png");
    expect(again.lines[0]?.line.words[0]?.shape?.box).toEqual([42, 57, 195, 115]);
  }
});

test("a document that was never recognised becomes regions and lines without places, and comes back", () => {
  const block = (id: string, role: string, text: string): Block => ({
    id,
    role,
    text,
    pieces: [{ inserted: text }],
    entities: [],
  });
  const document = documentOf([
    [block("b1", "title", "標題：𠮷田茂"), block("b2", "byline", '記者 <甲> & "乙"\n  丙 ')],
  ]);
  const page = pageOfDocument(document);
  for (const again of [place(readAlto(newAlto(page), "a.xml")), place(readPage(newPageXml(page, changed), "p.xml"))]) {
    expect(blocksOfPage(again).map(({ role, text }) => [role, text])).toEqual([
      ["title", "標題：𠮷田茂"],
      ["byline", '記者 <甲> & "乙"\n  丙 '],
    ]);
  }
});
