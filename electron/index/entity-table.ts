/**
 * The part of the derived index that knows where entities are: what they are called, their type, the registry's entry
 * that they name, and where they stand. Rows belong to a document and come and go with it.
 * Must not know: how documents are read, what the registry holds.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";

export const entityTables = ["entities"];
export const entitySchema = `
CREATE TABLE entities (
  document TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, block TEXT NOT NULL, role TEXT NOT NULL,
  type TEXT NOT NULL, text TEXT NOT NULL, ref TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX entities_by_text ON entities (text, type);
CREATE INDEX entities_by_ref ON entities (ref) WHERE ref IS NOT NULL;
`;

/** Longest text that is kept, in UTF-16 units: an entity that covers a whole page is found by its document alone. */
const MOST_TEXT = 1000;

export interface EntityRow {
  id: string;
  block: string;
  role: string;
  type: string;
  text: string;
  ref: string | null;
  /** Code points in the block's text. */
  start: number;
  end: number;
}

/** One entity somewhere in the corpus. */
export interface EntityPlace extends EntityRow {
  document: string;
  title: string;
  /** Of the document's file. */
  hash: string;
}

/** Which entities: all that is given must fit. */
export interface EntityFilter {
  text?: string | undefined;
  type?: string | undefined;
  /** Ids of entries; null for entities that name none. */
  refs?: readonly string[] | null | undefined;
}

export function entityRowsOf(document: GalleyDocument): EntityRow[] {
  return blocksOf(document).flatMap(({ id: block, role, entities }) =>
    entities.map(({ id, type, text, ref, start, end }) => {
      return { id, block, role, type, text: text.slice(0, MOST_TEXT), ref, start, end };
    }),
  );
}

export class EntityTable {
  readonly #database: DatabaseSync;
  // Prepared once: thousands of documents are put in a row.
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  /** Grows with every change that is made here; what others change SQLite counts. */
  #changes = 0;
  #counts: { version: string; byRef: ReadonlyMap<string, number> } | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#put = database.prepare("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.#remove = database.prepare("DELETE FROM entities WHERE document = ?");
  }

  /** Replaces a document's entities. */
  put(document: string, rows: readonly EntityRow[]): void {
    this.remove(document);
    for (const [place, { id, block, role, type, text, ref, start, end }] of rows.entries())
      this.#put.run(document, place, id, block, role, type, text, ref, start, end);
  }

  remove(document: string): void {
    this.#changes++;
    this.#remove.run(document);
  }

  /** Entities by document name and reading order. */
  find(filter: EntityFilter, offset = 0, limit = -1): EntityPlace[] {
    const { where, values } = conditions(filter);
    return this.#database
      .prepare(
        `SELECT e.id, e.block, e.role, e.type, e.text, e.ref, e.start, e.end, e.document, d.title, d.hash
         FROM entities e JOIN documents d ON d.id = e.document WHERE ${where}
         ORDER BY d.nameKey, e.document, e.place LIMIT ? OFFSET ?`,
      )
      .all(...values, limit, offset)
      .map((row) => ({ ...row })) as unknown as EntityPlace[];
  }

  /** How many there are, and in how many documents. */
  count(filter: EntityFilter): { entities: number; documents: number } {
    const { where, values } = conditions(filter);
    const row = this.#database
      .prepare(`SELECT count(*) AS entities, count(DISTINCT document) AS documents FROM entities e WHERE ${where}`)
      .get(...values);
    return { entities: Number(row?.entities), documents: Number(row?.documents) };
  }

  /** The documents that hold such entities, most of them first. */
  documents(filter: EntityFilter, limit: number): { document: string; title: string; entities: number }[] {
    const { where, values } = conditions(filter);
    return this.#database
      .prepare(
        `SELECT e.document, d.title, count(*) AS entities FROM entities e JOIN documents d ON d.id = e.document
         WHERE ${where} GROUP BY e.document ORDER BY entities DESC, d.nameKey, e.document LIMIT ?`,
      )
      .all(...values, limit)
      .map((row) => ({ ...row })) as unknown as { document: string; title: string; entities: number }[];
  }

  /** Texts that are tagged as more than one type, with how often as each. Goes through all entities: ask seldom. */
  ofSeveralTypes(limit: number): { text: string; type: string; entities: number }[] {
    return this.#database
      .prepare(
        `SELECT text, type, count(*) AS entities FROM entities
         WHERE text IN (SELECT text FROM entities GROUP BY text HAVING min(type) <> max(type) LIMIT ?)
         GROUP BY text, type ORDER BY text, type`,
      )
      .all(limit)
      .map((row) => ({ ...row })) as unknown as { text: string; type: string; entities: number }[];
  }

  /** How many entities name each entry; the same object while nothing has changed. */
  countsByRef(): ReadonlyMap<string, number> {
    const version = `${this.#changes} ${this.#database.prepare("PRAGMA data_version").get()?.data_version}`;
    if (this.#counts?.version !== version) this.#counts = { version, byRef: this.#countByRef() };
    return this.#counts.byRef;
  }

  #countByRef(): Map<string, number> {
    const rows = this.#database
      .prepare("SELECT ref, count(*) AS entities FROM entities WHERE ref IS NOT NULL GROUP BY ref")
      .all();
    return new Map(rows.map(({ ref, entities }) => [String(ref), Number(entities)]));
  }
}

function conditions({ text, type, refs }: EntityFilter): { where: string; values: SQLInputValue[] } {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  if (text !== undefined) {
    parts.push("e.text = ?");
    values.push(text);
  }
  if (type !== undefined) {
    parts.push("e.type = ?");
    values.push(type);
  }
  if (refs === null) parts.push("e.ref IS NULL");
  else if (refs) {
    parts.push("e.ref IN (SELECT value FROM json_each(?))");
    values.push(JSON.stringify(refs));
  }
  return { where: parts.join(" AND ") || "TRUE", values };
}
