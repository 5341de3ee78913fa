/** Entities grouped by type as the panel lists them: a heading, then its entities unless folded. */
import type { EntityType } from "../../../shared/model/settings.ts";
import type { EntityView } from "../../editor/editor-api.ts";

export type EntityLine =
  | { kind: "type"; type: string; count: number; folded: boolean }
  | { kind: "entity"; entity: EntityView };

/** Types in the tagset's order, then those that it does not know; entities in reading order. */
export function entityLines(
  entities: readonly EntityView[],
  types: readonly EntityType[],
  folded: ReadonlySet<string>,
  filter: string,
): EntityLine[] {
  const byType = new Map<string, EntityView[]>(types.map((type) => [type.id, []]));
  const wanted = filter.trim().toLocaleLowerCase();
  for (const entity of entities) {
    if (wanted && !`${entity.text}\n${entity.note}`.toLocaleLowerCase().includes(wanted)) continue;
    const group = byType.get(entity.type);
    if (group) group.push(entity);
    else byType.set(entity.type, [entity]);
  }
  const lines: EntityLine[] = [];
  for (const [type, group] of byType) {
    if (!group.length) continue;
    const isFolded = folded.has(type);
    lines.push({ kind: "type", type, count: group.length, folded: isFolded });
    if (!isFolded) for (const entity of group) lines.push({ kind: "entity", entity });
  }
  return lines;
}
