/**
 * Edits: what a fix does to a document, as data. A fix is a list of edits that are carried out together or not at all.
 *
 * All blocks and offsets (code points, end exclusive) mean the document as it was before any of the batch's edits, so
 * that many fixes can be carried out in one go; `apply-edits.ts` says how.
 */
import { z } from "zod";

const id = z.string().min(1);
const offset = z.int().nonnegative();

export const editSchema = z.discriminatedUnion("do", [
  /**
   * Characters [start, end) become `text`; start = end inserts. With `source`, the text is the source's own from this
   * offset on and is put back as such; without, it counts as written.
   */
  z.strictObject({
    do: z.literal("replace"),
    block: id,
    start: offset,
    end: offset,
    text: z.string(),
    source: offset.optional(),
  }),
  /** What follows `at` becomes a block of its own, of `role` or of the same role: after this one, or at `to`. */
  z.strictObject({
    do: z.literal("split"),
    block: id,
    at: offset,
    role: z.string().optional(),
    to: z.strictObject({ place: z.enum(["before", "after"]), of: id }).optional(),
  }),
  /** `next` (which may stand anywhere) is appended to `block`, with `between` put in between, and is gone. */
  z.strictObject({ do: z.literal("join"), block: id, next: id, between: z.string() }),
  z.strictObject({ do: z.literal("role"), block: id, role: z.string().min(1) }),
  /** The blocks, in this order, are put before or after another block, into its article. */
  z.strictObject({ do: z.literal("move"), blocks: z.array(id).min(1), place: z.enum(["before", "after"]), of: id }),
  z.strictObject({ do: z.literal("remove"), block: id }),
  /** A new block of the source's own characters, `text` from offset `source` on, before or after a block. */
  z.strictObject({
    do: z.literal("restore"),
    place: z.enum(["before", "after"]),
    of: id,
    source: offset,
    text: z.string().min(1),
    role: z.string().min(1),
  }),
  /** A new article begins with this block. */
  z.strictObject({ do: z.literal("articleStart"), block: id }),
  /** The article that begins with this block becomes part of the one before it. */
  z.strictObject({ do: z.literal("articleMerge"), block: id }),
  /** Characters [start, end) become an entity, made by `by`. */
  z.strictObject({ do: z.literal("tag"), block: id, start: offset, end: offset, type: id, by: id }),
  /** An entity of the block goes, is of another type, or covers other characters; relations go with what goes. */
  z.strictObject({ do: z.literal("untag"), block: id, entity: id }),
  z.strictObject({ do: z.literal("retype"), block: id, entity: id, type: id }),
  z.strictObject({ do: z.literal("resize"), block: id, entity: id, start: offset, end: offset }),
]);
export type Edit = z.infer<typeof editSchema>;
