/**
 * The corrected text with its changes in it, block by block: what the corrections view and the proof sheet draw.
 * Plain data; must not know how it is drawn.
 */
import type { GalleyDocument } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";
import type { Correction } from "./correction.ts";

/** A stretch of text, or a correction at this place (drawn from its `wrong` and `right`). */
export type TrackedPart = { text: string } | { correction: Correction };

export interface TrackedBlock {
  id: string;
  role: string;
  article: string;
  /** Passages that were moved to here, as far as they begin in this block. */
  moves: readonly Correction[];
  /** The block has a border to the one before that the source has not. */
  split: Correction | null;
  /** Lines of the source that stood before and after it and were removed. */
  removedBefore: readonly Correction[];
  removedAfter: readonly Correction[];
  parts: readonly TrackedPart[];
  /** How many corrections are in it. */
  count: number;
}

export function trackedBlocks(document: GalleyDocument, corrections: readonly Correction[]): TrackedBlock[] {
  const byBlock = Map.groupBy(corrections, ({ block }) => block);
  return document.articles.flatMap((article) =>
    article.blocks.map(({ id, role, text }) => {
      const own = byBlock.get(id) ?? [];
      const inside = own.filter(({ kind, place }) => kind !== "move" && kind !== "split" && place === "inside");
      return {
        id,
        role,
        article: article.id,
        moves: own.filter(({ kind }) => kind === "move"),
        split: own.find(({ kind }) => kind === "split") ?? null,
        removedBefore: own.filter(({ place }) => place === "before"),
        removedAfter: own.filter(({ place }) => place === "after"),
        parts: partsOf(text, inside),
        count: own.length,
      };
    }),
  );
}

function partsOf(text: string, corrections: readonly Correction[]): TrackedPart[] {
  if (!corrections.length) return text ? [{ text }] : [];
  const points = new CodePointText(text);
  const parts: TrackedPart[] = [];
  let at = 0;
  for (const correction of corrections) {
    if (correction.start > at) parts.push({ text: points.slice(at, correction.start) });
    parts.push({ correction });
    at = Math.max(at, correction.end);
  }
  if (at < points.length) parts.push({ text: points.slice(at, points.length) });
  return parts;
}
