import fc from "fast-check";
import { expect, test } from "vitest";
import type { GalleyDocument } from "../model/document.ts";
import { articlesFromText } from "../model/from-text.ts";
import { CodePointText, LineNumbers } from "../model/offsets.ts";
import { sampleDocument } from "../model/testing.ts";
import { applyFixes } from "../proofing/apply-edits.ts";
import type { Edit } from "../proofing/edits.ts";
import { batches } from "../proofing/random-edits.ts";
import { correctionsOf } from "./corrections-of.ts";
import { linePairs } from "./pairs.ts";
import { trackedBlocks } from "./tracked.ts";

const imported = (text: string): GalleyDocument => ({
  ...sampleDocument(),
  articles: articlesFromText(text),
  dismissed: [],
});
const replace = (block: string, start: number, end: number, text: string): Edit[] => [
  { do: "replace", block, start, end, text },
];

test("every line stands beside what it became, also when it was joined, moved or removed", () => {
  const text = "# 𠮷頭條\n\n第一行,\n第二行\n\n本版\n\n末行";
  const { document } = applyFixes(imported(text), [
    replace("b1", 0, 1, "吉"),
    replace("b1", 3, 3, "！"),
    [...replace("b2", 3, 5, "，"), ...replace("b2", 7, 8, "走")],
    [{ do: "remove", block: "b3" }],
    [{ do: "move", blocks: ["b4"], place: "before", of: "b1" }],
  ]);
  expect(linePairs(document, new CodePointText(text))).toEqual([
    { line: 1, start: 2, end: 5, source: "𠮷頭條", corrected: "吉頭條！" },
    { line: 3, start: 7, end: 11, source: "第一行,", corrected: "第一行，" },
    { line: 4, start: 12, end: 15, source: "第二行", corrected: "第二走" },
    { line: 6, start: 17, end: 19, source: "本版", corrected: "" },
    { line: 8, start: 21, end: 23, source: "末行", corrected: "末行" },
  ]);
});

test("a page that nobody corrected has the same text on both sides, whatever its line ends", () => {
  for (const lineEnd of ["\n", "\r\n", "\r"]) {
    const text = ["> 引", "> 文", "", "　一", "二 ", ""].join(lineEnd);
    const pairs = linePairs(imported(text), new CodePointText(text));
    expect(pairs.map(({ source }) => source)).toEqual(["引", "文", "　一", "二 "]);
    expect(pairs.every(({ source, corrected }) => source === corrected)).toBe(true);
    expect(pairs.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
  }
});

test("whatever is done to a page, no line is lost and none is invented", () => {
  const line = fc.string({ unit: fc.constantFrom("京", "𠮷", "，", " ", "a"), maxLength: 7 });
  const pages = fc.array(line, { minLength: 1, maxLength: 9 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(pages, batches(6), (text, fixes) => {
      const source = new CodePointText(text);
      const { document } = applyFixes(imported(text), fixes);
      const pairs = linePairs(document, source);
      expect(pairs.map((pair) => pair.source)).toEqual(text.split("\n").filter((one) => one.trim()));
      for (const pair of pairs) expect(source.slice(pair.start, pair.end)).toBe(pair.source);
    }),
  );
});

test("tracked blocks read as the corrected text when what was taken out is left out", () => {
  const text = "第一行,\n第二行\n\n本版\n\n末行";
  const source = new CodePointText(text);
  const { document } = applyFixes(imported(text), [
    [...replace("b1", 3, 5, "，"), ...replace("b1", 7, 8, "走")],
    [{ do: "remove", block: "b2" }],
  ]);
  const blocks = trackedBlocks(document, correctionsOf(document, source));
  const read = blocks.map(({ parts }) =>
    parts.map((part) => ("text" in part ? part.text : part.correction.right)).join(""),
  );
  expect(read).toEqual(["第一行，第二走", "末行"]);
  expect(blocks[0]?.removedAfter.map(({ wrong }) => wrong)).toEqual(["本版"]);
});

test("offsets in the source have their line's number", () => {
  const lines = new LineNumbers(new CodePointText("𠮷一\r\n二\n\n四"));
  expect([0, 1, 2, 4, 5, 6, 7].map((offset) => lines.of(offset))).toEqual([1, 1, 1, 2, 2, 3, 4]);
});
