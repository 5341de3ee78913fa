import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CodePointText,
  codePointLength,
  hasAstral,
  LineFeedText,
  LineNumbers,
  sliceCodePoints,
  withLineFeeds,
  writtenOffset,
} from "./offsets.ts";

/** Texts of Han characters, characters beyond U+FFFF, combining marks, byte order marks, all line ends and lone surrogates. */
const text = fc
  .array(
    fc.constantFrom("离", "a", "𠮷", "𤭢", "\n", "\r\n", "\r", "e\u0301", "\uFEFF", "\u3000", "😀", "\uD842", "\uDFB7"),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("code points are what iterating the string gives, lone surrogates included", () => {
  fc.assert(
    fc.property(text, (value) => {
      const points = Array.from(value);
      expect(codePointLength(value)).toBe(points.length);
      expect(new CodePointText(value).length).toBe(points.length);
    }),
  );
});

test("slicing by code points is slicing the array of characters", () => {
  fc.assert(
    fc.property(text, fc.nat(45), fc.nat(45), (value, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const expected = Array.from(value).slice(start, end).join("");
      expect(new CodePointText(value).slice(start, end)).toBe(expected);
      expect(sliceCodePoints(value, start, end)).toBe(expected);
    }),
  );
});

test("to UTF-16 and back gives the same code point offset", () => {
  fc.assert(
    fc.property(text, fc.nat(45), (value, offset) => {
      const indexed = new CodePointText(value);
      const inside = Math.min(offset, indexed.length);
      expect(indexed.toCodePoint(indexed.toUtf16(inside))).toBe(inside);
      expect(indexed.toUtf16(inside)).toBe(Array.from(value).slice(0, inside).join("").length);
    }),
  );
});

test("conversions ascend with their offset and stay inside the text", () => {
  fc.assert(
    fc.property(text, (value) => {
      const indexed = new CodePointText(value);
      let last = 0;
      for (let i = -1; i <= value.length + 1; i++) {
        const point = indexed.toCodePoint(i);
        expect(point).toBeGreaterThanOrEqual(last);
        expect(point).toBeLessThanOrEqual(indexed.length);
        last = point;
      }
    }),
  );
});

test("𠮷田茂 is 3–6 in code points and 3–7 in UTF-16", () => {
  const indexed = new CodePointText("標題：𠮷田茂訪問北京");
  expect(indexed.slice(3, 6)).toBe("𠮷田茂");
  expect([indexed.toUtf16(3), indexed.toUtf16(6)]).toEqual([3, 7]);
  expect(indexed.toCodePoint(4), "inside the pair").toBe(3);
  expect([hasAstral("田茂"), hasAstral("𠮷")]).toEqual([false, true]);
});

test("a line's number is how many line ends are whole before it, and one more", () => {
  fc.assert(
    fc.property(text, fc.nat(45), (value, offset) => {
      const indexed = new CodePointText(value);
      const inside = Math.min(offset, indexed.length);
      const before = value.slice(0, indexed.toUtf16(inside));
      // A CR whose LF comes next ends nothing yet.
      const whole = before.endsWith("\r") && value[before.length] === "\n" ? before.slice(0, -1) : before;
      expect(new LineNumbers(indexed).of(inside)).toBe(withLineFeeds(whole).split("\n").length);
    }),
  );
});

test("an offset where each line end is one character leads to its place in the text and back", () => {
  fc.assert(
    fc.property(text, (value) => {
      const indexed = new CodePointText(value);
      const lines = new LineFeedText(indexed);
      expect(lines.written.text).toBe(withLineFeeds(value));
      for (let offset = 0; offset <= lines.written.length; offset++) {
        const original = lines.toOriginal(offset);
        expect(withLineFeeds(indexed.slice(0, original))).toBe(lines.written.slice(0, offset));
        for (const isStart of [true, false]) expect(writtenOffset(indexed, original, isStart)).toBe(offset);
      }
    }),
  );
});

test("in 𠮷CRLF田 the line feed is one character, and 田 is on line 2", () => {
  const indexed = new CodePointText("𠮷\r\n田");
  const lines = new LineFeedText(indexed);
  expect([0, 1, 2, 3].map((offset) => lines.toOriginal(offset))).toEqual([0, 1, 3, 4]);
  expect([0, 1, 2, 3].map((offset) => new LineNumbers(indexed).of(offset))).toEqual([1, 1, 1, 2]);
  expect([writtenOffset(indexed, 2, true), writtenOffset(indexed, 2, false)]).toEqual([1, 2]);
});
