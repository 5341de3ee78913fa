/**
 * From a block's text before and after an edit to the correction that it amounts to: which words were wrong, which are
 * right, widened until they can be recognised at other places of the corpus.
 * Pure. Must not know: editors, searching, who made the edit.
 */
import { sharedEnds } from "../model/shared-ends.ts";

export interface Correction {
  /** Text as it stood before, long enough to be looked for: never a single character, never part of `right`. */
  wrong: string;
  right: string;
}

/** Code points that may change for the edit to count as the correction of an error, not as rewriting. */
const MOST_CHANGED = 12;
/** Code points that make a text recognisable; fewer are widened by what stands around them. */
const RECOGNISABLE = 4;
/** Code points that are added on one side at most, beyond the word that the change lies in. */
const WIDENING = 2;
/** Code points around the change that words are looked for in. */
const SURROUNDINGS = 16;

const words = new Intl.Segmenter("zh", { granularity: "word" });

/** @returns null when the two are equal, or differ in a way that could not be looked for elsewhere */
export function correctionBetween(before: string, after: string): Correction | null {
  const [old, now] = [Array.from(before), Array.from(after)];
  const { prefix, suffix } = sharedEnds(old, now);
  const removed = old.slice(prefix, old.length - suffix);
  const added = now.slice(prefix, now.length - suffix);
  if (removed.length > MOST_CHANGED || added.length > MOST_CHANGED) return null;
  // Signs and spaces are a page's style, which rules look after.
  if (![...removed, ...added].some(isOfWord)) return null;
  if (removed.includes("\n") || added.includes("\n")) return null;

  const left = now.slice(0, prefix);
  const right = now.slice(now.length - suffix);
  const range = widened(left, added, right, removed.length);
  const [head, tail] = [left.slice(left.length - range.left).join(""), right.slice(0, range.right).join("")];
  const correction = { wrong: head + removed.join("") + tail, right: head + added.join("") + tail };
  return isRecognisable(correction) ? correction : withNeighbours(correction, left, right, range);
}

function isOfWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/**
 * How many code points of the unchanged text on either side belong to the correction: the rest of the word that now
 * stands there, then neighbouring characters, left first, until the text is recognisable.
 */
function widened(left: string[], added: string[], right: string[], removed: number): { left: number; right: number } {
  const near = left.slice(-SURROUNDINGS);
  const text = [...near, ...added, ...right.slice(0, SURROUNDINGS)];
  const [from, to] = wordsAround(text, near.length, near.length + added.length);
  const range = { left: near.length - from, right: to - near.length - added.length };
  const length = () => range.left + removed + range.right;
  for (const side of ["left", "right"] as const)
    for (let step = 0; step < WIDENING && length() < RECOGNISABLE; step++) {
      const next = side === "left" ? left.at(-1 - range.left) : right[range.right];
      if (next === undefined || !isOfWord(next)) break;
      range[side]++;
    }
  return range;
}

/** The code points from the first to the last word that the range [start, end) touches, at most `WIDENING` beyond it. */
function wordsAround(text: readonly string[], start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  let at = 0;
  for (const { segment, isWordLike } of words.segment(text.join(""))) {
    const next = at + Array.from(segment).length;
    // An empty range (something was taken away) belongs to the word that goes on across it.
    const touches = start === end ? at < start && next > end : at < end && next > start;
    if (touches && isWordLike) {
      from = Math.min(from, Math.max(at, start - WIDENING));
      to = Math.max(to, Math.min(next, end + WIDENING));
    }
    at = next;
  }
  return [from, to];
}

/** Whether the wrong text can be looked for: two characters of words at least, and not what right places hold too. */
function isRecognisable({ wrong, right }: Correction): boolean {
  const characters = Array.from(wrong);
  return characters.length > 1 && characters.some(isOfWord) && !right.includes(wrong);
}

/** One more character on each side, whatever it is: the last chance of a correction at the edge of a sentence. */
function withNeighbours(
  { wrong, right }: Correction,
  left: readonly string[],
  rest: readonly string[],
  range: { left: number; right: number },
): Correction | null {
  const one = left.at(-1 - range.left) ?? "";
  const other = rest[range.right] ?? "";
  if (one === "\n" || other === "\n") return null;
  const correction = { wrong: one + wrong + other, right: one + right + other };
  return isRecognisable(correction) ? correction : null;
}
