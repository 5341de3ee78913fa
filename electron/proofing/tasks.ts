/**
 * What proofing's worker threads can be asked, and their answers: plain data, since it crosses threads. Workers read
 * the documents and sources themselves; only what is asked for comes back.
 */
import type { PlannedChange, Result } from "../../shared/api.ts";
import type { ErrorShape } from "../../shared/errors.ts";
import type { GalleyDocument, Source } from "../../shared/model/document.ts";
import type { Finding } from "../../shared/proofing/finding.ts";
import type { StatisticsText } from "../../shared/proofing/statistics.ts";
import type { DocumentStats } from "../corpus/stats.ts";

/** What rules may know of the corpus, as data. */
export type ContextData = Result<"proofingContext">;

/** `FixChoice` as data: rule ids in a list. */
export type Choice = "safe" | "all" | readonly string[];

/** What of a mending is not carried out: rules, and single changes by their names (of these documents). */
export interface Without {
  rules: readonly string[];
  changes: readonly string[];
}

/** A document to mend, and what not to do in it; null for nothing. */
export interface MendJob {
  id: string;
  without: Without | null;
}

/** An answer about one document, or why there is none. */
export type Answer<T> = ({ id: string; error: null } & T) | { id: string; error: ErrorShape };

/** `hash` names the file that was read. */
export interface Checked {
  hash: string;
  findings: Finding[];
}

export interface Counted {
  hash: string;
  findings: number;
}

/** Of one document and rule: fixes carried out, and findings left as they were. */
export interface RuleCounts {
  rule: string;
  applied: number;
  skipped: number;
}

export interface Mended {
  hash: string;
  title: string;
  /** The mended document, `accepted` counted up; null when there was nothing to do. */
  document: GalleyDocument | null;
  rules: RuleCounts[];
}

export interface Measured {
  stats: DocumentStats;
}

export interface Tasks {
  /** All findings of each document. `only`: of these rules, also where they are off. */
  check: { request: { ids: readonly string[]; only: readonly string[] | null }; answer: Answer<Checked>[] };
  /** How many findings each document has. */
  count: { request: { ids: readonly string[] }; answer: Answer<Counted>[] };
  /** Each document with its fixes carried out. `documents` false: only what would be done. */
  mend: {
    request: { jobs: readonly MendJob[]; choice: Choice; documents: boolean };
    answer: Answer<Mended>[];
  };
  /** Every change that mending would make, with the text around it. */
  preview: {
    request: { ids: readonly string[]; choice: Choice };
    answer: Answer<{ hash: string; changes: PlannedChange[] }>[];
  };
  /** Numbers about each document; no rules run. */
  measure: { request: { ids: readonly string[] }; answer: Answer<Measured>[] };
  /** Character statistics of sources; ones that can't be read are left out. */
  statistics: { request: { sources: readonly Pick<Source, "name" | "sha256" | "encoding">[] }; answer: StatisticsText };
}

export type TaskName = keyof Tasks;
export type Request<K extends TaskName> = Tasks[K]["request"];
export type Reply<K extends TaskName> = Tasks[K]["answer"];

/** To a worker. `context` comes when it is another than last time. */
export interface TaskMessage<K extends TaskName = TaskName> {
  task: K;
  request: Request<K>;
  context: ContextData | null;
}

/** From a worker: the answer, or what went wrong with the task as a whole. */
export type ReplyMessage = { answer: unknown; error: null } | { answer: null; error: ErrorShape };
