/** A document in a few words and counts: what lists, statistics and the index show of it. */
import { blocksOf, type GalleyDocument, type Status, titleOf } from "./document.ts";
import { codePointLength } from "./offsets.ts";

export interface DocumentSummary {
  id: string;
  /** Name of the source file. */
  name: string;
  title: string;
  status: Status;
  /** Code points of all blocks' texts together. */
  characters: number;
  articles: number;
  blocks: number;
  entities: number;
}

export function summaryOf(document: GalleyDocument): DocumentSummary {
  const blocks = blocksOf(document);
  return {
    id: document.id,
    name: document.source.name,
    title: titleOf(document),
    status: document.status,
    characters: blocks.reduce((sum, block) => sum + codePointLength(block.text), 0),
    articles: document.articles.length,
    blocks: blocks.length,
    entities: blocks.reduce((sum, block) => sum + block.entities.length, 0),
  };
}
