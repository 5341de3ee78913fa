/**
 * What was done to one entity last, seen from the entities before and after: so that the same can be offered for the
 * same text elsewhere. Pure.
 */
import type { EntityView } from "../../editor/editor-api.ts";

export type Deed =
  | { do: "tag"; text: string; type: string; id: string }
  | { do: "untag"; text: string; type: string }
  | { do: "retype"; text: string; from: string; type: string };

/**
 * Null when nothing, or something else than one entity, changed its being or its type. Entities that are the same
 * objects are passed over at both ends of the page: after a key that is nearly all of them.
 */
export function whatChanged(before: readonly EntityView[], after: readonly EntityView[]): Deed | null {
  if (Math.abs(before.length - after.length) > 1) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = new Map(before.slice(start, before.length - end).map((entity) => [entity.id, entity]));
  const deeds: Deed[] = [];
  for (const { id, text, type } of after.slice(start, after.length - end)) {
    const was = old.get(id);
    old.delete(id);
    if (!was) deeds.push({ do: "tag", text, type, id });
    else if (was.type !== type) deeds.push({ do: "retype", text, from: was.type, type });
    if (deeds.length > 1) return null;
  }
  for (const { text, type } of old.values()) deeds.push({ do: "untag", text, type });
  return deeds.length === 1 ? (deeds[0] ?? null) : null;
}
