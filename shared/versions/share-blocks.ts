/**
 * A version of a document that shares with another one the blocks that are the same: what has to tell changed blocks
 * from unchanged ones (the editor, a draft) then needs only to compare objects. Pure.
 */
import { type Block, blocksOf, type GalleyDocument } from "../model/document.ts";

/** @returns `document`, its blocks taken from `known` where that has the same one */
export function shareBlocks(document: GalleyDocument, known: GalleyDocument): GalleyDocument {
  const byId = new Map(blocksOf(known).map((block) => [block.id, block]));
  const shared = (block: Block): Block => {
    const other = byId.get(block.id);
    return other && JSON.stringify(other) === JSON.stringify(block) ? other : block;
  };
  return {
    ...document,
    articles: document.articles.map((article) => ({ ...article, blocks: article.blocks.map(shared) })),
  };
}
