import fc from "fast-check";
import { expect, test } from "vitest";
import { sliceCodePoints } from "../model/offsets.ts";
import { BORDER, CONTEXT, compareLeft, compareRight, contextOf, FirstInOrder } from "./concordance.ts";

const character = fc.constantFrom("甲", "乙", "𠮷", "e\u0301", "，");
const tricky = fc.string({ unit: character, maxLength: 60 });

test("a line is the match with at most 24 characters of its block on either side, offsets in code points", () => {
  fc.assert(
    fc.property(tricky, tricky, tricky, (before, match, after) => {
      const text = before + match + after;
      const line = contextOf(text, before.length, before.length + match.length);
      expect(line.match).toBe(match);
      expect(sliceCodePoints(text, line.start, line.end)).toBe(match);
      expect(before.endsWith(line.before)).toBe(true);
      expect(after.startsWith(line.after)).toBe(true);
      expect(Array.from(line.before)).toHaveLength(Math.min(CONTEXT, Array.from(before).length));
      expect(Array.from(line.after)).toHaveLength(Math.min(CONTEXT, Array.from(after).length));
    }),
  );
});

const ranks = [] as const;
const left = (text: string) => ({ text, at: text.length });
const right = (text: string) => ({ text, at: 0 });

test("left context is compared from the match outwards, right context as it is read, both to the block's border", () => {
  expect(compareLeft(left("乙甲"), left("甲乙"), ranks)).toBe(compareRight(right("甲乙"), right("乙甲"), ranks));
  expect(compareLeft(left(`甲${BORDER}丙`), left(`乙${BORDER}丙`), ranks)).toBe(0);
  expect(compareRight(right(`丙${BORDER}甲`), right("丙"), ranks)).toBe(0);
  expect(compareRight(right(""), right("一"), ranks)).toBeLessThan(0);
  expect(compareLeft(left(""), left("\0"), ranks)).toBeLessThan(0);
});

test("weights decide what sorts first", () => {
  const weights = { ["甲".charCodeAt(0)]: 2, ["乙".charCodeAt(0)]: 1 };
  expect(compareRight(right("甲"), right("乙"), weights)).toBeGreaterThan(0);
  expect(compareRight(right("甲"), right("乙"), ranks)).toBe("甲".charCodeAt(0) - "乙".charCodeAt(0));
});

test("left context is right context mirrored", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (a, b) => {
      const mirrored = (text: string) => right(text.split("").reverse().join(""));
      expect(compareLeft(left(a), left(b), ranks)).toBe(compareRight(mirrored(a), mirrored(b), ranks));
    }),
  );
});

test("the first of many in an order are those of sorting them all, equals as they came", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 400 }), fc.nat(60), (weights, count) => {
      const compare = (a: number, b: number) => (weights[a] ?? 0) - (weights[b] ?? 0);
      const sorted = [...weights.keys()].sort(compare).slice(0, count);
      const first = new FirstInOrder(count, compare);
      for (const number of weights.keys()) first.add(number);
      expect(first.sorted()).toEqual(sorted);
    }),
  );
});
