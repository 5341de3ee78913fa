/**
 * Where a block's entities are. A mark is not a range: it is cut by other marks and by text put inside, so an entity's
 * extent is computed by id within one block, from its first marked unit to its last.
 */
import type { Mark, Node as PMNode } from "prosemirror-model";
import { entityAttrs, entityType } from "../schema.ts";

export interface Extent {
  readonly id: string;
  readonly type: string;
  /** UTF-16 offsets in the block, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Unmarked text lies inside. */
  readonly holes: boolean;
  readonly mark: Mark;
}

/** Reading order, outer before inner: the order of nesting, of marks and of the file. */
export function byPlace(
  a: { start: number; end: number; id: string },
  b: { start: number; end: number; id: string },
): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const cache = new WeakMap<PMNode, readonly Extent[]>();

/** The block's entities in reading order; cached, as nodes never change. */
export function extentsIn(block: PMNode): readonly Extent[] {
  const known = cache.get(block);
  if (known) return known;
  const found = new Map<string, { mark: Mark; start: number; end: number; covered: number }>();
  block.forEach((child, offset) => {
    for (const mark of child.marks) {
      if (mark.type !== entityType) continue;
      const id = entityAttrs(mark).id;
      const entry = found.get(id);
      if (entry) {
        entry.end = offset + child.nodeSize;
        entry.covered += child.nodeSize;
      } else {
        found.set(id, { mark, start: offset, end: offset + child.nodeSize, covered: child.nodeSize });
      }
    }
  });
  const extents = Array.from(found, ([id, { mark, start, end, covered }]) => ({
    id,
    type: entityAttrs(mark).type,
    start,
    end,
    holes: covered < end - start,
    mark,
  })).sort(byPlace);
  cache.set(block, extents);
  return extents;
}
