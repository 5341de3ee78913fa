/** Relations of a state whose two entities are there. */
import type { EditorState } from "prosemirror-state";
import type { EntityView, RelationView } from "../editor-api.ts";
import { relationsOf } from "../steps/relations.ts";
import { entitiesAtSelection } from "./entities.ts";

/** In the order of the file. @param entities all of the document's */
export function relationViews(state: EditorState, entities: readonly EntityView[]): RelationView[] {
  const relations = relationsOf(state);
  if (!relations.length) return [];
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  return relations.flatMap(({ id, type, note, by, ...ends }) => {
    const [from, to] = [byId.get(ends.from), byId.get(ends.to)];
    return from && to ? [{ id, type, note, by, from, to }] : [];
  });
}

/** The entity at the selection that a relation from another one would go to; null where there is none. */
export function targetAtSelection(state: EditorState, from: string): string | null {
  return entitiesAtSelection(state).find(({ extent }) => extent.id !== from)?.extent.id ?? null;
}
