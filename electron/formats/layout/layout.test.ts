import { expect, test } from "vitest";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { LayoutPart } from "../../../shared/model/page-layout.ts";
import { readAlto } from "./read-alto.ts";
import { readHocr } from "./read-hocr.ts";
import { readPage } from "./read-page.ts";
import { blocksOfPage, doubtsOf, layoutOfPage, placeLines, type RecognisedPage } from "./recognised.ts";
import { roleOfType } from "./region-roles.ts";
import { abbyyAlto, escriptoriumAlto, plainHocr, tesseractHocr, transkribusPage, verticalPage } from "./testing.ts";

function first(pages: readonly RecognisedPage[]) {
  const placed = placeLines(pages[0] as RecognisedPage);
  const points = new CodePointText(placed.text);
  const said = (part: LayoutPart) => points.slice(part.start, part.end);
  const blocks = blocksOfPage(placed).map(({ role, text }) => [role, text]);
  return { placed, blocks, layout: layoutOfPage(placed), doubts: doubtsOf(placed), said };
}

test("Tesseract's hOCR: text without the spaces between Chinese words, headings, boxes, confidences, the image's name", () => {
  const { blocks, layout, doubts, said } = first(readHocr(tesseractHocr, "p.hocr"));
  expect(blocks).toEqual([
    ["heading", "標題：𠮷田茂訪問北京"],
    ["paragraph", "本報訊，會議於 Peking Hotel\n召開 記者。"],
  ]);
  expect(layout).toMatchObject({ image: "scans/大公報; 1931.png", width: 1000, height: 700, unit: "pixel" });
  const [line] = layout.regions[0]?.lines ?? [];
  expect(line?.words.map((word) => [said(word), word.shape?.box[0], word.confidence])).toEqual([
    ["標題", 42, 0.93],
    ["：", 195, 0.92],
    ["𠮷田茂", 250, 0.31],
    ["訪問北京", 465, 0.91],
  ]);
  expect(line?.words[0]?.glyphs.map((glyph) => [said(glyph), glyph.shape?.box[2]])).toEqual([
    ["標", 158],
    ["題", 195],
  ]);
  expect(doubts).toEqual([
    [3, 6, 0.31],
    [38, 39, 0.59],
  ]);
});

test.for([
  ["ALTO of ABBYY", readAlto, abbyyAlto],
  ["ALTO of eScriptorium", readAlto, escriptoriumAlto],
  ["PAGE of Transkribus", readPage, transkribusPage],
  ["PAGE that runs down the page", readPage, verticalPage],
] as const)("%s is read the same where its words' elements are not kept", ([, read, text]) => {
  const [whole, lean] = [true, false].map((isKept) => read(text, "p.xml", isKept));
  const wordsOf = (pages: readonly RecognisedPage[] = []) =>
    pages.flatMap(({ regions }) => regions.flatMap(({ lines }) => lines.flatMap(({ words }) => words)));
  expect(wordsOf(lean).length).toBeGreaterThan(1);
  expect(wordsOf(lean).every(({ element }) => element === null)).toBe(true);
  expect(wordsOf(whole).every(({ element }) => element !== null)).toBe(true);
  const shown = (pages: readonly RecognisedPage[] = []) => pages.map((page) => layoutOfPage(placeLines(page)));
  expect(shown(lean)).toEqual(shown(whole));
  expect(lean?.map((page) => doubtsOf(placeLines(page)))).toEqual(whole?.map((page) => doubtsOf(placeLines(page))));
});

test("HTML that closes no tags is read, each page by itself", () => {
  const pages = readHocr(plainHocr, "p.html");
  expect(
    pages.map((page) => [page.image, blocksOfPage(placeLines(page)).map(({ role, text }) => [role, text])]),
  ).toEqual([
    [
      "1.png",
      [
        ["paragraph", "第一\u00a0頁"],
        ["boilerplate", "四"],
        ["boilerplate", "一"],
      ],
    ],
    ["2.png", [["paragraph", "第二頁"]]],
  ]);
});

test("hOCR without lines: a paragraph is one, a page without paragraphs too; regions and lines stay in their order", () => {
  const word = (text: string) => `<span class="ocrx_word" title="x_wconf 50">${text}</span>`;
  const page = (inner: string) => readHocr(`<html><body><div class="ocr_page">${inner}</div></body></html>`, "p.html");
  const paragraph = (inner: string) => `<p class="ocr_par">${inner}</p>`;
  expect(first(page(paragraph(word("甲") + word("乙")) + paragraph(word("丙")))).placed.text).toBe("甲乙\n\n丙");
  expect(first(page(word("甲"))).placed.text).toBe("甲");
  const line = '<span class="ocr_line">丁</span>';
  expect(first(page(`<div>${paragraph(word("丙"))}</div>${line}`)).placed.text).toBe("丙\n\n丁");
});

