/**
 * Pieces: for every character of a block, where it came from.
 *
 * A block's text is exactly the concatenation of its pieces; each piece is a range of the decoded source or inserted
 * text. Everything here counts code points. The same algebra in UTF-16 units, for the editor, is in
 * renderer/editor/runs.ts; both are held together by the property tests.
 */
import type { Piece } from "./document.ts";
import { type CodePointText, codePointLength, sliceCodePoints } from "./offsets.ts";

/** In code points. */
export function pieceLength(piece: Piece): number {
  return "source" in piece ? piece.source[1] - piece.source[0] : codePointLength(piece.inserted);
}

/** The text that the pieces make. Ranges outside the source give what is there; `verify` reports them. */
export function piecesText(pieces: readonly Piece[], source: CodePointText): string {
  return pieces
    .map((piece) => ("source" in piece ? source.slice(piece.source[0], piece.source[1]) : piece.inserted))
    .join("");
}

/** The same pieces in the fewest: no empty ones, neighbours that continue each other made one. */
export function joinPieces(...lists: readonly (readonly Piece[])[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of lists.flat()) {
    if (pieceLength(piece) === 0) continue;
    const last = result.at(-1);
    if (last && "source" in last && "source" in piece && last.source[1] === piece.source[0]) {
      result[result.length - 1] = { source: [last.source[0], piece.source[1]] };
    } else if (last && "inserted" in last && "inserted" in piece) {
      result[result.length - 1] = { inserted: last.inserted + piece.inserted };
    } else {
      result.push(piece);
    }
  }
  return result;
}

/** The pieces of the characters [start, end) of a block's text. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const piece of pieces) {
    const length = pieceLength(piece);
    const from = Math.max(start - position, 0);
    const to = Math.min(end - position, length);
    if (from < to) {
      if ("source" in piece) result.push({ source: [piece.source[0] + from, piece.source[0] + to] });
      else result.push({ inserted: sliceCodePoints(piece.inserted, from, to) });
    }
    position += length;
    if (position >= end) break;
  }
  return joinPieces(result);
}
