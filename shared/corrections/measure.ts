/**
 * What a page's correction amounted to: how much was changed, of what kind, and how far the source was from the corrected
 * text. Pure; plain data.
 */
import type { ErrorCount } from "../metrics/cer.ts";
import { errorsByLevel, type Level } from "../metrics/levels.ts";
import { blocksOf, type GalleyDocument } from "../model/document.ts";
import { type CodePointText, codePointLength } from "../model/offsets.ts";
import { type Correction, type CorrectionKind, correctionKinds } from "./correction.ts";

export interface KindCount {
  /** How many places. */
  places: number;
  /** Characters (code points) that were changed, put in, taken out or, of moves, carried elsewhere. */
  characters: number;
}
export type KindCounts = Record<CorrectionKind, KindCount>;

export interface Measure {
  byKind: KindCounts;
  /** Characters changed, put in or taken out; line ends and moves are not counted. */
  changed: number;
  /** The source against the corrected text, at every level. A moved passage counts as taken out and put in. */
  errors: Record<Level, ErrorCount>;
}

/** The document's text as one string: blocks in reading order, a blank line between two. */
export function plainText(document: GalleyDocument): string {
  return blocksOf(document)
    .map((block) => block.text)
    .join("\n\n");
}

export function measure(document: GalleyDocument, source: CodePointText, corrections: readonly Correction[]): Measure {
  const byKind = countKinds(corrections);
  return { byKind, changed: changedCharacters(byKind), errors: errorsByLevel(source.text, plainText(document)) };
}

export function noCorrections(): KindCounts {
  const entries = correctionKinds.map((kind) => [kind, { places: 0, characters: 0 }]);
  return Object.fromEntries(entries) as KindCounts;
}

export function countKinds(corrections: readonly Correction[]): KindCounts {
  const counts = noCorrections();
  for (const correction of corrections) {
    const count = counts[correction.kind];
    count.places++;
    count.characters += charactersOf(correction);
  }
  return counts;
}

/** Adds the counts of one page to those of many. */
export function addKinds(sum: KindCounts, more: KindCounts): void {
  for (const kind of correctionKinds) {
    sum[kind].places += more[kind].places;
    sum[kind].characters += more[kind].characters;
  }
}

const ORDER_AND_LINES: ReadonlySet<CorrectionKind> = new Set(["join", "split", "move"]);

export function changedCharacters(counts: KindCounts): number {
  return correctionKinds.reduce((sum, kind) => sum + (ORDER_AND_LINES.has(kind) ? 0 : counts[kind].characters), 0);
}

function charactersOf({ kind, wrong, right }: Correction): number {
  if (kind === "join" || kind === "split") return 0;
  if (kind === "move") return codePointLength(right);
  return Math.max(codePointLength(wrong), codePointLength(right));
}
