/** How good suggestions are against gold: exact spans, by type and together. */

export interface TypedSpan {
  start: number;
  end: number;
  type: string;
}

/** Counts that precision, recall and F1 come from; they add up over blocks and pages. */
export interface Counts {
  right: number;
  suggested: number;
  gold: number;
}

export const noCounts: Counts = { right: 0, suggested: 0, gold: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return { right: a.right + b.right, suggested: a.suggested + b.suggested, gold: a.gold + b.gold };
}

/** Precision, recall and F1, 0..1; 0 where nothing was asked or answered. */
export function rates({ right, suggested, gold }: Counts): { precision: number; recall: number; f1: number } {
  const precision = suggested ? right / suggested : 0;
  const recall = gold ? right / gold : 0;
  return { precision, recall, f1: suggested + gold ? (2 * right) / (suggested + gold) : 0 };
}

/** By type, over the spans of one block. A span is right when start, end and type are. */
export function compareSpans(suggested: readonly TypedSpan[], gold: readonly TypedSpan[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const count = (type: string, more: Partial<Counts>) =>
    counts.set(type, addCounts(counts.get(type) ?? noCounts, { ...noCounts, ...more }));
  const keys = new Set(gold.map(keyOf));
  for (const span of gold) count(span.type, { gold: 1 });
  for (const span of suggested) count(span.type, { suggested: 1, right: keys.delete(keyOf(span)) ? 1 : 0 });
  return counts;
}

export function keyOf({ start, end, type }: TypedSpan): string {
  return `${start}:${end}:${type}`;
}
