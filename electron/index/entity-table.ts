/**
 * The part of the derived index that knows in which documents which entities are, by what they are called, their type and
 * the registry's entry that they name. Where they stand in a document is read from its text (`text-table.ts`): a corpus
 * has some hundred entities a page, and a row for each of millions would cost more to write than everything else here.
 *
 * Each entity gives words to a full-text index without content, one for text and type, one for its entry. Counts are
 * counts of words, so they are exact. Rows belong to a document and come and go with it.
 * Must not know: how documents are read, what the registry holds.
 */
import { createHash } from "node:crypto";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { BORDER } from "../../shared/search/concordance.ts";
import { entityWord, namesOfWord, refOfWord, refWord, TYPE_MARK, textOfHex, textPrefix } from "./entity-words.ts";
import { type BlockLayout, textOfBytes } from "./text-table.ts";

export const entitySchema = `
CREATE TABLE entityDocuments (number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, hash TEXT NOT NULL);
CREATE VIRTUAL TABLE entityWords USING fts5(words, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE VIRTUAL TABLE entityWordCounts USING fts5vocab(entityWords, row);
`;

/** Longest text that is kept, in UTF-16 units: an entity that covers a whole page is found by its document alone. */
const MOST_TEXT = 1000;
/** Texts of one page of counts: a few milliseconds. */
const COUNTS_AT_ONCE = 2000;
/** Words of one question to the full-text index. */
const WORDS_AT_ONCE = 100;

/** What is said of one entity. */
export interface Mention {
  type: string;
  text: string;
  ref: string | null;
}

