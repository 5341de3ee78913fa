/** Numbers about one document: what is in it, and how far its text is from its source. */
import { correctionsOf } from "../../shared/corrections/corrections-of.ts";
import { countKinds, type KindCounts, plainText } from "../../shared/corrections/measure.ts";
import type { ErrorCount } from "../../shared/metrics/cer.ts";
import { errorsByLevel, type Level } from "../../shared/metrics/levels.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { type DocumentSummary, summaryOf } from "../../shared/model/summary.ts";

export interface DocumentStats extends DocumentSummary {
  entitiesByType: Record<string, number>;
  relationsByType: Record<string, number>;
  /** The source against the text at every level; null when the source can't be read. */
  levels: Record<Level, ErrorCount> | null;
  /** What the correction amounted to, by kind; null when the source can't be read. */
  corrections: KindCounts | null;
  /** The corrections of characters, short ones: what was read for what. */
  pairs: { wrong: string; right: string }[];
}

/** Longer corrections (UTF-16 units) are passages written anew, which no other page repeats. */
const SHORT = 12;

export function documentStats(document: GalleyDocument, source: CodePointText | null): DocumentStats {
  const levels = source && errorsByLevel(source.text, plainText(document));
  const corrections = source && correctionsOf(document, source);
  return {
    ...summaryOf(document),
    entitiesByType: countTypes(blocksOf(document).flatMap((block) => block.entities)),
    relationsByType: countTypes(document.relations ?? []),
    levels,
    corrections: corrections && countKinds(corrections),
    pairs: (corrections ?? [])
      .filter(({ kind, wrong, right }) => kind === "characters" && wrong.length <= SHORT && right.length <= SHORT)
      .map(({ wrong, right }) => ({ wrong, right })),
  };
}

function countTypes(members: readonly { type: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of members) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
