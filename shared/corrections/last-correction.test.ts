import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctionBetween } from "./last-correction.ts";

const of = (before: string, after: string) => {
  const correction = correctionBetween(before, after);
  return correction && `${correction.wrong}→${correction.right}`;
};

describe("a correction", () => {
  test.each([
    [
      "a wrong character, widened to its word and by the one before it",
      "办好民生事事，",
      "办好民生实事，",
      "民生事事→民生实事",
    ],
    ["a swap", "办好民生事实，", "办好民生实事，", "民生事实→民生实事"],
    ["at a block's start", "己经完成", "已经完成", "己经完成→已经完成"],
    ["with nothing but signs around it", "“己经”", "“已经”", "己经→已经"],
    ["a character put in", "推动民生事办好", "推动民生实事办好", "民生事办→民生实事办"],
    ["a character beyond U+FFFF", "作家𠮶先生说", "作家𠮷先生说", "作家𠮶先→作家𠮷先"],
  ])("%s", (_, before, after, expected) => {
    expect(of(before, after)).toBe(expected);
  });

  test("is not looked for where the wrong text is part of the right one", () => {
    const correction = correctionBetween("离石区融媒体中，", "离石区融媒体中心，");
    expect(correction?.right.includes(correction.wrong)).toBe(false);
    expect(of("中", "中心")).toBeNull();
  });

  test("is none where only signs, spaces or line ends changed", () => {
    expect(of("今天,晴", "今天，晴")).toBeNull();
    expect(of("今 天", "今天")).toBeNull();
    expect(of("今天", "今天")).toBeNull();
  });

  test("is none where a sentence was rewritten", () => {
    expect(of("甲".repeat(30), "乙".repeat(30))).toBeNull();
  });

  test("of a single character with nothing around it is none: it could not be recognised", () => {
    expect(of("己", "已")).toBeNull();
  });
});

const text = fc.array(fc.constantFrom("民", "生", "实", "事", "的", "𠮷", "，", "a", "1", " "), { maxLength: 24 });

test("whatever is changed: put in the place of the wrong text, the right one gives the text after the edit", () => {
  fc.assert(
    fc.property(text, text, text, text, (left, removed, added, right) => {
      const before = [...left, ...removed, ...right].join("");
      const after = [...left, ...added, ...right].join("");
      const correction = correctionBetween(before, after);
      if (!correction) return;
      const { wrong, right: corrected } = correction;
      expect(Array.from(wrong).length).toBeGreaterThan(1);
      expect(corrected.includes(wrong)).toBe(false);
      const places = Array.from({ length: before.length }, (_, at) => at).filter((at) => before.startsWith(wrong, at));
      expect(places.map((at) => before.slice(0, at) + corrected + before.slice(at + wrong.length))).toContain(after);
    }),
  );
});
