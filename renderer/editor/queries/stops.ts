/**
 * Where Tab stops in tag mode: entities, and the spans that plugins offer to be made entities. A plugin that offers
 * spans says so by `stops` in its spec; nothing else needs to know of it.
 */
import type { EditorState, Plugin } from "prosemirror-state";
import { type BlockPlace, eachBlock } from "./blocks.ts";
import { extentsIn } from "./extents.ts";

export interface Stop {
  readonly kind: "entity" | "suggestion";
  readonly id: string;
  readonly type: string;
  /** Positions in the document. */
  readonly from: number;
  readonly to: number;
}

/** What a plugin offers in a block, in any order. */
export type OfferedStops = (state: EditorState, block: BlockPlace) => readonly Stop[];

const offeredBy = (plugin: Plugin) => plugin.spec.stops as OfferedStops | undefined;

/** The block's stops in reading order, outer before inner. */
export function stopsIn(state: EditorState, block: BlockPlace): Stop[] {
  const base = block.pos + 1;
  const entities = extentsIn(block.node).map(
    ({ id, type, start, end }): Stop => ({ kind: "entity", id, type, from: base + start, to: base + end }),
  );
  const offered = state.plugins.flatMap((plugin) => offeredBy(plugin)?.(state, block) ?? []);
  return [...entities, ...offered].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Calls `visit` for each stop in reading order until it returns false. */
export function eachStop(state: EditorState, visit: (stop: Stop) => boolean): void {
  eachBlock(state.doc, (block) => stopsIn(state, block).every(visit));
}
