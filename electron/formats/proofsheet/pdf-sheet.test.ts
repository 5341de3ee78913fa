/** Proof sheets as PDF, read back by PDFium as the import reads PDFs. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { openPdf } from "../pdf/pdfium.ts";
import { pdf } from "../pdf.ts";
import { documentOf, exportToMemory, randomDocument } from "../test-support.ts";
import { linesOf } from "./lines.ts";

interface Read {
  /** The text of each page without white space. */
  texts: string[];
  notices: string[];
  bytes: Uint8Array;
}

async function sheets(documents: readonly GalleyDocument[], sources: ReadonlyMap<string, string>): Promise<Read> {
  const { bytes, notices, failures } = await exportToMemory(pdf, documents, sources);
  expect(failures).toEqual([]);
  const file = bytes.get("out") as Uint8Array;
  const read = await openPdf(file, "out");
  const texts = Array.from({ length: read.pages }, (_, index) =>
    read
      .page(index)
      .glyphs.map(({ text }) => text)
      .join("")
      .replace(/\s/g, ""),
  );
  read.close();
  return { texts, notices, bytes: file };
}

const source = "標题：𠮷田茂訪間北京\n本报讯，昨日\n抵达臺灣。多余一行\n\n第二篇";

/** A headline with a wrong letter, lines joined, a line taken out, a block put in; two articles. */
function corrected(): GalleyDocument {
  const at = (part: string): [number, number] => {
    const start = Array.from(source.slice(0, source.indexOf(part))).length;
    return [start, start + Array.from(part).length];
  };
  const document = documentOf([[], []], { id: "one", name: "第一版.txt" });
  document.source.length = Array.from(source).length;
  document.meta = { title: "", publication: "離石日報", date: "1931-09-19", page: "A3", url: "" };
  const block = (id: string, role: string, text: string, pieces: object[]) =>
    ({ id, role, text, pieces, entities: [] }) as GalleyDocument["articles"][number]["blocks"][number];
  document.articles = [
    {
      id: "a1",
      blocks: [
        block("b1", "title", "標题：𠮷田茂訪問北京", [
          { source: at("標题：𠮷田茂訪") },
          { inserted: "問" },
          { source: at("北京") },
        ]),
        block("b2", "paragraph", "本报讯，昨日抵达臺灣。", [
          { source: at("本报讯，昨日") },
          { source: at("抵达臺灣。") },
        ]),
        block("b3", "caption", "图为𤭢与㙍", [{ inserted: "图为𤭢与㙍" }]),
      ],
    },
    { id: "a2", blocks: [block("b4", "heading", "第二篇", [{ source: at("第二篇") }])] },
  ];
  return document;
}

test("a sheet says what page it is, and holds the text in order with what was taken out and put in", async () => {
  const document = corrected();
  const { texts, notices } = await sheets([document], new Map([["one", source]]));
  expect(texts).toHaveLength(1);
  const [page = ""] = texts;
  for (const part of [
    ...["校样Proofsheet", "第一版.txt·離石日報·1931-09-19·A3", "1/1", "批注Remarks"],
    ...["第1篇Article1", "标题Title", "標题：𠮷田茂訪間問北京", "图注Caption", "小标题Heading"],
    ...["本报讯，昨日⏎抵达臺灣。", "多余一行", "删去takenout", "图为𤭢与㙍", "第2篇Article2", "第二篇"],
  ])
    expect(page).toContain(part);
  const inOrder = ["標题：𠮷田茂訪間問北京", "本报讯，昨日⏎抵达臺灣。", "图为𤭢与㙍", "第2篇"].map((part) =>
    page.indexOf(part),
  );
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  expect(notices).toEqual(["1 character that no font has is a box with its number: 𤭢"]);
});

test("a long page goes on over several, each document begins a new one and counts for itself", async () => {
  const long = Array.from({ length: 60 }, (_, index) => `第${index}段，${"国务院新闻办公室宣布。".repeat(12)}`);
  const document = documentOf([[]], { id: "long" });
  document.articles = [
    {
      id: "a1",
      blocks: long.map((text, index) => ({
        id: `b${index}`,
        role: "paragraph",
        text,
        pieces: [{ inserted: text }],
        entities: [],
      })),
    },
  ];
  const { texts } = await sheets(
    [document, corrected()],
    new Map([
      ["long", ""],
      ["one", source],
    ]),
  );
  const pages = texts.length - 1;
  expect(pages).toBeGreaterThan(5);
  expect(texts.slice(0, pages).every((text, index) => text.includes(`${index + 1}/${pages}`))).toBe(true);
  expect(texts.at(-1)).toContain("1/1");
  const all = texts.slice(0, pages).join("");
  const places = long.map((_, index) => all.indexOf(`第${index}段`));
  expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
});

test("no documents are a page without anything, and a document without its source is refused by name", async () => {
  expect((await sheets([], new Map())).texts).toEqual([""]);
  const { failures } = await exportToMemory(pdf, [corrected()]);
  expect(failures).toMatchObject([{ document: "one", code: "not-found" }]);
});

test("the font in it holds the signs of its text and no others", async () => {
  const { bytes } = await sheets([corrected()], new Map([["one", source]]));
  expect(bytes.length).toBeLessThan(100_000);
  expect((await sheets([corrected()], new Map([["one", source]]))).bytes).toEqual(bytes);
});

/** What a sheet draws of a text. */
const drawn = (text: string) =>
  text.replace(/[\s\p{Cc}\p{Variation_Selector}\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/gu, "");

test("whatever a page holds, its whole text can be read from the sheet", async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, async (document) => {
      const { texts } = await sheets([document], new Map([[document.id, ""]]));
      const all = texts.join("");
      for (const { text } of document.articles.flatMap(({ blocks }) => blocks)) {
        const characters = new Set(drawn(text));
        expect([...characters].filter((character) => !all.includes(character))).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
});

const cells = (text: string) => Array.from(text, (character) => ({ character, width: 1, style: null }));
const broken = (text: string, width: number) =>
  linesOf(cells(text), width).map((line) => line.cells.map(({ character }) => character).join(""));

test("no line begins with a closing mark or ends with an opening one, and words stay whole", () => {
  expect(broken("一二三四，五六", 4)).toEqual(["一二三", "四，五六"]);
  expect(broken("一二三“四五”", 4)).toEqual(["一二三", "“四五”"]);
  expect(broken("看 PDF 文件", 5)).toEqual(["看 PDF", "文件"]);
  expect(broken("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  expect(broken("甲\n\n乙", 4)).toEqual(["甲", "", "乙"]);
  expect(broken("", 4)).toEqual([""]);
});

test("lines hold all of a text but space at their ends, and are no wider than the column", () => {
  const text = fc.array(fc.constantFrom(..."甲乙，。“”（）ab1 \n𠮷"), { maxLength: 60 }).map((list) => list.join(""));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (whole, width) => {
      const lines = linesOf(cells(whole), width);
      for (const line of lines) {
        const seen = line.cells.findLastIndex(({ character }) => character !== " ") + 1;
        expect(seen).toBeLessThanOrEqual(width);
      }
      const again = lines.flatMap((line) => line.cells.map(({ character }) => character)).join("");
      expect(again.replace(/ /g, "")).toBe(whole.replace(/[ \n]/g, ""));
      expect(new CodePointText(again).length).toBeLessThanOrEqual(new CodePointText(whole).length);
    }),
    { numRuns: 300 },
  );
});
