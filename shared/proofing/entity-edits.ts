/** What a fix does to the entities of one block; text and pieces stay. Code points everywhere. */
import type { Block, Entity } from "../model/document.ts";
import { CodePointText } from "../model/offsets.ts";
import type { IdSource } from "./edit-ids.ts";
import type { Edit } from "./edits.ts";

export type EntityEdit = Extract<Edit, { do: "tag" | "untag" | "retype" | "resize" }>;

export function isOfEntity(edit: Edit): edit is EntityEdit {
  return edit.do === "tag" || edit.do === "untag" || edit.do === "retype" || edit.do === "resize";
}

/** The block after sound edits; its entities stay in the order of the text, outer before inner. */
export function editEntities(block: Block, edits: readonly EntityEdit[], ids: IdSource): Block {
  const points = new CodePointText(block.text);
  const entities = new Map(block.entities.map((entity) => [entity.id, entity]));
  const made: Entity[] = [];
  for (const edit of edits) {
    if (edit.do === "tag") {
      const { type, start, end, by } = edit;
      made.push({ id: ids("e"), type, start, end, text: points.slice(start, end), ref: null, by, note: "" });
      continue;
    }
    const entity = entities.get(edit.entity);
    if (!entity) continue;
    if (edit.do === "untag") entities.delete(entity.id);
    else if (edit.do === "retype") entities.set(entity.id, { ...entity, type: edit.type });
    else {
      const { start, end } = edit;
      entities.set(entity.id, { ...entity, start, end, text: points.slice(start, end) });
    }
  }
  const all = [...entities.values(), ...made];
  return { ...block, entities: all.sort((a, b) => a.start - b.start || b.end - a.end) };
}
