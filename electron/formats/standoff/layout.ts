/**
 * What Galley writes of a document into a format's room for one's own data, so that reading it back restores it: which
 * part of the text is which block, what the document is, and what the format itself can't say of spans and relations.
 * The format's own records are the truth; this only adds to them where it still fits. Must not know: particular formats.
 */
import { z } from "zod";
import { type GalleyDocument, metaSchema, statusSchema } from "../../../shared/model/document.ts";
import type { FlatDocument, FlatRelation, FlatSpan } from "./flat.ts";

/** The key that it is written under. */
export const layoutKey = "galley";

/** Who made most entities: not written. */
const usualMaker = "editor";

const offset = z.int().nonnegative();
const layoutSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  status: statusSchema,
  meta: metaSchema,
  /** Of the text that the offsets count in, in code points: in another text they mean nothing. */
  length: offset,
  articles: z
    .array(
      z.object({
        id: z.string().min(1),
        blocks: z
          .array(z.object({ id: z.string().min(1), role: z.string().min(1), start: offset, end: offset }))
          .min(1),
      }),
    )
    .min(1),
  /** Registry ids by what the format's records say instead of them. */
  links: z.record(z.string(), z.string()).default({}),
  spans: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string(),
      start: offset,
      end: offset,
      by: z.string().default(usualMaker),
      ref: z.string().nullish(),
      note: z.string().nullish(),
      attributes: z.record(z.string(), z.string()).nullish(),
    }),
  ),
  relations: z.array(
    z.object({
      id: z.string().min(1),
      type: z.string(),
      from: z.string(),
      to: z.string(),
      by: z.string().default(usualMaker),
      note: z.string().default(""),
    }),
  ),
});
export type Layout = z.infer<typeof layoutSchema>;

/** What of a span the format's own records don't say. */
function detailsOf({ id, type, start, end, by, ref, note, attributes }: FlatSpan, all: boolean) {
  return {
    id,
    type,
    start,
    end,
    ...(by !== usualMaker && { by }),
    ...(all && { ref, note, attributes }),
  };
}

/**
 * The record to write; `readLayout` reads it back.
 * @param details whether entities' links, notes and attributes go into it; not where the format's own records hold them
 */
export function layoutOf(
  document: GalleyDocument,
  flat: FlatDocument,
  { details, links = new Map() }: { details: boolean; links?: ReadonlyMap<string, string> },
): object {
  return {
    version: 1,
    id: document.id,
    name: document.source.name,
    status: document.status,
    meta: document.meta,
    length: flat.text.length,
    articles: flat.articles,
    ...(links.size && { links: Object.fromEntries(links) }),
    spans: flat.spans.map((span) => detailsOf(span, details)),
    relations: flat.relations.map(({ id, type, from, to, by, note }) => ({ id, type, from, to, by, note })),
  };
}

/** A record as read, or null when it is none of ours or was damaged on its way. */
export function readLayout(value: unknown): Layout | null {
  const read = layoutSchema.safeParse(value);
  return read.success ? read.data : null;
}

type Placed = Pick<FlatSpan, "type" | "start" | "end">;
const placeOf = ({ type, start, end }: Placed) => `${start} ${end} ${type}`;

/**
 * Spans as a format knows them, with what the layout knows of each more; a span belongs to the layout's of the same
 * place and type, and two alike to one after the other.
 * @returns the spans with their ids, and the new id of each id given
 */
export function withDetails(
  spans: readonly FlatSpan[],
  layout: Layout,
): { spans: FlatSpan[]; ids: Map<string, string> } {
  const known = Map.groupBy(layout.spans, placeOf);
  const ids = new Map<string, string>();
  const detailed = spans.map((span) => {
    const alike = known.get(placeOf(span)) ?? [];
    const same = alike.findIndex(({ id }) => id === span.id);
    const [details] = alike.splice(Math.max(same, 0), 1);
    if (!details) return span;
    ids.set(span.id, details.id);
    const { id, by, ref, note, attributes } = details;
    return {
      ...span,
      id,
      by,
      ref: ref === undefined ? span.ref : ref,
      note: note ?? span.note,
      attributes: attributes ?? span.attributes,
    };
  });
  return { spans: detailed, ids };
}

/** Relations as a format knows them, with ids, makers and notes from the layout. */
export function withRelationDetails(relations: readonly FlatRelation[], layout: Layout): FlatRelation[] {
  const place = ({ type, from, to }: Pick<FlatRelation, "type" | "from" | "to">) => `${from} ${to} ${type}`;
  const known = Map.groupBy(layout.relations, place);
  return relations.map((relation) => ({ ...relation, ...known.get(place(relation))?.shift() }));
}
