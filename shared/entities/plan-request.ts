/**
 * What can be done to entities in the whole corpus at once. Each becomes a plan to look at, and one operation that can
 * be undone, together with what it changes in the registry.
 */
import { z } from "zod";
import { searchQuerySchema } from "../api-shapes.ts";
import { registryEntrySchema } from "../model/settings.ts";

const text = z.string().min(1).max(2000);
const type = z.string().min(1).max(64);
const id = z.string().min(1).max(200);

export const entityRequestSchema = z.union([
  /**
   * Tags every occurrence of a text that nothing stands in the way of. `ref`: the entry it names; missing: the one of this
   * name and type. `also`: its other names too, and how the other script writes them. `attributes`: what is said of
   * each.
   */
  z.strictObject({
    do: z.literal("tag"),
    text,
    type,
    ref: id.nullable().optional(),
    also: z.boolean().optional(),
    attributes: z.record(id, z.string().max(2000)).optional(),
  }),
  /** Takes the tag off every entity of this text, of one type or of all (null). */
  z.strictObject({ do: z.literal("untag"), text, type: type.nullable() }),
  /** Gives every entity of this text and type another type. */
  z.strictObject({ do: z.literal("retype"), text, from: type, to: type }),
  /** Links every entity of this text and type that names no entry yet. */
  z.strictObject({ do: z.literal("link"), text, type, ref: id }),
  /** One entry for several; what named them names it. */
  z.strictObject({ do: z.literal("merge"), from: z.array(id).min(1).max(10_000), into: id }),
  /** A new entry for some of those that name an old one: entities by document and id. */
  z.strictObject({
    do: z.literal("split"),
    id,
    entry: registryEntrySchema,
    entities: z.array(z.strictObject({ document: id, entity: id })).max(200_000),
  }),
  /** Another type for an entry and for all entities that name it. */
  z.strictObject({ do: z.literal("retag"), id, type }),
  /** What a search by annotation found, all of it or only one place of it. */
  z.strictObject({
    do: z.literal("hits"),
    query: searchQuerySchema,
    only: z
      .strictObject({ document: id, block: id, start: z.int().nonnegative(), end: z.int().nonnegative() })
      .nullable(),
    act: z.discriminatedUnion("do", [
      /** Tags names that nobody tagged, as what the registry says (null) or as this type. */
      z.strictObject({ do: z.literal("tag"), type: type.nullable() }),
      z.strictObject({ do: z.literal("untag") }),
      z.strictObject({ do: z.literal("retype"), type }),
      /** Says something of entities; an empty value takes an attribute off. */
      z.strictObject({ do: z.literal("set"), attributes: z.record(id, z.string().max(2000)) }),
    ]),
  }),
  /** Takes entries out; what named them names nothing. */
  z.strictObject({ do: z.literal("remove"), ids: z.array(id).min(1).max(200_000) }),
]);
export type EntityRequest = z.infer<typeof entityRequestSchema>;
export type HitsRequest = Extract<EntityRequest, { do: "hits" }>;
export type HitAction = HitsRequest["act"];
