import { expect, test } from "vitest";
import { isSlight, visibleSpace } from "./marks.ts";

test("white space of every kind can be seen, and nothing else is touched", () => {
  expect(visibleSpace("一 二\u3000三\n四\t\u200B\uFEFF𠮷，")).toBe("一␣二□三⏎四␣␣␣𠮷，");
});

test("spaces and single marks are slight, characters and passages are not", () => {
  expect(isSlight({ kind: "space", wrong: "    " })).toBe(true);
  expect(isSlight({ kind: "punctuation", wrong: "," })).toBe(true);
  expect(isSlight({ kind: "punctuation", wrong: "......" })).toBe(false);
  expect(isSlight({ kind: "characters", wrong: "一" })).toBe(false);
});
