import { expect, it } from "vitest";
import { Page } from "./page.ts";
import { roughly, styleOf } from "./style.ts";
import { pageOf } from "./testing.ts";

const styleOfText = (text: string) => styleOf(new Page(pageOf(text), null));

it("counts coarsely, so that a keystroke seldom changes it", () => {
  expect([0, 1, 2, 4, 5, 9, 10, 49, 194, 999].map(roughly)).toEqual([0, 1, 2, 2, 5, 5, 10, 20, 100, 500]);
});

it("tells width, spacing, quotes and script of a page", () => {
  const style = styleOfText("會議召開,來了。\n\n5 月有３人，“好”");
  expect(style).toMatchObject({
    halfMarks: 1,
    fullMarks: 1,
    halfLetters: 1,
    fullLetters: 1,
    spacedDigits: 1,
    curlyQuotes: 2,
    traditional: 2,
    simplified: 0,
  });
});

it("is plain data that is the same for the same text", () => {
  expect(JSON.stringify(styleOfText("一,二"))).toBe(JSON.stringify(styleOfText("三,四")));
});
