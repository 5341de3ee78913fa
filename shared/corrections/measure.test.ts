import { expect, test } from "vitest";
import { foldWidth } from "../metrics/levels.ts";
import { articlesFromText } from "../model/from-text.ts";
import { CodePointText } from "../model/offsets.ts";
import { sampleDocument } from "../model/testing.ts";
import { applyFixes } from "../proofing/apply-edits.ts";
import { kindOfChange } from "./correction.ts";
import { correctionsOf } from "./corrections-of.ts";
import { addKinds, countKinds, measure, noCorrections } from "./measure.ts";

const text = "離石𠮷田茂,訪 問北京\n\n本報訊\n\n末段";

test("a page's correction is counted by kind, and the rate at every level leaves more out", () => {
  const source = new CodePointText(text);
  const page = { ...sampleDocument(), articles: articlesFromText(text) };
  const { document } = applyFixes(page, [
    [{ do: "replace", block: "b1", start: 2, end: 3, text: "吉" }],
    [{ do: "replace", block: "b1", start: 5, end: 6, text: "，" }],
    [{ do: "replace", block: "b1", start: 7, end: 8, text: "" }],
    [{ do: "join", block: "b1", next: "b2", between: "" }],
  ]);
  const corrections = correctionsOf(document, source);
  const { byKind, changed, errors } = measure(document, source, corrections);
  expect(byKind).toMatchObject({
    characters: { places: 1, characters: 1 },
    punctuation: { places: 1, characters: 1 },
    space: { places: 1, characters: 1 },
    join: { places: 1, characters: 0 },
    move: { places: 0, characters: 0 },
  });
  expect(changed).toBe(3);
  expect([errors.raw.errors, errors.noSpace.errors, errors.noWidth.errors, errors.han.errors]).toEqual([5, 2, 1, 1]);
  expect(errors.han.length).toBe(14);
});

test("a page as it was imported has nothing but its marks and line ends against it", () => {
  const page = { ...sampleDocument(), articles: articlesFromText(text) };
  const source = new CodePointText(text);
  const { changed, errors } = measure(page, source, correctionsOf(page, source));
  expect([changed, errors.raw.errors]).toEqual([0, 0]);
});

test("counts of pages add up", () => {
  const sum = noCorrections();
  const one = noCorrections();
  one.move = { places: 1, characters: 7 };
  addKinds(sum, one);
  addKinds(sum, one);
  expect(sum.move).toEqual({ places: 2, characters: 14 });
  expect(countKinds([])).toEqual(noCorrections());
});

test.each([
  [",", "，", "punctuation"],
  ["Ａ", "A", "punctuation"],
  ["", "。", "punctuation"],
  [" ", "", "space"],
  ["\u200B", "", "space"],
  ["己", "已", "characters"],
  ["", "𠮷", "characters"],
  ["。北", "。京", "characters"],
])("“%s” become “%s” is a change of %s", (wrong, right, kind) => {
  expect(kindOfChange(wrong, right)).toBe(kind);
});

test("half and full width of letters, digits, signs and full stops are the same", () => {
  expect(foldWidth("ＡＢ１２，：。")).toBe("AB12,:.");
});
