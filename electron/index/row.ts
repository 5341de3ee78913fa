/** A row of the index: what the list, the progress and the search for duplicates need to know of a document. */
import type { DocumentRow } from "../../shared/api.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument, titleOf } from "../../shared/model/document.ts";
import { codePointLength } from "../../shared/model/offsets.ts";

export interface IndexRow extends DocumentRow {
  /** Of the file when it was read; another stamp means that the row is stale. */
  stamp: string;
  /** SHA-256 of the file; empty when it couldn't be read. */
  hash: string;
  /** SHA-256 of the source; empty when the file couldn't be read. */
  source: string;
}

export function rowOf(document: GalleyDocument, hash: string, stamp: string): IndexRow {
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
    updatedAt: document.updatedAt,
    problem: null,
    stamp,
    hash,
    source: document.source.sha256,
  };
}

/** The row of a document whose file can't be read. */
export function problemRow(id: string, stamp: string, problem: ErrorShape): IndexRow {
  const nothing = { characters: 0, articles: 0, blocks: 0, entities: 0, updatedAt: "", hash: "", source: "" };
  return { id, name: "", title: "", status: "new", problem, stamp, ...nothing };
}
