/**
 * The derived table of documents, in SQLite (.galley/index.sqlite). A cache: whatever it says can be read again from
 * documents/, so any damage ends in deleting it. All calls are synchronous and take well under a frame each.
 * Must not know: how documents are read, when the table is stale (`index-keeper.ts`).
 */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import type { DocumentRow, ListQuery } from "../../shared/api.ts";
import { type Status, statuses } from "../../shared/model/document.ts";
import { EntityTable, entitySchema } from "./entity-table.ts";
import { ProofingTables, proofingSchema } from "./proofing-tables.ts";
import { RefusalTable, refusalSchema } from "./refusal-table.ts";
import type { IndexEntry, IndexRow } from "./row.ts";
import { sortKey } from "./sort-key.ts";
import { TextTable, textSchema } from "./text-table.ts";

/** Raised with every change of the tables; an index of another version is deleted and built anew. */
const SCHEMA_VERSION = 10;

// In the order of work, not of the alphabet.
const STATUS_ORDER = `CASE status ${statuses.map((status, i) => `WHEN '${status}' THEN ${i}`).join(" ")} END`;

const SCHEMA = `
CREATE TABLE documents (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL, characters INTEGER NOT NULL,
  articles INTEGER NOT NULL, blocks INTEGER NOT NULL, entities INTEGER NOT NULL, findings INTEGER,
  updatedAt TEXT NOT NULL, problem TEXT, stamp TEXT NOT NULL, hash TEXT NOT NULL, source TEXT NOT NULL,
  encoding TEXT NOT NULL, date TEXT NOT NULL, titleKey TEXT NOT NULL, nameKey TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_title ON documents (titleKey, id);
CREATE INDEX by_name ON documents (nameKey, id);
CREATE INDEX by_status ON documents (${STATUS_ORDER}, id);
CREATE INDEX of_status ON documents (status, problem);
CREATE INDEX by_characters ON documents (characters, id);
CREATE INDEX by_articles ON documents (articles, id);
CREATE INDEX by_entities ON documents (entities, id);
CREATE INDEX by_findings ON documents (findings, id);
CREATE INDEX by_updatedAt ON documents (updatedAt, id);
CREATE INDEX by_source ON documents (source);
`;

const ROW = "id, name, title, status, characters, articles, blocks, entities, findings, updatedAt, problem";
const STORED = `${ROW}, stamp, hash, source, encoding, date`;

const sortColumns: Record<ListQuery["sort"], string> = {
  title: "titleKey",
  name: "nameKey",
  status: STATUS_ORDER,
  characters: "characters",
  articles: "articles",
  entities: "entities",
  findings: "findings",
  updatedAt: "updatedAt",
};

export class DocumentIndex {
  readonly #database: DatabaseSync;
  // Prepared once: thousands of pages are imported in a row.
  readonly #ofSource: StatementSync;
  /** What proofing asks. */
  readonly proofing: ProofingTables;
  /** What search reads. */
  readonly texts: TextTable;
  /** Where entities are. */
  readonly entities: EntityTable;
  /** What editors said of suggested names. */
  readonly refusals: RefusalTable;

