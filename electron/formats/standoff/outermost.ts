/** For formats without nesting: which spans can stand side by side. Must not know: particular formats. */

interface Range {
  start: number;
  end: number;
}

/** The longest first, ties in reading order; what crosses or lies in a longer one is dropped. Both in reading order. */
export function outermost<T extends Range>(spans: readonly T[]): { kept: T[]; dropped: T[] } {
  const inOrder = (list: T[]) => list.toSorted((a, b) => a.start - b.start);
  const kept: T[] = [];
  const dropped: T[] = [];
  const taken = new Uint8Array(spans.reduce((most, { end }) => Math.max(most, end), 0));
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    // What was taken before is no shorter: where it reaches into this one, it covers an end of it.
    const clash = taken[span.start] || taken[span.end - 1];
    if (!clash) taken.fill(1, span.start, span.end);
    (clash ? dropped : kept).push(span);
  }
  return { kept: inOrder(kept), dropped: inOrder(dropped) };
}
