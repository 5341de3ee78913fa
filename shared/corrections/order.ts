/**
 * Which text of a page stands where the source has it, and which has been moved: from the pieces alone. What stays is the
 * heaviest run of pieces whose order in the page is the source's order; the rest has moved, in runs that moved together.
 */
import { type Block, blocksOf, type GalleyDocument, type Piece } from "../model/document.ts";
import { pieceLength } from "../model/pieces.ts";

/** A stretch of source text in a block. */
export interface Used {
  /** Index of the block in reading order. */
  block: number;
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** Code points in the source. */
  from: number;
  to: number;
  /** Position among all stretches in the source's order. */
  rank: number;
  /** The run that it moved with, or null when it stays. */
  run: Run | null;
}

/** Text that was moved together: stretches that follow each other in the page and in the source. */
export interface Run {
  parts: Used[];
}

export interface Order {
  blocks: readonly Block[];
  /** All stretches, as they stand in the page. */
  reading: readonly Used[];
  /** The same, as they stand in the source. */
  bySource: readonly Used[];
  runs: readonly Run[];
}

export function orderOf(document: GalleyDocument): Order {
  const blocks = blocksOf(document);
  const all = blocks.flatMap(({ pieces }, block) => stretchesOf(pieces, block));
  const reading = withoutCopies(all);
  const bySource = reading.toSorted((a, b) => a.from - b.from);
  for (const [rank, used] of bySource.entries()) used.rank = rank;
  const stays = heaviestIncreasing(reading);
  const runs: Run[] = [];
  let previous: Used | null = null;
  for (const used of reading) {
    if (stays.has(used)) {
      previous = null;
      continue;
    }
    if (previous?.run && used.rank === previous.rank + 1) {
      used.run = previous.run;
      previous.run.parts.push(used);
    } else {
      used.run = { parts: [used] };
      runs.push(used.run);
    }
    previous = used;
  }
  return { blocks, reading, bySource, runs };
}

function stretchesOf(pieces: readonly Piece[], block: number): Used[] {
  const result: Used[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const end = offset + pieceLength(piece);
    if ("source" in piece && end > offset) {
      const [from, to] = piece.source;
      result.push({ block, start: offset, end, from, to, rank: 0, run: null });
    }
    offset = end;
  }
  return result;
}

/** Source text that stands in the page twice is the source's at its longest place only; elsewhere it counts as written. */
function withoutCopies(all: readonly Used[]): Used[] {
  const bySource = all.toSorted((a, b) => a.from - b.from || b.to - a.to);
  if (bySource.every((used, index) => used.from >= (bySource[index - 1]?.to ?? 0))) return [...all];
  const kept = new Set<Used>();
  let end = 0;
  for (const used of bySource) {
    if (used.from < end) continue;
    kept.add(used);
    end = used.to;
  }
  return all.filter((used) => kept.has(used));
}

/** The increasing subsequence (in the source's order) that holds most characters. */
function heaviestIncreasing(reading: readonly Used[]): Set<Used> {
  // best[r]: over stretches of rank below r, the heaviest chain that ends there (a Fenwick tree of maxima).
  const best: (Used | undefined)[] = new Array(reading.length + 1);
  const weight = new Map<Used, number>();
  const before = new Map<Used, Used | undefined>();
  const heavier = (a: Used | undefined, b: Used | undefined) =>
    (a ? (weight.get(a) as number) : 0) >= (b ? (weight.get(b) as number) : 0) ? a : b;
  for (const used of reading) {
    let chain: Used | undefined;
    for (let index = used.rank; index > 0; index -= index & -index) chain = heavier(chain, best[index]);
    before.set(used, chain);
    weight.set(used, used.to - used.from + (chain ? (weight.get(chain) as number) : 0));
    for (let index = used.rank + 1; index <= reading.length; index += index & -index)
      best[index] = heavier(best[index], used);
  }
  let last: Used | undefined;
  for (const used of reading) last = heavier(last, used);
  const result = new Set<Used>();
  for (let used = last; used; used = before.get(used)) result.add(used);
  return result;
}
