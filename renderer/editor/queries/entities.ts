/** Entities of a state: all of them for the panels, those at the selection for commands. Cached by what can't change. */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { EntityView } from "../editor-api.ts";
import { blockAttrs } from "../schema.ts";
import { type DetailsMap, detailsMap, type EntityDetails, freshDetails } from "../steps/entity-details.ts";
import { type BlockPlace, blockAt, eachBlock, selectedBlocks } from "./blocks.ts";
import { type Extent, extentsIn } from "./extents.ts";

const noAttributes = {};

const cache = new WeakMap<PMNode, { views: readonly EntityView[]; details: readonly (EntityDetails | undefined)[] }>();

/** A block's entities as the panels see them; the same array until the block or its entities' details change. */
export function entityViews(block: PMNode, details: DetailsMap): readonly EntityView[] {
  const extents = extentsIn(block);
  const known = cache.get(block);
  if (known && extents.every(({ id }, index) => details.get(id) === known.details[index])) return known.views;
  const text = extents.length ? block.textContent : "";
  const views = extents.map(({ id, type, start, end, holes }): EntityView => {
    const { note, ref, by, attributes } = details.get(id) ?? freshDetails;
    const said = { note, ref, by, attributes: attributes ?? noAttributes };
    return { id, type, text: text.slice(start, end), ...said, blockId: blockAttrs(block).id, start, end, holes };
  });
  cache.set(block, { views, details: extents.map(({ id }) => details.get(id)) });
  return views;
}

/** All entities in reading order. */
export function allEntities(state: EditorState): EntityView[] {
  const details = detailsMap(state);
  const result: EntityView[] = [];
  eachBlock(state.doc, ({ node }) => {
    for (const view of entityViews(node, details)) result.push(view);
    return undefined;
  });
  return result;
}

/** An entity's extent with the block that it is in. */
export interface EntityPlace extends BlockPlace {
  readonly extent: Extent;
  /** Positions in the document. */
  readonly from: number;
  readonly to: number;
}

export const placed = (block: BlockPlace, extent: Extent): EntityPlace => ({
  ...block,
  extent,
  from: block.pos + 1 + extent.start,
  to: block.pos + 1 + extent.end,
});

export function findEntity(doc: PMNode, id: string): EntityPlace | null {
  let found: EntityPlace | null = null;
  eachBlock(doc, (place) => {
    const extent = extentsIn(place.node).find((each) => each.id === id);
    if (extent) found = placed(place, extent);
    return !found;
  });
  return found;
}

const innermostFirst = (a: EntityPlace, b: EntityPlace) => a.to - a.from - (b.to - b.from) || b.from - a.from;

/**
 * For a caret, the entities that it is in or touches, innermost first; for a selection, those inside it (one that is
 * exactly selected first), or, when none is, those around it.
 */
export function entitiesAtSelection(state: EditorState): EntityPlace[] {
  const { from, to, empty } = state.selection;
  if (empty) {
    const place = blockAt(state.doc, from);
    if (!place) return [];
    const touching = extentsIn(place.node)
      .map((extent) => placed(place, extent))
      .filter((entity) => entity.from <= from && from <= entity.to);
    const around = touching.filter((entity) => entity.from < from && from < entity.to);
    const starting = touching.filter((entity) => entity.from === from);
    const ending = touching.filter((entity) => entity.to === from);
    // Between two neighbours the caret means the one that it is before, as when reading on.
    return [around, starting, ending].flatMap((list) => list.sort(innermostFirst));
  }
  const all = selectedBlocks(state.doc, state.selection).flatMap((place) =>
    extentsIn(place.node).map((extent) => placed(place, extent)),
  );
  const inside = all.filter((entity) => entity.from >= from && entity.to <= to);
  const exact = (entity: EntityPlace) => (entity.from === from && entity.to === to ? 0 : 1);
  if (inside.length) return inside.sort((a, b) => exact(a) - exact(b) || innermostFirst(a, b));
  return all.filter((entity) => entity.from <= from && entity.to >= to).sort(innermostFirst);
}

/** The entities in the document, in reading order, with their positions. */
export function eachEntity(doc: PMNode, visit: (entity: EntityPlace) => boolean): void {
  eachBlock(doc, (place) => extentsIn(place.node).every((extent) => visit(placed(place, extent))));
}
