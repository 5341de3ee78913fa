/**
 * The part of the derived index that knows which suggested names editors rejected and which they accepted, by document.
 * Only of names that are suggested because they are known (registered, learned, elsewhere on the page).
 * Rows belong to a document and come and go with it.
 */
import type { DatabaseSync } from "node:sqlite";
import { LEAST_REFUSALS, namingSources } from "../../shared/entities/refusals.ts";
import { rejectedName } from "../../shared/entities/rejections.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";

/** A name of one document, by type and text: rejected there, or accepted. */
export interface Verdict {
  type: string;
  text: string;
  accepted: boolean;
}

export const refusalSchema = `
CREATE TABLE verdicts (
  document TEXT NOT NULL, type TEXT NOT NULL, text TEXT NOT NULL, accepted INTEGER NOT NULL,
  PRIMARY KEY (document, type, text, accepted)
) WITHOUT ROWID;
CREATE INDEX verdicts_by_name ON verdicts (type, text, accepted);
`;

export function verdictsOf(document: GalleyDocument): Verdict[] {
  const verdicts = new Map<string, Verdict>();
  const note = (verdict: Verdict) => verdicts.set(JSON.stringify(verdict), verdict);
  for (const dismissed of document.dismissed) {
    const name = rejectedName(dismissed);
    if (name) note({ ...name, accepted: false });
  }
  for (const { entities } of blocksOf(document))
    for (const { type, text, by } of entities) if (namingSources.has(by)) note({ type, text, accepted: true });
  return [...verdicts.values()];
}

export class RefusalTable {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Replaces what is known of a document. */
  put(id: string, verdicts: readonly Verdict[]): void {
    this.remove(id);
    if (!verdicts.length) return;
    const insert = this.#database.prepare("INSERT INTO verdicts VALUES (?, ?, ?, ?)");
    for (const { type, text, accepted } of verdicts) insert.run(id, type, text, accepted ? 1 : 0);
  }

  remove(id: string): void {
    this.#database.prepare("DELETE FROM verdicts WHERE document = ?").run(id);
  }

  /** Names rejected in so many documents and accepted in none, with how many those are. */
  refused(): { type: string; text: string; documents: number }[] {
    const rows = this.#database
      .prepare(
        `SELECT type, text, count(*) AS documents FROM verdicts AS refused WHERE accepted = 0 AND NOT EXISTS
           (SELECT 1 FROM verdicts AS kept WHERE kept.type = refused.type AND kept.text = refused.text AND kept.accepted = 1)
         GROUP BY type, text HAVING count(*) >= ? ORDER BY type, text`,
      )
      .all(LEAST_REFUSALS) as { type: string; text: string; documents: number }[];
    return rows.map(({ type, text, documents }) => ({ type, text, documents }));
  }
}
