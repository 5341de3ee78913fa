import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAt, rangeInLines, splitSource } from "./lines.ts";

test("every kind of line end separates lines, and offsets stay those of the source", () => {
  const source = splitSource("甲乙\r\n𠮷\n\r丁");
  expect(source.lines).toEqual(["甲乙", "𠮷", "", "丁"]);
  expect(source.starts).toEqual([0, 4, 7, 8]);
  expect([0, 3, 4, 6, 8].map((offset) => lineAt(source, offset))).toEqual([0, 0, 1, 1, 3]);
});

test("a range over lines is cut at their ends", () => {
  const source = splitSource("甲乙\n丙丁\n戊");
  expect(rangeInLines(source, [1, 7])).toEqual([
    [0, 1, 2],
    [1, 0, 2],
    [2, 0, 1],
  ]);
});

test("the parts of any range are the range's text without line ends", () => {
  const text = fc.string({ unit: fc.constantFrom("甲", "𠮷", "a", "\n", "\r") });
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(40), (whole, a, b) => {
      const range: [number, number] = [Math.min(a, b, whole.length), Math.min(Math.max(a, b), whole.length)];
      const source = splitSource(whole);
      const parts = rangeInLines(source, range).map(([line, from, to]) => source.lines[line]?.slice(from, to));
      expect(parts.join("")).toBe(whole.slice(...range).replaceAll(/[\r\n]/g, ""));
    }),
  );
});