test("ABBYY's ALTO: margins are furniture, blocks follow each other as they are chained, hyphens stay", () => {
  const { blocks, layout, doubts } = first(readAlto(abbyyAlto, "0004.xml"));
  expect(blocks).toEqual([
    ["boilerplate", "大公報"],
    ["paragraph", "標題"],
    ["paragraph", "會議 inter-\nnational 𠮷田茂"],
  ]);
  expect(layout).toMatchObject({ image: "0004.tif", unit: "mm10", width: 3500 });
  expect(doubts).toEqual([
    [12, 17, 0.5],
    [28, 31, 0.41],
  ]);
});

test("eScriptorium's ALTO: zones and lines have roles, lines down the page keep their order", () => {
  const { blocks, layout } = first(readAlto(escriptoriumAlto, "p1.xml"));
  expect(blocks).toEqual([
    ["heading", "右邊第一行"],
    ["paragraph", "其左第二行"],
    ["boilerplate", "四"],
  ]);
  expect(layout.regions[0]).toMatchObject({ vertical: true, type: "HeadingLine" });
  expect(layout.regions[0]?.lines[0]?.shape?.polygon).toHaveLength(4);
});

test("Transkribus' PAGE: its reading order, its structure types, regions inside others", () => {
  const { blocks, layout, doubts, said } = first(readPage(transkribusPage, "0001.xml"));
  expect(blocks).toEqual([
    ["title", "標題"],
    ["paragraph", "𠮷田茂氏\n會議召開 & 閉幕"],
    ["boilerplate", "四"],
    ["caption", "圖為會場"],
  ]);
  expect(layout.image).toBe("0001_大公報.jpg");
  const word = layout.regions[1]?.lines[0]?.words[0];
  expect(word && said(word)).toBe("𠮷田");
  expect(word?.glyphs.map((glyph) => glyph.confidence)).toEqual([0.3, 0.95]);
  expect(doubts).toEqual([
    [4, 6, 0.55],
    [9, 18, 0.5],
  ]);
  expect(layout.regions.map(({ id, type }) => [id, type])).toContainEqual(["i1", "ImageRegion"]);
});

test("columns down the page keep their order; a gap of a character is a space; of several readings the main one counts", () => {
  const { blocks, layout } = first(readPage(verticalPage, "P1.xml"));
  expect(blocks).toEqual([
    ["paragraph", "右首行文 隔字\n次行"],
    ["boilerplate", "左欄"],
  ]);
  expect(layout.regions.every(({ vertical }) => vertical)).toBe(true);
});

test("ALTO's own reading order counts, also of blocks inside others", () => {
  const block = (id: string) => `<TextBlock ID="${id}"><TextLine><String CONTENT="${id}"/></TextLine></TextBlock>`;
  const group =
    '<ReadingOrder><OrderedGroup ID="g"><ElementRef ID="e1" REF="c"/><OrderedGroup ID="h"><ElementRef ID="e2" REF="a"/></OrderedGroup></OrderedGroup></ReadingOrder>';
  const text = `<alto>${group}<Layout><Page ID="P"><PrintSpace>${block("a")}<ComposedBlock ID="k">${block("b")}${block("c")}</ComposedBlock></PrintSpace></Page></Layout></alto>`;
  expect(first(readAlto(text, "a.xml")).blocks.map(([, own]) => own)).toEqual(["c", "a", "b"]);
});

test("PAGE before 2013 has a point in every element, lines that were never segmented a region's text", () => {
  const text =
    '<PcGts><Page imageFilename="a.tif" imageWidth="9" imageHeight="9"><TextRegion id="r" type="credit"><Coords><Point x="1" y="2"/><Point x="5" y="2"/><Point x="5" y="8"/></Coords><TextEquiv><Unicode>一行\n二行</Unicode></TextEquiv></TextRegion></Page></PcGts>';
  const { layout, blocks } = first(readPage(text, "a.xml"));
  expect(blocks).toEqual([["credit", "一行\n二行"]]);
  expect(layout.regions[0]?.shape?.box).toEqual([1, 2, 5, 8]);
});

test("words that are not in their line's text have no place, and break nothing", () => {
  const page = transkribusPage.replace("<Unicode>茂氏</Unicode>", "<Unicode>茂君</Unicode>");
  const { layout } = first(readPage(page, "p.xml"));
  expect(layout.regions[1]?.lines[0]?.words).toHaveLength(1);
});

test("a page without text is one empty block", () => {
  const page = '<PcGts><Page imageFilename="a.png" imageWidth="1" imageHeight="1"/></PcGts>';
  expect(first(readPage(page, "a.xml")).blocks).toEqual([["paragraph", ""]]);
});

test.each([
  ["page-number", "boilerplate"],
  ["MarginTextZone", "paragraph"],
  ["RunningTitleZone", "boilerplate"],
  ["TitlePageZone#1", "title"],
  ["Caption", "caption"],
  ["byline", "byline"],
  ["", "paragraph"],
])("the region type %s is text of the role %s", (type, role) => {
  expect(roleOfType(type)).toBe(role);
});
