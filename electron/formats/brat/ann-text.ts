/**
 * Which text the offsets of an .ann file count in. Code points of the text as it is, by the format's description; but
 * readers that make one line feed of a CRLF wrote others, and so did programs in Java, which count UTF-16 units, and
 * those that take a byte order mark for a character. The surfaces that the file repeats decide. Must not know: files, annotations other than those over text.
 */
import { type CodePointText, LineFeedText } from "../../../shared/model/offsets.ts";
import type { Fragment, TextBound } from "./parse-ann.ts";

/** One way of counting. */
interface Counting {
  slice(start: number, end: number): string;
  /** How long the text is, counted so. */
  length: number;
  /** An offset counted so, in code points of the text as it is. */
  toCodePoint(offset: number): number;
}

const inCodePoints = (text: CodePointText): Counting => ({
  slice: (start, end) => text.slice(start, end),
  length: text.length,
  toCodePoint: (offset) => offset,
});

const inUtf16 = (text: CodePointText): Counting => ({
  slice: (start, end) => text.text.slice(start, end),
  length: text.text.length,
  toCodePoint: (offset) => text.toCodePoint(offset),
});

/** As if every CRLF were one character. */
function withoutReturns(text: CodePointText): Counting {
  const lines = new LineFeedText(text);
  const { written } = lines;
  return {
    slice: (start, end) => written.slice(start, end),
    length: written.length,
    toCodePoint: (offset) => lines.toOriginal(offset),
  };
}

/** As if the byte order mark before the text were its first character. */
function withMark(counting: Counting): Counting {
  const shifted = (offset: number) => Math.max(offset - 1, 0);
  return {
    slice: (start, end) => counting.slice(shifted(start), shifted(end)),
    length: counting.length + 1,
    toCodePoint: (offset) => counting.toCodePoint(shifted(offset)),
  };
}

const squeezed = (text: string) => text.replace(/\s+/gu, " ").trim();

/** Whether what stands at the fragments is the surface that the file repeats, but for white space. */
function fits({ fragments, text }: TextBound, counting: Counting): boolean {
  if (fragments.some(({ start, end }) => start >= end || end > counting.length)) return false;
  if (!text) return true;
  return squeezed(fragments.map(({ start, end }) => counting.slice(start, end)).join(" ")) === squeezed(text);
}

/**
 * The annotations' fragments in code points of the text as it is, in whichever way of counting all surfaces fit.
 * @param marked whether a byte order mark stands before the text
 * @returns the first annotation that doesn't fit, where none does
 */
export function placeFragments(
  bounds: readonly TextBound[],
  text: CodePointText,
  marked: boolean,
): { fragments: Map<TextBound, Fragment[]> } | { misfit: TextBound; found: string } {
  const plain = [inCodePoints(text), withoutReturns(text), inUtf16(text)];
  const ways = marked ? [...plain, ...plain.map(withMark)] : plain;
  const counting = ways.find((way) => bounds.every((bound) => fits(bound, way)));
  if (!counting) {
    const misfit = bounds.find((bound) => !fits(bound, ways[0] as Counting)) as TextBound;
    return { misfit, found: misfit.fragments.map(({ start, end }) => text.slice(start, end)).join(" ") };
  }
  const fragments = new Map<TextBound, Fragment[]>();
  for (const bound of bounds) {
    const moved = bound.fragments.map(({ start, end }) => ({
      start: counting.toCodePoint(start),
      end: counting.toCodePoint(end),
    }));
    fragments.set(bound, moved);
  }
  return { fragments };
}
