/**
 * A draft as it crosses the contract: a document against the version that it was made from, so that a long page costs
 * no more than what was changed in it. Pure.
 */
import { z } from "zod";
import { type Block, blockSchema, blocksOf, documentSchema, type GalleyDocument } from "../model/document.ts";

export const draftChangeSchema = z.strictObject({
  /** All but the articles. */
  head: documentSchema.omit({ articles: true }),
  /** Blocks are named by their ids. */
  articles: z.array(z.looseObject({ id: z.string().min(1), blocks: z.array(z.string()).min(1) })).min(1),
  /** Those that the base has not, or not so. */
  changed: z.array(blockSchema),
});
export type DraftChange = z.infer<typeof draftChangeSchema>;

/** @param known blocks that the base has, as the same objects */
export function draftChangeOf(document: GalleyDocument, known: ReadonlySet<Block>): DraftChange {
  const { articles, ...head } = document;
  return {
    head: head as DraftChange["head"],
    articles: articles.map(({ blocks, ...rest }) => ({ ...rest, blocks: blocks.map(({ id }) => id) })),
    changed: blocksOf(document).filter((block) => !known.has(block)),
  };
}

/** The document that a draft means; null when it names a block that neither it nor the base has. */
export function documentOfDraft(change: DraftChange, base: GalleyDocument | null): GalleyDocument | null {
  const blocks = new Map([...(base ? blocksOf(base) : []), ...change.changed].map((block) => [block.id, block]));
  const articles = change.articles.map((article) => ({
    ...article,
    blocks: article.blocks.flatMap((id) => blocks.get(id) ?? []),
  }));
  if (articles.some(({ blocks: found }, index) => found.length !== change.articles[index]?.blocks.length)) return null;
  return { ...change.head, articles } as GalleyDocument;
}
