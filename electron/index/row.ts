/** A row of the index: what the list, the progress and the search for duplicates need to know of a document. */
import type { DocumentRow } from "../../shared/api.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { summaryOf } from "../../shared/model/summary.ts";
import { type Mention, mentionsOf } from "./entity-table.ts";
import { type Decisions, decisionsOf, noDecisions } from "./proofing-tables.ts";
import { type Verdict, verdictsOf } from "./refusal-table.ts";
import { type DocumentText, textOf } from "./text-table.ts";

export interface IndexRow extends DocumentRow {
  /** Of the file when it was read; another stamp means that the row is stale. */
  stamp: string;
  /** SHA-256 of the file; empty when it couldn't be read. */
  hash: string;
  /** SHA-256 of the source; empty when the file couldn't be read. */
  source: string;
  /** Of the source; empty when the file couldn't be read. */
  encoding: string;
  /** What the page says of its date; empty when the file couldn't be read. */
  date: string;
}

/** All that the index keeps of a document. */
export interface IndexEntry {
  row: IndexRow;
  decisions: Decisions;
  text: DocumentText;
  entities: Mention[];
  verdicts: Verdict[];
}

/** @param source the decoded source, or null when it is not at hand; see `mayTeach` */
export function entryOf(
  document: GalleyDocument,
  hash: string,
  stamp: string,
  source: CodePointText | null,
): IndexEntry {
  return {
    row: rowOf(document, hash, stamp),
    decisions: decisionsOf(document, source),
    text: textOf(document),
    entities: mentionsOf(document),
    verdicts: verdictsOf(document),
  };
}

export function problemEntry(id: string, stamp: string, problem: ErrorShape): IndexEntry {
  return {
    row: problemRow(id, stamp, problem),
    decisions: noDecisions,
    text: { text: "", layout: "[]" },
    entities: [],
    verdicts: [],
  };
}

/** `findings` is not known from the file alone. */
export function rowOf(document: GalleyDocument, hash: string, stamp: string): IndexRow {
  return {
    ...summaryOf(document),
    findings: null,
    updatedAt: document.updatedAt,
    problem: null,
    stamp,
    hash,
    source: document.source.sha256,
    encoding: document.source.encoding,
    date: document.meta.date,
  };
}

/** The row of a document whose file can't be read. */
export function problemRow(id: string, stamp: string, problem: ErrorShape): IndexRow {
  const counts = { characters: 0, articles: 0, blocks: 0, entities: 0, findings: null };
  const nothing = { name: "", title: "", updatedAt: "", hash: "", source: "", encoding: "", date: "" };
  return { id, status: "new", problem, stamp, ...counts, ...nothing };
}
