/**
 * Searching by annotation: what of entities a query asks for, and the places of registered names that no entity covers.
 * Must not know: where texts and entities come from.
 */
import { z } from "zod";

export const annotationQuerySchema = z.strictObject({
  /** Hits are entities, or places of registered names that nobody tagged. */
  find: z.enum(["entities", "untagged"]),
  /** Id of the registry's entry; empty for entities that name none, null for all. */
  ref: z.string().max(200).nullable(),
  /** Who or what made the entity: "editor", a source ("person/post-before") or a source's kind ("person"); null for all. */
  by: z.string().max(200).nullable(),
  /** An attribute that the entity has: of this value, or of any (null). */
  attribute: z.strictObject({ id: z.string().min(1).max(64), value: z.string().max(2000).nullable() }).nullable(),
  /** Another entity of the same block: of this type (null for any) whose text holds this. */
  with: z.strictObject({ type: z.string().max(64).nullable(), text: z.string().max(2000) }).nullable(),
});
export type AnnotationQuery = z.infer<typeof annotationQuerySchema>;

/** What a hit of such a query is: an entity, or (id null) what the registry says the place is. */
export const hitTagSchema = z.strictObject({
  id: z.string().nullable(),
  type: z.string(),
  ref: z.string().nullable(),
  by: z.string().nullable(),
});
export type HitTag = z.infer<typeof hitTagSchema>;

/** A registered name with what it stands for; `ref` null where two entries go by it. */
export interface RegisteredName {
  name: string;
  type: string;
  ref: string | null;
}

interface Entry {
  id: string;
  name: string;
  type: string;
  aliases: readonly string[];
}

/** Names of one character are words too often to be looked for. */
const SHORTEST = 2;

/** The names to look for, each once by text and type. */
export function registeredNames(entries: readonly Entry[]): RegisteredName[] {
  const byKey = new Map<string, RegisteredName>();
  for (const { id, name, type, aliases } of entries)
    for (const text of [name, ...aliases]) {
      if (Array.from(text).length < SHORTEST) continue;
      const known = byKey.get(`${type}\n${text}`);
      if (!known) byKey.set(`${type}\n${text}`, { name: text, type, ref: id });
      else if (known.ref !== id) known.ref = null;
    }
  return [...byKey.values()];
}
