/**
 * A corpus's tagset: its entity types with their attributes, its kinds of relations, and which overlaps it allows. What
 * of galley.json belongs to it, and how it gets back there.
 * Must not know: disk, documents.
 */
import { z } from "zod";
import {
  type CorpusSettings,
  type EntityType,
  entityTypeSchema,
  overlapSchema,
  type RelationType,
  relationTypeSchema,
} from "../../model/settings.ts";

export const tagsetSchema = z.strictObject({
  entityTypes: z.array(entityTypeSchema),
  relationTypes: z.array(relationTypeSchema),
  overlap: overlapSchema,
});
export type Tagset = z.infer<typeof tagsetSchema>;

export function tagsetOf({
  entityTypes,
  relationTypes = [],
  overlap = "any",
}: {
  [K in keyof Tagset]?: Tagset[K] | undefined;
}): Tagset {
  return { entityTypes: entityTypes ?? [], relationTypes, overlap };
}

/** The settings with this tagset; keys that say nothing new (no relations, any overlap) are not added. */
export function withTagset(settings: CorpusSettings, { entityTypes, relationTypes, overlap }: Tagset): CorpusSettings {
  const next: CorpusSettings = { ...settings, entityTypes };
  if (relationTypes.length || settings.relationTypes) next.relationTypes = relationTypes;
  if (overlap !== "any" || settings.overlap) next.overlap = overlap;
  return next;
}

export function sameTagset(a: Tagset, b: Tagset): boolean {
  return JSON.stringify(tagsetOf(a)) === JSON.stringify(tagsetOf(b));
}

/** Whether a relation of this kind may go from an entity of one type to one of another. */
export function allowsRelation(
  { from, to }: Pick<RelationType, "from" | "to">,
  first: string,
  second: string,
): boolean {
  return (!from.length || from.includes(first)) && (!to.length || to.includes(second));
}

export const typeOf = (tagset: Pick<Tagset, "entityTypes">, id: string): EntityType | undefined =>
  tagset.entityTypes.find((type) => type.id === id);
