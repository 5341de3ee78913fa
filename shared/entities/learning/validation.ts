/**
 * How well what was learned does on pages that it was not learned from: counts by type, with patterns alone and with what
 * was learned. Figures of these very pages, not of the world.
 */
import { addCounts, type Counts, noCounts } from "../measure.ts";

export interface CrossValidation {
  /** What was dealt into parts: whole pages, or blocks where there is one page only. */
  by: "page" | "block";
  parts: number;
  types: Record<string, { patterns: Counts; learned: Counts }>;
}

/** All types together, but for those that are left out. */
export function totals(
  { types }: CrossValidation,
  without: readonly string[] = [],
): { patterns: Counts; learned: Counts } {
  const all = Object.entries(types).filter(([type]) => !without.includes(type));
  return {
    patterns: all.reduce((sum, [, { patterns }]) => addCounts(sum, patterns), noCounts),
    learned: all.reduce((sum, [, { learned }]) => addCounts(sum, learned), noCounts),
  };
}
