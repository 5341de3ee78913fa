/**
 * Where a W3C selector's text stands: at its position, or, where the text there is another (it was changed, or was counted
 * in other units), where its quote stands in the likest surroundings. Must not know: annotations, files.
 */
import { type CodePointText, codePointLength } from "../../../shared/model/offsets.ts";

export interface Selector {
  position: { start: number; end: number } | null;
  quote: { exact: string; prefix: string; suffix: string } | null;
}

export interface Anchor {
  /** Code points. */
  start: number;
  end: number;
  /** Whether it is not where the position said. */
  moved: boolean;
}

/** More places of one quote are not compared. */
const MAX_PLACES = 10_000;

function likeness(a: string, b: string): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

const reversed = (text: string) => Array.from(text).reverse().join("");

/** Null when it can't be found. */
export function anchor({ position, quote }: Selector, text: CodePointText): Anchor | null {
  if (position) {
    const { start, end } = position;
    const isRange = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
    if (isRange && (!quote || text.slice(start, end) === quote.exact)) return { start, end, moved: false };
  }
  if (!quote?.exact) return null;
  const length = codePointLength(quote.exact);
  const prefix = reversed(quote.prefix);
  let best: { start: number; score: number; distance: number } | null = null;
  let places = 0;
  for (let at = text.text.indexOf(quote.exact); at >= 0; at = text.text.indexOf(quote.exact, at + 1)) {
    if (++places > MAX_PLACES) break;
    const start = text.toCodePoint(at);
    const before = reversed(text.text.slice(Math.max(at - quote.prefix.length, 0), at));
    const after = text.text.slice(at + quote.exact.length, at + quote.exact.length + quote.suffix.length);
    const score = likeness(before, prefix) + likeness(after, quote.suffix);
    // Positions that count UTF-16 units are taken into account too: which they are isn't known.
    const distance = position ? Math.min(Math.abs(start - position.start), Math.abs(at - position.start)) : at;
    if (!best || score > best.score || (score === best.score && distance < best.distance))
      best = { start, score, distance };
  }
  return best && { start: best.start, end: best.start + length, moved: position !== null };
}