  /** @param path null for one in memory. @throws when the file can't be opened, is no database, or of another version */
  constructor(path: string | null) {
    this.#database = new DatabaseSync(path ?? ":memory:", { timeout: 5000 });
    try {
      // WAL: one process writes while others read. NORMAL: a power cut may lose rows (the stamps tell), never the file.
      // 32 MB before the log is put into the file: that waits for the disk, and thousands of texts may be written in a row.
      this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000");
      this.#prepareSchema();
    } catch (error) {
      this.#database.close();
      throw error;
    }
    this.#ofSource = this.#database.prepare("SELECT id FROM documents WHERE source = ? ORDER BY id");
    this.proofing = new ProofingTables(this.#database);
    this.texts = new TextTable(this.#database);
    this.entities = new EntityTable(this.#database);
    this.refusals = new RefusalTable(this.#database);
  }

  /** The file that it is in, or null for one in memory. */
  get path(): string | null {
    return this.#database.location();
  }

  /** Closing twice is fine. */
  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #prepareSchema(): void {
    const { user_version: version } = this.#database.prepare("PRAGMA user_version").get() as { user_version: number };
    if (version === SCHEMA_VERSION) return;
    if (version !== 0) throw new Error(`an index of version ${version}`);
    this.transaction(() => {
      this.#database.exec(
        `${SCHEMA} ${proofingSchema} ${textSchema} ${entitySchema} ${refusalSchema} PRAGMA user_version = ${SCHEMA_VERSION}`,
      );
    });
  }

  /** All of it or nothing. Within a longer one (`hold`) it is a part of that, and takes it back as a whole when it fails. */
  transaction(work: () => void): void {
    const isPart = this.#database.isTransaction;
    // A savepoint in the longer one would write every page twice.
    if (!isPart) this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      if (!isPart) this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /**
   * Begins a transaction that takes in what is written until `release`, by whomever: hundreds of rows are written in half
   * the bytes. Others of this program see them at once; other programs and threads when it is over, and can't write before.
   */
  hold(): void {
    if (!this.#database.isTransaction) this.#database.exec("BEGIN IMMEDIATE");
  }

  /** Ends it. Nothing happens where none is held, or the index was closed meanwhile. */
  release(): void {
    if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec("COMMIT");
  }

  /** Adds or replaces rows. How many findings a document has stays known while its file's content is the same. */
  put(entries: readonly IndexEntry[]): void {
    const statement = this.#database.prepare(
      `INSERT OR REPLACE INTO documents (${STORED}, titleKey, nameKey)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT findings FROM documents WHERE id = ? AND hash = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { row, decisions, text, entities, verdicts } of entries) {
      statement.run(
        row.id,
        row.name,
        row.title,
        row.status,
        row.characters,
        row.articles,
        row.blocks,
        row.entities,
        row.id,
        row.hash,
        row.updatedAt,
        row.problem && JSON.stringify(row.problem),
        row.stamp,
        row.hash,
        row.source,
        row.encoding,
        row.date,
        sortKey(row.title),
        sortKey(row.name),
      );
      this.proofing.put(row.id, decisions);
      this.texts.put(row.id, row.hash, text);
      this.entities.put(row.id, entities);
      this.refusals.put(row.id, verdicts);
    }
  }

  remove(ids: readonly string[]): void {
    const statement = this.#database.prepare("DELETE FROM documents WHERE id = ?");
    for (const id of ids) {
      statement.run(id);
      this.proofing.remove(id);
      this.texts.remove(id);
      this.entities.remove(id);
      this.refusals.remove(id);
    }
  }

  /** Whether there are at least so many rows. */
  knows(documents: number): boolean {
    return this.#database.prepare("SELECT 1 FROM documents LIMIT 1 OFFSET ?").get(documents - 1) !== undefined;
  }

  /** Id and stamp of the next rows after an id ("" for the first), in the ids' order. */
  stampsAfter(id: string, limit: number): [id: string, stamp: string][] {
    const rows = this.#database.prepare("SELECT id, stamp FROM documents WHERE id > ? ORDER BY id LIMIT ?");
    return rows.all(id, limit).map((row) => [String(row.id), String(row.stamp)]);
  }

  /** One row with everything in it, or null. */
  get(id: string): IndexRow | null {
    const row = this.#database.prepare(`SELECT ${STORED} FROM documents WHERE id = ?`).get(id);
    return row ? (withProblem(row) as unknown as IndexRow) : null;
  }

  /** A page of the list and how many match in all. Ties are ordered by id, so pages never overlap. */
  page(query: ListQuery, offset: number, limit: number): { total: number; rows: DocumentRow[] } {
    const { where, values } = conditions(query);
    const counted = this.#database.prepare(`SELECT count(*) AS total FROM documents ${where}`).get(...values);
    const rows = this.#database
      // Skipping goes over the ids in the sort's own index; only the page's rows are fetched.
      .prepare(
        `SELECT ${ROW} FROM documents WHERE id IN
         (SELECT id FROM documents ${where} ${order(query)} LIMIT ? OFFSET ?) ${order(query)}`,
      )
      .all(...values, limit, offset);
    return { total: Number(counted?.total), rows: rows.map((row) => withProblem(row) as unknown as DocumentRow) };
  }

  /** Ids of all that match, in list order. */
  ids(query: ListQuery): string[] {
    const { where, values } = conditions(query);
    const rows = this.#database.prepare(`SELECT id FROM documents ${where} ${order(query)}`).all(...values);
    return rows.map((row) => String(row.id));
  }

  /** How many documents there are in each status; ones that can't be read count in the total only. */
  progress(): { total: number; byStatus: Record<Status, number> } {
    const rows = this.#database
      .prepare("SELECT status, problem IS NULL AS sound, count(*) AS many FROM documents GROUP BY 1, 2")
      .all() as { status: Status; sound: number; many: number }[];
    const byStatus = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
    for (const row of rows) if (row.sound) byStatus[row.status] += row.many;
    return { total: rows.reduce((sum, row) => sum + row.many, 0), byStatus };
  }

  /** Documents in these statuses that hold entities, and how many those are together. */
  countTagged(chosen: readonly Status[]): { documents: number; entities: number } {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS documents, coalesce(sum(entities), 0) AS entities FROM documents
         WHERE entities > 0 AND problem IS NULL AND status IN (${chosen.map(() => "?").join()})`,
      )
      .get(...chosen);
    return { documents: Number(row?.documents), entities: Number(row?.entities) };
  }

  /** Ids of the documents whose source has this checksum, oldest first. */
  idsOfSource(sha256: string): string[] {
    return this.#ofSource.all(sha256).map((row) => String(row.id));
  }

  /** Ids that begin with the given characters, at most two: one is an answer, two are a question. */
  findByPrefix(prefix: string): string[] {
    const rows = this.#database.prepare("SELECT id FROM documents WHERE id >= ? ORDER BY id LIMIT 2").all(prefix);
    return rows.map((row) => String(row.id)).filter((id) => id.startsWith(prefix));
  }
}

/** A row as it was put in. Spread: SQLite's have no prototype, which structured clones and deep comparisons trip over. */
function withProblem(row: Record<string, SQLOutputValue>): object {
  return { ...row, problem: typeof row.problem === "string" ? JSON.parse(row.problem) : null };
}

function conditions(query: ListQuery): { where: string; values: SQLInputValue[] } {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  if (query.text.trim()) {
    const pattern = `%${query.text.trim().replace(/[\\%_]/g, "\\$&")}%`;
    // A document that can't be read goes by its id.
    parts.push("(title LIKE ?1 ESCAPE '\\' OR iif(name = '', id, name) LIKE ?1 ESCAPE '\\')");
    values.push(pattern);
  }
  if (query.status) {
    parts.push("status = ? AND problem IS NULL");
    values.push(query.status);
  }
  return { where: parts.length ? `WHERE ${parts.join(" AND ")}` : "", values };
}

function order(query: ListQuery): string {
  const direction = query.descending ? "DESC" : "ASC";
  return `ORDER BY ${sortColumns[query.sort]} ${direction}, id ${direction}`;
}
