/**
 * Where each character of a changed text came from, by walking the maps of the steps that changed it.
 *
 * The old document begins as one segment; each step cuts out what it deleted, shifts what it kept, and what it
 * inserted is unknown unless it came as a whole block with pieces of its own (a move) or the command said where it is
 * from (a paste). Pure: reads transactions, changes nothing.
 */
import type { Node as PMNode } from "prosemirror-model";
import { PluginKey, type Transaction } from "prosemirror-state";
import type { StepMap } from "prosemirror-transform";
import { checkedRuns, joinRuns, sliceRuns } from "../runs.ts";
import { blockAttrs, isBlock, type Run } from "../schema.ts";

/** Units [from, to) of the document as far as the walk has come, and where they were or are from. */
interface Segment {
  readonly from: number;
  readonly to: number;
  /** Position in the old document, or in the source. */
  readonly kind: "old" | "source";
  readonly start: number;
}

const originsKey = new PluginKey("insertedOrigins");

/** Says where the text that the transaction's newest step inserted came from. */
export function setOrigins(tr: Transaction, runs: readonly Run[]): Transaction {
  const known = (tr.getMeta(originsKey) as ReadonlyMap<number, readonly Run[]> | undefined) ?? new Map();
  return tr.setMeta(originsKey, new Map(known).set(tr.steps.length - 1, runs));
}

function keep(segments: readonly Segment[], map: StepMap): Segment[] {
  const regions: { from: number; to: number; shift: number }[] = [];
  let from = 0;
  let shift = 0;
  map.forEach((oldStart, oldEnd, newStart, newEnd) => {
    regions.push({ from, to: oldStart, shift });
    from = oldEnd;
    shift += newEnd - newStart - (oldEnd - oldStart);
  });
  regions.push({ from, to: Number.POSITIVE_INFINITY, shift });

  const kept: Segment[] = [];
  let region = 0;
  for (const segment of segments) {
    while ((regions[region] as { to: number }).to <= segment.from && region + 1 < regions.length) region++;
    for (let i = region; i < regions.length; i++) {
      const { from: start, to: end, shift: by } = regions[i] as { from: number; to: number; shift: number };
      if (start >= segment.to) break;
      const first = Math.max(start, segment.from);
      const last = Math.min(end, segment.to);
      if (first < last)
        kept.push({ from: first + by, to: last + by, kind: segment.kind, start: segment.start + first - segment.from });
    }
  }
  return kept;
}

function runSegments(runs: readonly Run[], at: number): Segment[] {
  const result: Segment[] = [];
  let from = at;
  for (const run of runs) {
    if (run.source !== null) result.push({ from, to: from + run.length, kind: "source", start: run.source });
    from += run.length;
  }
  return result;
}

/** What a step's inserted range [from, to) brings along about itself. */
function inserted(doc: PMNode, from: number, to: number, said: readonly Run[] | undefined, source: string): Segment[] {
  if (said) return runSegments(checkedRuns(said, doc.textBetween(from, to), source), from);
  const result: Segment[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!isBlock(node)) return true;
    if (pos >= from && pos + node.nodeSize <= to)
      result.push(...runSegments(checkedRuns(blockAttrs(node).pieces, node.textContent, source), pos + 1));
    return false;
  });
  return result;
}

/**
 * Follows transactions from `oldDoc` and answers for ranges of the last one's document.
 * @returns a function giving the runs of the units [from, to), which must lie in one block
 */
export function traceOrigins(
  transactions: readonly Transaction[],
  oldDoc: PMNode,
  source: string,
): (from: number, to: number) => Run[] {
  let segments: Segment[] = [{ from: 0, to: oldDoc.content.size, kind: "old", start: 0 }];
  for (const tr of transactions) {
    const said = tr.getMeta(originsKey) as ReadonlyMap<number, readonly Run[]> | undefined;
    tr.steps.forEach((step, index) => {
      const map = step.getMap();
      const after = tr.docs[index + 1] ?? tr.doc;
      const fresh: Segment[] = [];
      let changed = false;
      map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
        changed = true;
        if (newStart < newEnd) fresh.push(...inserted(after, newStart, newEnd, said?.get(index), source));
      });
      if (!changed) return;
      segments = keep(segments, map);
      if (fresh.length) segments = [...segments, ...fresh].sort((a, b) => a.from - b.from);
    });
  }

  const oldRuns = (from: number, to: number): readonly Run[] => {
    const $from = oldDoc.resolve(from);
    if (!isBlock($from.parent)) return [{ length: to - from, source: null }];
    return sliceRuns(blockAttrs($from.parent).pieces, $from.parentOffset, $from.parentOffset + to - from);
  };

  return (from, to) => {
    const runs: Run[] = [];
    let position = from;
    for (const segment of segments) {
      if (segment.to <= position) continue;
      if (segment.from >= to) break;
      const start = Math.max(segment.from, position);
      const end = Math.min(segment.to, to);
      if (start > position) runs.push({ length: start - position, source: null });
      const origin = segment.start + start - segment.from;
      if (segment.kind === "source") runs.push({ length: end - start, source: origin });
      else runs.push(...oldRuns(origin, origin + end - start));
      position = end;
    }
    if (position < to) runs.push({ length: to - position, source: null });
    return joinRuns(runs);
  };
}
