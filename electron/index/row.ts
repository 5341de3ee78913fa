/** A row of the index: what the list, the progress and the search for duplicates need to know of a document. */
import type { DocumentRow } from "../../shared/api.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { summaryOf } from "../../shared/model/summary.ts";

export interface IndexRow extends DocumentRow {
  /** Of the file when it was read; another stamp means that the row is stale. */
  stamp: string;
  /** SHA-256 of the file; empty when it couldn't be read. */
  hash: string;
  /** SHA-256 of the source; empty when the file couldn't be read. */
  source: string;
}

export function rowOf(document: GalleyDocument, hash: string, stamp: string): IndexRow {
  return {
    ...summaryOf(document),
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
