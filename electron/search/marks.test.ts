import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mark, type Place, packedMarks, placesOf } from "./marks.ts";

const name = fc.constantFrom("p", "para", "題", "題𠮷", "\n", "\u0000", "\uffff", "\ud842", "");
// Small ones lie on each other; great ones take several units.
const place = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.nat(20), fc.nat(20)) },
  fc.tuple(
    fc.oneof(fc.nat(0x7fff_ffff), fc.constant(0x4000_0000)),
    fc.oneof(fc.nat(0x1_0000), fc.constantFrom(0x7fff, 0x8000, 0x8001)),
  ),
);
const mark = fc.record({ name, place }).map(({ name, place: [start, length] }): Mark => {
  return { name, start, end: start + length };
});

test("whatever is marked, what is inside a mark of a name is inside one that is read, and nothing else is", () => {
  fc.assert(
    fc.property(fc.array(fc.array(mark, { maxLength: 12 }), { minLength: 1, maxLength: 3 }), name, (kinds, other) => {
      const packed = packedMarks(kinds);
      for (const [kind, marks] of kinds.entries())
        for (const asked of [...marks.map((one) => one.name), other, null]) {
          const read = placesOf(packed, kind, asked);
          const named = marks.filter((one) => one.start < one.end && (asked === null || one.name === asked));
          const isIn = (places: readonly Place[], start: number, end: number) =>
            places.some((one) => one.start <= start && end <= one.end);
          expect(named.filter(({ start, end }) => !isIn(read, start, end))).toEqual([]);
          const isOne = (place: Place) => named.some(({ start, end }) => start === place.start && end === place.end);
          expect(read.filter((one) => !isOne(one))).toEqual([]);
          if (asked === null) continue;
          // From left to right, by where they begin as by where they end.
          const isAfter = ({ start, end }: Place, last: Place | undefined) =>
            !last || (start > last.start && end > last.end);
          expect(read.filter((one, at) => !isAfter(one, read[at - 1]))).toEqual([]);
        }
    }),
    { numRuns: 200 },
  );
});

test("a name may be as long as a text", () => {
  const long = "題".repeat(0x8000);
  const packed = packedMarks([
    [
      { name: long, start: 1, end: 2 },
      { name: `${long}題`, start: 3, end: 4 },
    ],
    [{ name: long, start: 5, end: 6 }],
  ]);
  expect(placesOf(packed, 0, long)).toEqual([{ start: 1, end: 2 }]);
  expect(placesOf(packed, 0, `${long}題`)).toEqual([{ start: 3, end: 4 }]);
  expect(placesOf(packed, 1, null)).toEqual([{ start: 5, end: 6 }]);
});
