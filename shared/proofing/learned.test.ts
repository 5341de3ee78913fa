import { expect, test } from "vitest";
import type { Piece } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";
import { piecesText } from "../model/pieces.ts";
import { sampleDocument } from "../model/testing.ts";
import { correctedPlaces, lessonsOf, mayTeach, pairsOf } from "./learned.ts";

/** A document of one block whose text is what the pieces say of the source. */
function documentOf(text: string, pieces: Piece[]) {
  const source = new CodePointText(text);
  const document = sampleDocument();
  const block = { id: "b1", role: "paragraph", text: piecesText(pieces, source), pieces, entities: [] };
  return { document: { ...document, articles: [{ id: "a1", blocks: [block] }] }, source };
}

test("characters put in the place of others teach a pair, with the text around it in code points", () => {
  const { document, source } = documentOf("𠮷田己经到了北京，开会。", [
    { source: [0, 2] },
    { inserted: "已" },
    { source: [3, 12] },
  ]);
  expect(mayTeach(document)).toBe(true);
  expect(lessonsOf(document, source)).toEqual([
    { wrong: "己", right: "已", before: "𠮷田", after: "经到了北京，开会" },
  ]);
});

test.each<[string, string, Piece[]]>([
  ["another width", "共１２人", [{ source: [0, 1] }, { inserted: "12" }, { source: [3, 4] }]],
  ["other punctuation", "北京,上海", [{ source: [0, 2] }, { inserted: "，" }, { source: [3, 5] }]],
  ["a join", "北\n京", [{ source: [0, 1] }, { inserted: " " }, { source: [2, 3] }]],
  ["a deletion", "北北京", [{ source: [0, 1] }, { source: [2, 3] }]],
  ["an addition", "北京", [{ source: [0, 1] }, { inserted: "平" }, { source: [1, 2] }]],
  ["rewriting", "一二三四五六七", [{ source: [0, 1] }, { inserted: "甲乙" }, { source: [6, 7] }]],
  ["a move", "甲乙丙", [{ source: [2, 3] }, { inserted: "丁" }, { source: [0, 1] }]],
])("%s teaches nothing", (_, text, pieces) => {
  const { document, source } = documentOf(text, pieces);
  expect(lessonsOf(document, source)).toEqual([]);
});

test("what a fix over many documents corrected is known, and teaches nothing", () => {
  const { document, source } = documentOf("己经未来", [
    { inserted: "已" },
    { source: [1, 2] },
    { inserted: "末" },
    { source: [3, 4] },
  ]);
  expect(correctedPlaces(document, source)).toEqual([2]);
  expect(lessonsOf(document, source)).toHaveLength(1);
  expect(lessonsOf({ ...document, mended: [2] }, source)).toEqual([]);
});

test("an untouched page needs no look at its source", () => {
  expect(mayTeach(documentOf("北京", [{ source: [0, 2] }]).document)).toBe(false);
});

test("pairs are counted, the most frequent first, with the newest contexts", () => {
  const lesson = (wrong: string, right: string, before: string) => ({ wrong, right, before, after: "" });
  const many = Array.from({ length: 10 }, (_, i) => lesson("己", "已", `第${i}`));
  const pairs = pairsOf([lesson("未", "末", "周"), ...many]);
  expect(pairs.map(({ wrong, right, times }) => [wrong, right, times])).toEqual([
    ["己", "已", 10],
    ["未", "末", 1],
  ]);
  expect(pairs[0]?.contexts.map(({ before }) => before)).toEqual(many.slice(0, 8).map(({ before }) => before));
});
