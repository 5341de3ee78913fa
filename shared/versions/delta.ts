/**
 * A delta: a document as it crosses the contract, against a version that the other side has, so that a long page costs
 * no more than what was changed in it. Pure.
 */
import { z } from "zod";
import { type Block, blockSchema, blocksOf, documentSchema, type GalleyDocument } from "../model/document.ts";

export const deltaSchema = z.strictObject({
  /** All but the articles. */
  head: documentSchema.omit({ articles: true }),
  /** Blocks are named by their ids. */
  articles: z.array(z.looseObject({ id: z.string().min(1), blocks: z.array(z.string()).min(1) })).min(1),
  /** Those that the base has not, or not so. */
  changed: z.array(blockSchema),
});
export type Delta = z.infer<typeof deltaSchema>;

/** @param known blocks that the base has, as the same objects */
export function deltaOf(document: GalleyDocument, known: ReadonlySet<Block>): Delta {
  const { articles, ...head } = document;
  return {
    head: head as Delta["head"],
    articles: articles.map(({ blocks, ...rest }) => ({ ...rest, blocks: blocks.map(({ id }) => id) })),
    changed: blocksOf(document).filter((block) => !known.has(block)),
  };
}

/**
 * The document that a delta means; null when it names a block that neither it nor the base has.
 * Unchanged blocks are the base's own objects.
 */
export function documentOfDelta(delta: Delta, base: GalleyDocument | null): GalleyDocument | null {
  const blocks = new Map([...(base ? blocksOf(base) : []), ...delta.changed].map((block) => [block.id, block]));
  const articles = delta.articles.map((article) => ({
    ...article,
    blocks: article.blocks.flatMap((id) => blocks.get(id) ?? []),
  }));
  if (articles.some(({ blocks: found }, index) => found.length !== delta.articles[index]?.blocks.length)) return null;
  return { ...delta.head, articles } as GalleyDocument;
}
