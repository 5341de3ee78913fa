/**
 * A correction: one difference between the source and the corrected text, as a reader would name it. Plain data.
 * Offsets are code points, end exclusive, in the block's text and in the decoded source.
 */
import { foldWidth } from "../metrics/levels.ts";

export const correctionKinds = [
  "characters",
  "punctuation",
  "space",
  "join",
  "split",
  "move",
  "removed",
  "inserted",
] as const;
/**
 * characters, punctuation (also full and half width), space: inside a line; join: a line end taken out between two
 * lines; split: a block's end put where the source has no line end; move: text that stands elsewhere than in the source;
 * removed: a whole line of the source that is nowhere; inserted: a whole block that the source has not.
 */
export type CorrectionKind = (typeof correctionKinds)[number];

export interface Correction {
  kind: CorrectionKind;
  /** Where it is in the corrected text: characters [start, end) of this block; start = end where nothing stands there. */
  block: string;
  start: number;
  end: number;
  /** Where it is in the source; both equal where the source has nothing. */
  source: readonly [number, number];
  /** What the source has, and what the corrected text has instead. A move has the same text twice. */
  wrong: string;
  right: string;
  /** Up to twelve characters of the corrected text on either side, inside the block. */
  before: string;
  after: string;
  /** Where a removed line belongs: into the block at `start`, or before or after the block. Else "inside". */
  place: "inside" | "before" | "after";
  /** All blocks that it lies in, in reading order; of a move, `end` is in the last one; of a split, the two. */
  blocks: readonly string[];
}

const SPACE = /^[\s\u200B-\u200D\u2060\uFEFF]*$/u;
const PUNCTUATION = /^[\p{P}\p{S}\s]*$/u;

/** What kind of change inside a line this is. */
export function kindOfChange(wrong: string, right: string): "characters" | "punctuation" | "space" {
  if (SPACE.test(wrong) && SPACE.test(right)) return "space";
  if (PUNCTUATION.test(wrong) && PUNCTUATION.test(right)) return "punctuation";
  return foldWidth(wrong) === foldWidth(right) ? "punctuation" : "characters";
}
