/** Between the text and the source beside it: where the selection came from, and which block a place of the source became. */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import { sliceRuns } from "../runs.ts";
import { blockAttrs } from "../schema.ts";
import { eachBlock, selectedBlocks } from "./blocks.ts";

/** Runs that follow each other in the source within this many units count as one passage (a mark or a line end between). */
const nearby = 40;

/**
 * Source range (UTF-16, end exclusive) of the selection's first passage, or of the character at the caret (at a
 * block's end the one before it); null for inserted text.
 */
export function originOf(state: EditorState): readonly [number, number] | null {
  const place = selectedBlocks(state.doc, state.selection)[0];
  if (!place) return null;
  const { pieces } = blockAttrs(place.node);
  const { from, to, empty } = state.selection;
  const size = place.node.content.size;
  const start = Math.max(from - place.pos - 1, 0);
  const end = Math.min(to - place.pos - 1, size);
  const runs = empty
    ? sliceRuns(pieces, Math.min(start, size - 1), Math.min(start, size - 1) + 1)
    : sliceRuns(pieces, start, end);
  let found: [number, number] | null = null;
  for (const run of runs) {
    if (run.source === null) continue;
    if (!found) found = [run.source, run.source + run.length];
    else if (run.source >= found[1] && run.source - found[1] <= nearby) found[1] = run.source + run.length;
    else break;
  }
  return found;
}

interface Passage {
  start: number;
  end: number;
  blockId: string;
}

const cache = new WeakMap<PMNode, readonly Passage[]>();

/** The block whose origin holds a source offset, or else is nearest to it; null when nothing comes from the source. */
export function blockAtSource(doc: PMNode, offset: number): string | null {
  let passages = cache.get(doc);
  if (!passages) {
    const found: Passage[] = [];
    eachBlock(doc, ({ node }) => {
      const { id, pieces } = blockAttrs(node);
      for (const { source, length } of pieces)
        if (source !== null) found.push({ start: source, end: source + length, blockId: id });
      return undefined;
    });
    passages = found;
    cache.set(doc, passages);
  }
  let best: Passage | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const passage of passages) {
    const away = offset < passage.start ? passage.start - offset : Math.max(0, offset - passage.end + 1);
    if (away < distance) {
      best = passage;
      distance = away;
    }
  }
  return best?.blockId ?? null;
}
