import fc from "fast-check";
import { expect, test } from "vitest";
import { linePairs } from "../../shared/corrections/pairs.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText, codePointLength } from "../../shared/model/offsets.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import { fromIcdarLines, icdarLines } from "./aligned/icdar-lines.ts";
import { pageOfPairs } from "./aligned/pair-pages.ts";
import { icdar } from "./icdar.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { documentOf, exportToMemory, pagesOf } from "./test-support.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (input: string, aligned: string, right: string) =>
  `[OCR_toInput] ${input}\n[OCR_aligned] ${aligned}\n[ GS_aligned] ${right}\n`;

test("a document is three lines, aligned by character in the source's order", async () => {
  const text = "# 吉頭\n\n第一行,\n第二二行a@b";
  const whole = { ...documentOf([], { name: "页.txt" }), articles: articlesFromText(text) };
  const document = applyFixes(whole, [
    [{ do: "replace", block: "b1", start: 0, end: 1, text: "𠮷" }],
    [
      { do: "replace", block: "b2", start: 3, end: 5, text: "，" },
      { do: "replace", block: "b2", start: 7, end: 8, text: "" },
      { do: "replace", block: "b2", start: 9, end: 9, text: "的" },
    ],
    [{ do: "move", blocks: ["b2"], place: "before", of: "b1" }],
  ]).document;
  const { files, notices } = await exportToMemory(icdar, [document], new Map([[document.id, text]]));
  const [[name, written]] = [...files] as [[string, string]];
  expect(name).toBe("页.txt");
  expect(written.split("\n").map((line) => line.slice(14))).toEqual([
    "吉頭 第一行, 第二二行a＠b",
    "吉頭 第一行, 第二二行@a＠b",
    "𠮷頭 第一行， 第二@行的a＠b",
    "",
  ]);
  expect(notices).toEqual([expect.stringContaining("＠")]);
  const gone = await exportToMemory(icdar, [document]);
  expect(gone.failures).toMatchObject([{ code: "not-found" }]);
});

test("each character is where the alignment says, what is unknown stays, and that is said", async () => {
  const [page] = await pagesOf(
    utf8(`\uFEFF${file("吉田茂訪間京a@b", "吉田茂訪間@京a@b", "𠮷田茂@問北##@b").replaceAll("\n", "\r\n")}`),
    "1.txt",
  );
  expect(page).toMatchObject({
    name: "1",
    text: "吉田茂訪間京a@b",
    notices: [{ code: "icdar-unknown", values: { n: 2 } }],
  });
  expect(page?.articles[0]?.blocks).toMatchObject([
    {
      text: "𠮷田茂問北京a@b",
      pieces: [{ inserted: "𠮷" }, { source: [1, 3] }, { inserted: "問北" }, { source: [5, 9] }],
    },
  ]);
});

test.for([
  ["lengths that differ", file("甲乙", "甲乙", "甲"), /1\.txt: the aligned lines have 2 and 1 characters/],
  ["another text", file("甲乙", "甲丙", "甲乙"), /1\.txt: “丙” at 1 of \[OCR_aligned\]/],
  ["text that is left", file("甲乙丙", "甲乙", "甲乙"), /1\.txt: \[OCR_aligned\] ends at character 2/],
  ["a line that is missing", "[OCR_toInput] 甲\n[OCR_aligned] 甲\n", /1\.txt, line 3: .*\[ GS_aligned\]/],
  ["a line more", `${file("甲", "甲", "甲")}\n乙\n`, /1\.txt, line 5: /],
] as const)("says where and why: %s", async ([, text, message]) => {
  await expect(pagesOf(utf8(text), "1.txt")).rejects.toThrow(message);
});

const words = fc
  .array(fc.constantFrom(..."甲乙丙𠮷😀，#@＠\\\t ", "e\u0301", "\u2028"), { maxLength: 12 })
  .map((list) => list.join(""));
const lines = fc.array(fc.record({ source: words, corrected: words }), { maxLength: 5 });

test("the aligned lines are equally long, are the two texts but for padding, and lead to the same texts", () => {
  fc.assert(
    fc.property(lines, (pairs) => {
      const { input, aligned, right } = icdarLines(pairs);
      const plain = (text: string) => text.replaceAll("@", "＠").replaceAll("#", "＃");
      expect(codePointLength(aligned)).toBe(codePointLength(right));
      expect(aligned.replaceAll("@", "")).toBe(input);
      expect(input).toBe(plain(pairs.map(({ source }) => source).join(" ")));
      const text = plain(pairs.map(({ corrected }) => corrected).join(" "));
      expect(right.replaceAll("@", "")).toBe(text);
      expect(fromIcdarLines({ input, aligned, right })).toMatchObject({ text, unknown: 0 });
    }),
  );
});

/** A line that keeps its first and last character, so that it is a line of the source by provenance. */
const oneLine: fc.Arbitrary<{ document: GalleyDocument; text: string }> = fc.tuple(words, words).map(([a, b]) => {
  const [source, corrected] = [`國${a}家`, `國${b}家`].map((text) => text.replace(/[@#]/g, "")) as [string, string];
  const page = pageOfPairs("a", [{ document: "a", line: 1, source, corrected }]);
  return { document: { ...documentOf([], { name: "a" }), articles: page.articles }, text: page.text };
});

test("a line comes back as it was, with the same pairs", async () => {
  const texts = new Map<GalleyDocument, string>();
  const documents = oneLine.map(({ document, text }) => {
    texts.set(document, text);
    return document;
  });
  await expectRoundTrip(icdar, { ignoring: ["roles"], documents, source: (document) => texts.get(document) ?? "" });
  await fc.assert(
    fc.asyncProperty(oneLine, async ({ document, text }) => {
      const { bytes } = await exportToMemory(icdar, [document], new Map([[document.id, text]]));
      const [page] = await pagesOf([...bytes.values()][0] as Uint8Array, "a.txt");
      const back: GalleyDocument = { ...document, articles: page?.articles ?? [] };
      const pairsOf = (each: GalleyDocument, source: string) => linePairs(each, new CodePointText(source));
      expect(pairsOf(back, page?.text ?? "")).toEqual(pairsOf(document, text));
    }),
  );
});
