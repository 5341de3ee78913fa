import fc from "fast-check";
import { expect, test } from "vitest";
import type { Piece } from "./document.ts";
import { CodePointText, sliceCodePoints } from "./offsets.ts";
import { joinPieces, pieceLength, piecesText, slicePieces } from "./pieces.ts";

const piecesLength = (pieces: readonly Piece[]) => pieces.reduce((sum, piece) => sum + pieceLength(piece), 0);

const source = new CodePointText("离石区𠮷召开当前𤭢重点工作\n汇报会");

const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc
    .tuple(fc.nat(source.length), fc.nat(source.length))
    .map(([a, b]): Piece => ({ source: [Math.min(a, b), Math.max(a, b)] })),
  fc.array(fc.constantFrom("字", "𠮷", "x"), { maxLength: 4 }).map((parts): Piece => ({ inserted: parts.join("") })),
);
const pieces = fc.array(piece, { maxLength: 8 });

test("joining changes neither text nor length, and joining again changes nothing", () => {
  fc.assert(
    fc.property(pieces, (list) => {
      const joined = joinPieces(list);
      expect(piecesText(joined, source)).toBe(piecesText(list, source));
      expect(piecesLength(joined)).toBe(piecesLength(list));
      expect(joinPieces(joined)).toEqual(joined);
      expect(joined.every((item) => pieceLength(item) > 0)).toBe(true);
    }),
  );
});

test("a slice of pieces makes the slice of the text", () => {
  fc.assert(
    fc.property(pieces, fc.nat(40), fc.nat(40), (list, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const text = piecesText(list, source);
      expect(piecesText(slicePieces(list, start, end), source)).toBe(sliceCodePoints(text, start, end));
    }),
  );
});

test("cutting anywhere and joining the parts gives the same pieces", () => {
  fc.assert(
    fc.property(pieces, fc.nat(40), (list, at) => {
      const whole = joinPieces(list);
      const length = piecesLength(whole);
      const cut = Math.min(at, length);
      expect(joinPieces(slicePieces(whole, 0, cut), slicePieces(whole, cut, length))).toEqual(whole);
    }),
  );
});

test("pieces that continue each other become one, others stay apart", () => {
  expect(joinPieces([{ source: [0, 3] }, { source: [3, 5] }])).toEqual([{ source: [0, 5] }]);
  expect(joinPieces([{ source: [3, 5] }, { source: [0, 3] }])).toHaveLength(2);
  expect(joinPieces([{ inserted: "甲" }], [{ inserted: "乙" }])).toEqual([{ inserted: "甲乙" }]);
});
