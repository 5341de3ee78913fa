import fc from "fast-check";
import { expect, test } from "vitest";
import { differences } from "./kept.ts";

test("what is between the differences is the same, in order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(20)), fc.uniqueArray(fc.nat(20)), (before, after) => {
      const made: number[] = [];
      let at = 0;
      for (const { from, to, start, end } of differences(before, after)) {
        made.push(...before.slice(at, from), ...after.slice(start, end));
        at = to;
      }
      expect([...made, ...before.slice(at)]).toEqual(after);
    }),
  );
});

test("a member that was moved to the front leaves the others as they are", () => {
  expect(differences([1, 2, 3, 4], [4, 1, 2, 3])).toEqual([
    { from: 0, to: 0, start: 0, end: 1 },
    { from: 3, to: 4, start: 4, end: 4 },
  ]);
});
