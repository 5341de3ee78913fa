/** What the search thread is asked and answers: plain data, since it crosses threads. */
import type {
  EntityCountsAnswer,
  EntityCountsQuery,
  EntityGraph,
  EntityGraphQuery,
  Passages,
  PassagesQuery,
  SearchHit,
  SearchQuery,
} from "../../shared/api.ts";
import type { ConflictKind } from "../../shared/entities/occurrences.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import type { RegisteredName } from "../../shared/search/annotation.ts";

/** One page of a concordance. */
export interface PageRequest {
  kind: "page";
  query: SearchQuery;
  /** Where the query asks for names that nobody tagged: the registry's. */
  names?: readonly RegisteredName[];
  offset: number;
  limit: number;
  /**
   * Milliseconds after which the answer comes as soon as it has its lines, whether all matches are counted or not; the
   * same question again counts on. Not given: when all are counted.
   */
  countFor?: number | undefined;
}

export interface Page {
  /** As far as they are counted. */
  total: number;
  documents: number;
  /** Whether all are. */
  complete: boolean;
  hits: SearchHit[];
  /** Of the files that the hits are in, by document. */
  hashes: Record<string, string>;
}

/** Everything that a replacement would change. */
export interface ReplaceRequest {
  kind: "replace";
  query: SearchQuery;
  replacement: string;
}

export interface Replacements {
  documents: { id: string; title: string; hash: string }[];
  /** In the query's order; matches that become what they are already are left out. */
  changes: Replacement[];
}

export interface Replacement {
  /** Place in `documents`. */
  document: number;
  block: string;
  role: string;
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** What stands there, and what it becomes. */
  match: string;
  text: string;
}

/** Where a text, or one of several for the same, could be tagged. */
export interface SpreadRequest {
  kind: "spread";
  /** `longer`: names that hold the text and go before it. */
  texts: readonly { text: string; longer: readonly { name: string; type: string }[] }[];
  type: string;
}

export interface Spread {
  documents: { id: string; title: string; hash: string }[];
  /** By document name and reading order. */
  places: SpreadPlace[];
}

export interface SpreadPlace {
  /** Place in `documents`. */
  document: number;
  /** Place in the request's `texts`. */
  name: number;
  block: string;
  role: string;
  /** Code points in the block's text. */
  start: number;
  end: number;
  /** What stands in the way; null where the text can be tagged. */
  conflict: { kind: ConflictKind; text: string; type: string } | null;
}

/** Entities by type over pages and dates. */
export interface CountsRequest {
  kind: "counts";
  query: EntityCountsQuery;
}

/** Who and what stand together. */
export interface GraphRequest {
  kind: "graph";
  query: EntityGraphQuery;
}

/** Where one is named, or two together. */
export interface PassagesRequest {
  kind: "passages";
  query: PassagesQuery;
  offset: number;
  limit: number;
}

/** All texts are to be ready for the next question. */
export interface PrepareRequest {
  kind: "prepare";
}

export interface Prepared {
  documents: number;
}

/** What each kind of request is answered with. */
interface Answers {
  prepare: Prepared;
  page: Page;
  replace: Replacements;
  spread: Spread;
  counts: EntityCountsAnswer;
  graph: EntityGraph;
  passages: Passages;
}

export type SearchRequest =
  | PrepareRequest
  | PageRequest
  | ReplaceRequest
  | SpreadRequest
  | CountsRequest
  | GraphRequest
  | PassagesRequest;
export type SearchAnswer = Answers[keyof Answers];
export type AnswerTo<R extends SearchRequest> = Answers[R["kind"]];

/** The index's file. */
export interface IndexFile {
  path: string;
  /** Another one is another file. */
  generation: number;
  /** Whether it is still there when the corpus is closed. */
  lasts: boolean;
}

/** One request on its way. */
export interface Asked extends IndexFile {
  id: number;
  request: SearchRequest;
  /** Int32: 1 where the answer is not wanted any more; a count that grows while work goes on; how many there are. */
  shared: SharedArrayBuffer;
}

export const CANCELLED = 0;
export const DONE = 1;
export const TOTAL = 2;
/** What the count is until the thread has taken the question up. */
export const NOT_BEGUN = -1;

export type Answered =
  | { id: number; answer: SearchAnswer }
  /** `index`: it is the index that can't be read. */
  | { id: number; error: ErrorShape; index: boolean };
