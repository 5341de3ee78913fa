/** A place of a document as search and charts show it. */
import type { SearchHit } from "../../shared/api.ts";
import { contextOf } from "../../shared/search/concordance.ts";
import type { CorpusText, SearchDocument } from "./corpus-text.ts";

/** @param start UTF-16 units in the document's text, as is `end` */
export function hitAt(texts: CorpusText, document: SearchDocument, start: number, end: number): SearchHit {
  const block = texts.blockAt(document, start);
  const text = document.text.slice(block.start, block.end);
  return {
    document: document.id,
    title: document.title,
    role: block.role,
    block: block.id,
    ...contextOf(text, start - block.start, end - block.start),
  };
}
