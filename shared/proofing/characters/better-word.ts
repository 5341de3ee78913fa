/**
 * Whether another character makes better words in its place: the evidence behind doubts about single characters.
 * UTF-16 units; characters of the basic plane only. Knows no documents.
 */
import type { CorpusStatistics, Lexicon } from "../context.ts";
import { divide } from "../lexicon.ts";
import { hanAt, hanBefore } from "./text.ts";

/** Characters on either side that the comparison takes in: most words are shorter. */
const REACH = 4;

export interface Comparison {
  /** How much likelier (natural logarithm) the words are with the other character. */
  gain: number;
  /** The word of two characters or more that the other character makes; null when it makes none. */
  word: string | null;
  /** The word that the present character makes. */
  present: string | null;
}

/** The Han characters around [start, end), at most REACH on either side. */
function around(text: string, start: number, end: number): { before: string; after: string } {
  let from = start;
  while (from > 0 && start - from < REACH && hanBefore(text, from)) from--;
  let to = end;
  while (to < text.length && to - end < REACH && hanAt(text, to)) to++;
  return { before: text.slice(from, start), after: text.slice(end, to) };
}

/** Compares [start, end) as it is with `other` in its place. */
export function compare(text: string, start: number, end: number, other: string, lexicon: Lexicon): Comparison {
  const { before, after } = around(text, start, end);
  const now = divide(before + text.slice(start, end) + after, lexicon);
  const then = divide(before + other + after, lexicon);
  return {
    gain: then.score - now.score,
    word: wordAt(then.words, before.length, other.length),
    present: wordAt(now.words, before.length, end - start),
  };
}

/** The first word of a division that covers part of [at, at + length) and is longer than one character. */
function wordAt(words: readonly string[], at: number, length: number): string | null {
  let start = 0;
  for (const word of words) {
    const end = start + word.length;
    if (start < at + length && end > at && Array.from(word).length > 1) return word;
    start = end;
  }
  return null;
}

/** How often this corpus writes the characters [start, end) with their neighbours: the more, the less doubtful. */
export function writtenHere(text: string, start: number, end: number, statistics: CorpusStatistics): number {
  if (!statistics.size) return 0;
  const left = start > 0 ? statistics.count(text.slice(start - 1, end)) : 0;
  const right = end < text.length ? statistics.count(text.slice(start, end + 1)) : 0;
  return Math.max(left, right);
}
