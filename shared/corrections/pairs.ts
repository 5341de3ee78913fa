/**
 * Aligned lines: every line of the source beside what it became, exactly, by provenance; the order of the page and its
 * joins don't matter here, only what the characters of the line were corrected to. For training correctors of OCR.
 */
import type { GalleyDocument } from "../model/document.ts";
import { type CodePointText, LineNumbers } from "../model/offsets.ts";
import type { Correction } from "./correction.ts";
import { correctionsOf } from "./corrections-of.ts";
import { type SourceToken, sourceTokens } from "./source-tokens.ts";

export interface LinePair {
  /** Number of the line in the source, from 1. */
  line: number;
  /** Code points in the source, without the line end and the mark of a heading or quotation. */
  start: number;
  end: number;
  source: string;
  /** Empty for a line that was removed. */
  corrected: string;
}

/** All lines of the source that are not blank. What was written between lines, as blocks of their own, is not in them. */
export function linePairs(document: GalleyDocument, source: CodePointText): LinePair[] {
  const changes = correctionsOf(document, source)
    .filter(({ kind }) => kind !== "join" && kind !== "split" && kind !== "move" && kind !== "inserted")
    .sort((a, b) => a.source[0] - b.source[0] || a.source[1] - b.source[1]);
  const pairs: LinePair[] = [];
  let next = 0;
  const lines = new LineNumbers(source);
  let line: SourceToken[] = [];
  const close = (following: number) => {
    const [first, last] = [line[0], line.at(-1)];
    const own: Correction[] = [];
    for (; next < changes.length && (changes[next] as Correction).source[0] < following; next++)
      own.push(changes[next] as Correction);
    if (first && last) pairs.push(pairOf(source, lines.of(first.from), first.from, last.to, own));
    line = [];
  };
  for (const token of sourceTokens(source, 0, source.length)) {
    if (token.text === "\n") close(token.to);
    else line.push(token);
  }
  close(Number.POSITIVE_INFINITY);
  return pairs;
}

function pairOf(
  source: CodePointText,
  line: number,
  start: number,
  end: number,
  changes: readonly Correction[],
): LinePair {
  const corrected: string[] = [];
  let at = start;
  for (const { source: range, right } of changes) {
    corrected.push(source.slice(at, Math.max(at, range[0])), right);
    at = Math.max(at, range[1]);
  }
  corrected.push(source.slice(at, end));
  return { line, start, end, source: source.slice(start, end), corrected: corrected.join("") };
}