export interface EntityRow extends Mention {
  id: string;
  block: string;
  role: string;
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

export function mentionsOf(document: GalleyDocument): Mention[] {
  return blocksOf(document).flatMap(({ entities }) =>
    entities.map(({ type, text, ref }) => ({ type, text: text.slice(0, MOST_TEXT), ref })),
  );
}

/** How often a text is tagged as a type. */
export interface TypeCount {
  /** Null for a long one. */
  text: string | null;
  type: string;
  entities: number;
}

export class EntityTable {
  readonly #database: DatabaseSync;
  // Prepared once: thousands of documents are put in a row.
  readonly #known: StatementSync;
  readonly #number: StatementSync;
  readonly #addWords: StatementSync;
  readonly #removeWords: StatementSync;
  readonly #forget: StatementSync;
  readonly #termCounts: StatementSync;
  readonly #typeTotals: StatementSync;
  /** Grows with every change that is made here; what others change SQLite counts. */
  #changes = 0;
  #counts: { version: string; byRef: ReadonlyMap<string, number> } | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#known = database.prepare("SELECT number, hash FROM entityDocuments WHERE document = ?");
    this.#number = database.prepare(
      `INSERT INTO entityDocuments (document, hash) VALUES (?, ?)
       ON CONFLICT (document) DO UPDATE SET hash = excluded.hash RETURNING number`,
    );
    this.#addWords = database.prepare("INSERT INTO entityWords (rowid, words) VALUES (?, ?)");
    this.#removeWords = database.prepare("DELETE FROM entityWords WHERE rowid = ?");
    const someTerms = `SELECT term, cnt FROM entityWordCounts WHERE term > ? AND term < 'f' LIMIT ${COUNTS_AT_ONCE}`;
    this.#termCounts = database.prepare(someTerms);
    this.#typeTotals = database.prepare(
      `SELECT substr(term, instr(term, '${TYPE_MARK}') + 1) AS type, sum(cnt) AS entities, count(*) AS terms, max(term) AS last
       FROM (${someTerms}) GROUP BY 1`,
    );
    this.#forget = database.prepare("DELETE FROM entityDocuments WHERE number = ?");
  }

  /** Replaces a document's entities. */
  put(document: string, mentions: readonly Mention[]): void {
    if (!mentions.length) {
      this.remove(document);
      return;
    }
    const words = mentions
      .flatMap(({ text, type, ref }) => [entityWord(text, type), ...(ref === null ? [] : [refWord(ref)])])
      .sort()
      .join(" ");
    const hash = createHash("sha256").update(words).digest("base64");
    const known = this.#known.get(document);
    // Most saves change no name.
    if (known?.hash === hash) return;
    this.#changes++;
    if (known) this.#removeWords.run(known.number as number);
    const row = this.#number.get(document, hash) as { number: number };
    this.#addWords.run(row.number, words);
  }

  remove(document: string): void {
    const known = this.#known.get(document);
    if (!known) return;
    this.#changes++;
    this.#removeWords.run(known.number as number);
    this.#forget.run(known.number as number);
  }

  /** Entities by document name and reading order. */
  find(filter: EntityFilter, offset = 0, limit = Number.POSITIVE_INFINITY): EntityPlace[] {
    const places: EntityPlace[] = [];
    let skipped = 0;
    for (const place of this.#places(filter)) {
      if (places.length >= limit) break;
      if (skipped++ >= offset) places.push(place);
    }
    return places;
  }

  /** How many there are, and in how many documents. */
  count(filter: EntityFilter): { entities: number; documents: number } {
    const terms = wholeTerms(filter);
    if (terms) return this.#countTerms(terms);
    const documents = new Set<string>();
    let entities = 0;
    for (const { document } of this.#places(filter)) {
      documents.add(document);
      entities++;
    }
    return { entities, documents: documents.size };
  }

  /** The documents that hold such entities, most of them first. */
  documents(filter: EntityFilter, limit: number): { document: string; title: string; entities: number }[] {
    const counts = new Map<string, { document: string; title: string; entities: number }>();
    for (const { document, title } of this.#places(filter)) {
      const count = counts.get(document) ?? { document, title, entities: 0 };
      count.entities++;
      counts.set(document, count);
    }
    // By name where there are as many: that is how they came.
    return [...counts.values()].sort((a, b) => b.entities - a.entities).slice(0, limit);
  }

  /**
   * How often each text is tagged as each type, some at a time by text: whoever takes all may let others have a turn in
   * between. @param after where the last ones ended; null for the first
   */
  typeCounts(after: string | null): { counts: TypeCount[]; next: string | null } {
    const rows = this.#termCounts.all(after ?? "e") as { term: string; cnt: number }[];
    const counts = rows.map(({ term, cnt }) => ({ ...namesOfWord(term), entities: cnt }));
    return { counts, next: rows.length < COUNTS_AT_ONCE ? null : (rows.at(-1)?.term ?? null) };
  }

  /** How many entities each type has, some texts at a time; as `typeCounts`, without a word of the texts. */
  typeTotals(after: string | null): { counts: { type: string; entities: number }[]; next: string | null } {
    const rows = this.#typeTotals.all(after ?? "e") as {
      type: string;
      entities: number;
      terms: number;
      last: string;
    }[];
    const terms = rows.reduce((sum, row) => sum + row.terms, 0);
    const last =
      rows
        .map((row) => row.last)
        .sort()
        .at(-1) ?? null;
    const counts = rows.map(({ type, entities }) => ({ type: textOfHex(type), entities }));
    return { counts, next: terms < COUNTS_AT_ONCE ? null : last };
  }

  /** How many entities name each entry; the same object while nothing has changed. */
  countsByRef(): ReadonlyMap<string, number> {
    const version = `${this.#changes} ${this.#database.prepare("PRAGMA data_version").get()?.data_version}`;
    if (this.#counts?.version !== version) this.#counts = { version, byRef: this.#countByRef() };
    return this.#counts.byRef;
  }

  #countByRef(): Map<string, number> {
    const rows = this.#database
      .prepare("SELECT term, cnt FROM entityWordCounts WHERE term > 'r' AND term < 's'")
      .all() as { term: string; cnt: number }[];
    return new Map(rows.map(({ term, cnt }) => [refOfWord(term), cnt]));
  }

  #countTerms({ words, isPrefix }: Terms): { entities: number; documents: number } {
    const range = this.#database.prepare(
      "SELECT coalesce(sum(cnt), 0) AS entities FROM entityWordCounts WHERE term >= ? AND term < ?",
    );
    let entities = 0;
    for (const word of words) entities += Number(range.get(word, isPrefix ? `${word}~` : `${word} `)?.entities);
    return { entities, documents: entities ? this.#numbers({ words, isPrefix }).size : 0 };
  }

  /** Numbers of the documents that hold any of these. */
  #numbers({ words, isPrefix }: Terms): Set<number> {
    const match = this.#database.prepare("SELECT rowid FROM entityWords WHERE entityWords MATCH ?");
    const numbers = new Set<number>();
    for (let at = 0; at < words.length; at += WORDS_AT_ONCE) {
      const asked = words.slice(at, at + WORDS_AT_ONCE).map((word) => `"${word}"${isPrefix ? "*" : ""}`);
      for (const row of match.iterate(asked.join(" OR "))) numbers.add(Number(row.rowid));
    }
    return numbers;
  }

  *#places(filter: EntityFilter): Generator<EntityPlace> {
    const terms = narrowTerms(filter);
    const numbers = terms && [...this.#numbers(terms)];
    // Only ids are sorted: texts are long.
    const documents = this.#database
      .prepare(
        `SELECT d.id, d.title, d.hash FROM entityDocuments e JOIN documents d ON d.id = e.document
         ${numbers ? "WHERE e.number IN (SELECT value FROM json_each(?))" : ""} ORDER BY d.nameKey, d.id`,
      )
      .all(...(numbers ? [JSON.stringify(numbers)] : [])) as { id: string; title: string; hash: string }[];
    const read = this.#database.prepare("SELECT text, layout FROM texts WHERE document = ?");
    for (const { id: document, title, hash } of documents) {
      const row = read.get(document) as { text: Uint8Array; layout: string } | undefined;
      if (!row) continue;
      for (const entity of rowsOf(textOfBytes(row.text), row.layout))
        if (isAsked(entity, filter)) yield { ...entity, document, title, hash };
    }
  }
}

