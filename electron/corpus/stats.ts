/** Numbers about one document: what is in it, and how far its text is from its source. */

import { characterErrors, type ErrorCount, withoutSpace } from "../../shared/metrics/cer.ts";
import { blocksOf, type GalleyDocument, type Status, titleOf } from "../../shared/model/document.ts";
import { type CodePointText, codePointLength } from "../../shared/model/offsets.ts";

export interface DocumentStats {
  id: string;
  name: string;
  title: string;
  status: Status;
  characters: number;
  articles: number;
  blocks: number;
  entities: number;
  entitiesByType: Record<string, number>;
  /** Source against text, white space left out on both sides; null when the source can't be read. */
  errors: ErrorCount | null;
  /** The same with white space and line ends counted. */
  errorsRaw: ErrorCount | null;
}

/** The document's text as one string: blocks in reading order, a blank line between two. */
export function plainText(document: GalleyDocument): string {
  return blocksOf(document)
    .map((block) => block.text)
    .join("\n\n");
}

export function documentStats(document: GalleyDocument, source: CodePointText | null): DocumentStats {
  const blocks = blocksOf(document);
  const text = plainText(document);
  const entitiesByType: Record<string, number> = {};
  for (const entity of blocks.flatMap((block) => block.entities))
    entitiesByType[entity.type] = (entitiesByType[entity.type] ?? 0) + 1;
  return {
    id: document.id,
    name: document.source.name,
    title: titleOf(document),
    status: document.status,
    characters: blocks.reduce((sum, block) => sum + codePointLength(block.text), 0),
    articles: document.articles.length,
    blocks: blocks.length,
    entities: blocks.reduce((sum, block) => sum + block.entities.length, 0),
    entitiesByType,
    errors: source && characterErrors(withoutSpace(source.text), withoutSpace(text)),
    errorsRaw: source && characterErrors(source.text, text),
  };
}
