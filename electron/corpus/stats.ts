/** Numbers about one document: what is in it, and how far its text is from its source. */

import { characterErrors, type ErrorCount, withoutSpace } from "../../shared/metrics/cer.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { type DocumentSummary, summaryOf } from "../../shared/model/summary.ts";

export interface DocumentStats extends DocumentSummary {
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
  const text = plainText(document);
  const entitiesByType: Record<string, number> = {};
  for (const entity of blocksOf(document).flatMap((block) => block.entities))
    entitiesByType[entity.type] = (entitiesByType[entity.type] ?? 0) + 1;
  return {
    ...summaryOf(document),
    entitiesByType,
    errors: source && characterErrors(withoutSpace(source.text), withoutSpace(text)),
    errorsRaw: source && characterErrors(source.text, text),
  };
}
