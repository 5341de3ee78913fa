/**
 * Which spans of one block may share characters, as the tagset says (`overlap` in the corpus's settings), and what
 * stands in a span's way. Any unit, the same for all spans.
 */
import type { Overlap } from "../model/settings.ts";

interface Span {
  start: number;
  end: number;
}

/** Whether the two may both be: spans that share no character always may, equal ones wherever one may lie in the other. */
export function mayShare(a: Span, b: Span, overlap: Overlap): boolean {
  if (overlap === "any" || a.start >= b.end || b.start >= a.end) return true;
  return overlap === "nested" && (isWithin(a, b) || isWithin(b, a));
}

/** Of the others, those that the span may not share characters with. */
export function inTheWay<T extends Span>(span: Span, others: readonly T[], overlap: Overlap): T[] {
  return others.filter((other) => !mayShare(span, other, overlap));
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
