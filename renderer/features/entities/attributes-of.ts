/** Which attributes an entity can have: its type's, then what was said of it that its type does not know. Pure. */
import type { Attribute, EntityType } from "../../../shared/model/settings.ts";
import type { EntityView } from "../../editor/editor-api.ts";

export function attributesOf(
  entity: Pick<EntityView, "type" | "attributes">,
  types: readonly EntityType[],
): Attribute[] {
  const own = types.find(({ id }) => id === entity.type)?.attributes ?? [];
  const known = new Set(own.map(({ id }) => id));
  const others = Object.keys(entity.attributes).filter((id) => !known.has(id));
  return [...own, ...others.map((id): Attribute => ({ id, label: { zh: id, en: id }, kind: "text" }))];
}

/** What is said of an entity in a line: "级别 市 · 始于 2020". */
export function attributesLine(
  entity: Pick<EntityView, "type" | "attributes">,
  types: readonly EntityType[],
  label: (label: Attribute["label"]) => string,
): string {
  return attributesOf(entity, types)
    .flatMap((attribute) => {
      const value = entity.attributes[attribute.id];
      return value ? [`${label(attribute.label) || attribute.id} ${value}`] : [];
    })
    .join(" · ");
}
