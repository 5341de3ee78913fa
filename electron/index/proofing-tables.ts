/**
 * The part of the derived index that proofing asks: what editors decided about each rule, what their corrections teach,
 * and how many findings each document has. Rows belong to a document and come and go with it.
 * Must not know: how documents are read, what a rule is.
 */
import type { DatabaseSync } from "node:sqlite";
import { rejectedName } from "../../shared/entities/rejections.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { LearnedPair, RuleRecord } from "../../shared/proofing/context.ts";
import { type Lesson, lessonsOf, pairsOf } from "../../shared/proofing/learned.ts";

/** What editors of one document decided. */
export interface Decisions {
  records: Record<string, RuleRecord>;
  lessons: Lesson[];
}

export const noDecisions: Decisions = { records: {}, lessons: [] };

/** More pairs than this help nobody: the rarest are left out. */
const MOST_PAIRS = 5000;

export const proofingSchema = `
CREATE TABLE decisions (
  document TEXT NOT NULL, rule TEXT NOT NULL, accepted INTEGER NOT NULL, dismissed INTEGER NOT NULL,
  PRIMARY KEY (document, rule)
) WITHOUT ROWID;
CREATE TABLE lessons (
  document TEXT NOT NULL, place INTEGER NOT NULL, wrong TEXT NOT NULL, right TEXT NOT NULL, before TEXT NOT NULL,
  after TEXT NOT NULL, PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE TABLE checking (version TEXT NOT NULL);
`;

/** @param source the decoded source; null where nothing can be learned, or the source can't be read */
export function decisionsOf(document: GalleyDocument, source: CodePointText | null): Decisions {
  const records: Decisions["records"] = {};
  const recordOf = (rule: string) => {
    records[rule] ??= { accepted: 0, dismissed: 0 };
    return records[rule];
  };
  for (const [rule, times] of Object.entries(document.accepted ?? {})) recordOf(rule).accepted += times;
  // What was rejected of suggested entities is no rule's (see `refusal-table.ts`).
  for (const dismissed of document.dismissed) if (!rejectedName(dismissed)) recordOf(dismissed.rule).dismissed++;
  return { records, lessons: source ? lessonsOf(document, source) : [] };
}

export class ProofingTables {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Replaces what is known of a document. */
  put(id: string, { records, lessons }: Decisions): void {
    this.remove(id);
    const decisions = Object.entries(records);
    if (decisions.length) {
      const decide = this.#database.prepare("INSERT INTO decisions VALUES (?, ?, ?, ?)");
      for (const [rule, { accepted, dismissed }] of decisions) decide.run(id, rule, accepted, dismissed);
    }
    if (lessons.length) {
      const learn = this.#database.prepare("INSERT INTO lessons VALUES (?, ?, ?, ?, ?, ?)");
      for (const [place, { wrong, right, before, after }] of lessons.entries())
        learn.run(id, place, wrong, right, before, after);
    }
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM decisions WHERE document = ?").run(id);
    this.#database.prepare("DELETE FROM lessons WHERE document = ?").run(id);
  }

  /** Decisions by rule, of all documents together. */
  records(): Record<string, RuleRecord> {
    const rows = this.#database
      .prepare("SELECT rule, sum(accepted) AS accepted, sum(dismissed) AS dismissed FROM decisions GROUP BY rule")
      .all() as { rule: string; accepted: number; dismissed: number }[];
    return Object.fromEntries(rows.map(({ rule, accepted, dismissed }) => [rule, { accepted, dismissed }]));
  }

  /** Corrections of all documents as pairs, the most frequent first. */
  learned(): LearnedPair[] {
    const lessons = this.#database
      .prepare(
        `SELECT wrong, right, before, after FROM lessons JOIN documents ON documents.id = lessons.document
         ORDER BY updatedAt DESC, document, place`,
      )
      .iterate() as unknown as Iterable<Lesson>;
    return pairsOf(lessons).slice(0, MOST_PAIRS);
  }

  /** Forgets all counts of findings unless they were made in this way (these rules, these settings). */
  checkAs(version: string): void {
    const row = this.#database.prepare("SELECT version FROM checking").get();
    if (row?.version === version) return;
    this.#database.exec("UPDATE documents SET findings = NULL WHERE findings IS NOT NULL; DELETE FROM checking");
    this.#database.prepare("INSERT INTO checking VALUES (?)").run(version);
  }

  /** Notes how many findings documents have; a document that is another file by now keeps "not known". */
  setFindings(counts: readonly { id: string; hash: string; findings: number }[], version: string): void {
    const row = this.#database.prepare("SELECT version FROM checking").get();
    if (row?.version !== version) return;
    const statement = this.#database.prepare("UPDATE documents SET findings = ? WHERE id = ? AND hash = ?");
    for (const { id, hash, findings } of counts) statement.run(findings, id, hash);
  }

  /** Ids of documents that can be read and whose findings are not known, the latest changed first. */
  unchecked(limit: number): string[] {
    const rows = this.#database
      .prepare(
        "SELECT id FROM documents WHERE findings IS NULL AND problem IS NULL ORDER BY updatedAt DESC, id LIMIT ?",
      )
      .all(limit);
    return rows.map((row) => String(row.id));
  }

  /** The sources of all documents, once each, by checksum: an order that says nothing about their content. */
  sources(limit: number): { name: string; sha256: string; encoding: string }[] {
    const rows = this.#database
      .prepare(
        "SELECT min(name) AS name, source, encoding FROM documents WHERE source <> '' GROUP BY source, encoding ORDER BY source, encoding LIMIT ?",
      )
      .all(limit) as { name: string; source: string; encoding: string }[];
    return rows.map(({ name, source, encoding }) => ({ name, sha256: source, encoding }));
  }
}