/** Words that a document must have one of, as they are or as beginnings of words. */
interface Terms {
  words: readonly string[];
  isPrefix: boolean;
}

/** The words of just the entities that are asked for; null where words alone don't say which. */
function wholeTerms({ text, type, refs }: EntityFilter): Terms | null {
  if (text !== undefined && refs === undefined) return textTerms(text, type);
  return refs && text === undefined && type === undefined ? { words: refs.map(refWord), isPrefix: false } : null;
}

/** Words that narrow down which documents to read; null where none do. */
function narrowTerms({ text, type, refs }: EntityFilter): Terms | null {
  if (text !== undefined) return textTerms(text, type);
  return refs ? { words: refs.map(refWord), isPrefix: false } : null;
}

function textTerms(text: string, type: string | undefined): Terms {
  return type === undefined
    ? { words: [textPrefix(text)], isPrefix: true }
    : { words: [entityWord(text, type)], isPrefix: false };
}

function isAsked(entity: EntityRow, { text, type, refs }: EntityFilter): boolean {
  if (text !== undefined && entity.text !== text) return false;
  if (type !== undefined && entity.type !== type) return false;
  if (refs === undefined) return true;
  return refs === null ? entity.ref === null : entity.ref !== null && refs.includes(entity.ref);
}

/** The entities of a document's text. */
function rowsOf(text: string, layout: string): EntityRow[] {
  const rows: EntityRow[] = [];
  let begin = 0;
  for (const [block, role, length, entities] of JSON.parse(layout) as BlockLayout[]) {
    const points = entities.length ? new CodePointText(text.slice(begin, begin + length)) : null;
    for (const [type, start, end, id, ref = null] of entities)
      rows.push({ id, block, role, type, ref, start, end, text: points?.slice(start, end).slice(0, MOST_TEXT) ?? "" });
    begin += length + BORDER.length;
  }
  return rows;
}
