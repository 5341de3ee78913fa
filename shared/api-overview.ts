/**
 * The part of the contract (api.ts) that is about the entities of a corpus as a whole: by type over pages and dates, who
 * and what stand together, and the passages where they do. Shapes only.
 * Must not know: transports, disk, DOM.
 */
import { z } from "zod";
import { documentId, searchHitSchema } from "./api-shapes.ts";
import { scopes } from "./entities/overview/mention.ts";
import { units } from "./entities/overview/page-date.ts";
import { statusSchema } from "./model/document.ts";

/** Which entities are looked at: of these types, in documents of this status; null for all. */
const filterFields = {
  types: z.array(z.string().max(64)).max(1000).nullable(),
  status: statusSchema.nullable(),
};

/** Whom or what entities name: an entry of the registry or, where they name none, a text tagged as a type. */
export const whoSchema = z.strictObject({
  ref: z.string().max(200).nullable(),
  type: z.string().max(64),
  text: z.string(),
});
export type Who = z.infer<typeof whoSchema>;

/** The same as it is shown: `name` is the registry's where it knows the entry, else the text; `type` likewise. */
const namedSchema = whoSchema.extend({ name: z.string(), registered: z.boolean() });
export type Named = z.infer<typeof namedSchema>;

export const entityCountsQuerySchema = z.strictObject({
  ...filterFields,
  /** Null for the finest in which all dates fit. */
  unit: z.enum(units).nullable(),
  /** How many of what is named most are asked for. */
  frequent: z.int().min(0).max(10_000),
});
export type EntityCountsQuery = z.infer<typeof entityCountsQuerySchema>;

/** Some pages, and how many entities of each type they hold; types that they don't hold are left out. */
const binFields = { documents: z.int(), byType: z.record(z.string(), z.int()) };
const binSchema = z.strictObject(binFields);
export type EntityBin = z.infer<typeof binSchema>;
const endSchema = z.strictObject({ id: documentId, title: z.string() });

const countsFields = {
  documents: z.int(),
  entities: z.int(),
  /** Most entities first. `documents`: that hold any; `different`: entries and texts. */
  types: z.array(z.strictObject({ type: z.string(), entities: z.int(), documents: z.int(), different: z.int() })),
  /** Pages in the order of their names, some to a column where there are many. */
  columns: z.array(z.strictObject({ ...binFields, first: endSchema, last: endSchema })),
  unit: z.enum(units),
  /** In order; those without pages are left out. */
  periods: z.array(z.strictObject({ ...binFields, period: z.string() })),
  /** Pages whose date is missing or can't be read, and those whose date says less than the unit. */
  undated: binSchema,
  coarse: binSchema,
};
const countedSchema = z.strictObject({ entities: z.int(), documents: z.int() });
export type EntityCountsAnswer = z.infer<z.ZodObject<typeof countsFields>> & {
  frequent: (Who & z.infer<typeof countedSchema>)[];
};
export const entityCountsSchema = z.strictObject({
  ...countsFields,
  frequent: z.array(namedSchema.extend(countedSchema.shape)),
});
export type EntityOverview = z.infer<typeof entityCountsSchema>;

export const entityGraphQuerySchema = z.strictObject({
  ...filterFields,
  scope: z.enum(scopes),
  /** At most so many. */
  nodes: z.int().min(2).max(500),
});
export type EntityGraphQuery = z.infer<typeof entityGraphQuerySchema>;

const edgeSchema = z.strictObject({
  /** Places among the nodes, `a` before `b`. */
  a: z.int(),
  b: z.int(),
  /** Blocks or articles that hold both. */
  units: z.int(),
});
export interface EntityGraph {
  /** Those that stand in most blocks or articles first. */
  nodes: (Who & { units: number })[];
  /** Strongest first. */
  edges: z.infer<typeof edgeSchema>[];
  /** False where a pair of rare ones may have been left out. */
  isComplete: boolean;
}
export const namedGraphSchema = z.strictObject({
  nodes: z.array(namedSchema.extend({ units: z.int() })),
  edges: z.array(edgeSchema),
  isComplete: z.boolean(),
});
export type NamedGraph = z.infer<typeof namedGraphSchema>;

/** The pages of a chart's column: those whose date lies in it (see `columnOf`), or from one to another in the list's order. */
const columnSchema = z.union([
  z.strictObject({ unit: z.enum(units), column: z.string().max(16) }),
  z.strictObject({ first: documentId, last: documentId }),
]);
export type ChartColumn = z.infer<typeof columnSchema>;

export const passagesQuerySchema = z.strictObject({
  ...filterFields,
  /** None: all entities. One: all its places. Two: the places of both where they stand together. */
  of: z.array(whoSchema).max(2),
  scope: z.enum(scopes),
  /** Null for all pages. */
  among: columnSchema.nullable(),
});
export type PassagesQuery = z.infer<typeof passagesQuerySchema>;

export const passagesSchema = z.strictObject({
  /** Places, blocks or articles that hold them, and documents. */
  total: z.int(),
  units: z.int(),
  documents: z.int(),
  hits: z.array(searchHitSchema),
});
export type Passages = z.infer<typeof passagesSchema>;

export const overviewContract = {
  countEntitiesByType: { params: entityCountsQuerySchema, result: entityCountsSchema },
  entityGraph: { params: entityGraphQuerySchema, result: namedGraphSchema },
  listPassages: {
    params: z.strictObject({
      query: passagesQuerySchema,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(1000),
    }),
    result: passagesSchema,
  },
} as const;
