/**
 * The texts of a corpus in memory, read from the derived index and kept true: what changed there is read again.
 * Runs in the search thread, on a connection of its own. Must not know: queries.
 */
import { DatabaseSync } from "node:sqlite";
import type { BlockLayout } from "../index/text-table.ts";

/** One document, its blocks in one text. */
export interface SearchDocument {
  id: string;
  hash: string;
  title: string;
  status: string;
  /** What the page says of its date. */
  date: string;
  text: string;
  /** JSON of the blocks. */
  layout: string;
}

/** A block in its document's text. */
export interface SearchBlock {
  id: string;
  role: string;
  /** UTF-16 units in the document's text. */
  start: number;
  end: number;
  entities: BlockLayout[3];
}

export class CorpusText {
  readonly #database: DatabaseSync;
  readonly #blocks = new WeakMap<SearchDocument, SearchBlock[]>();
  #byId = new Map<string, SearchDocument>();
  /** By name, as the list sorts them. */
  #documents: SearchDocument[] = [];
  /** SQLite's count of what others changed. */
  #version: unknown = null;

  /** @throws SQLite's error */
  constructor(path: string) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  }

  close(): void {
    this.#database.close();
  }

  /**
   * All documents that can be read, by name; the same array while nothing has changed.
   * @param onRead called for every text that is read
   * @throws SQLite's error
   */
  documents(onRead: () => void): readonly SearchDocument[] {
    const version = this.#database.prepare("PRAGMA data_version").get()?.data_version;
    if (version !== this.#version) this.#read(onRead);
    this.#version = version;
    return this.#documents;
  }

  blocks(document: SearchDocument): readonly SearchBlock[] {
    let blocks = this.#blocks.get(document);
    if (!blocks) {
      let start = 0;
      blocks = (JSON.parse(document.layout) as BlockLayout[]).map(([id, role, length, entities]) => {
        const block = { id, role, start, end: start + length, entities };
        // One unit for the border.
        start = block.end + 1;
        return block;
      });
      this.#blocks.set(document, blocks);
    }
    return blocks;
  }

  /** @param at UTF-16 units in the document's text */
  blockAt(document: SearchDocument, at: number): SearchBlock {
    const block = this.blocks(document).find(({ end }) => at <= end);
    if (!block) throw new Error(`no block at ${at} of ${document.id}`);
    return block;
  }

  #read(onRead: () => void): void {
    // All in one state of the index.
    this.#database.exec("BEGIN");
    try {
      const rows = this.#database
        .prepare("SELECT id, hash, title, status, date FROM documents WHERE problem IS NULL ORDER BY nameKey, id")
        .all() as unknown as SearchDocument[];
      const text = this.#database.prepare("SELECT text, layout FROM texts WHERE document = ?");
      const documents = rows.map(({ id, hash, title, status, date }): SearchDocument => {
        const known = this.#byId.get(id);
        if (known?.hash === hash) return known;
        const read = text.get(id) as { text: string; layout: string } | undefined;
        onRead();
        return { id, hash, title, status, date, text: read?.text ?? "", layout: read?.layout ?? "[]" };
      });
      this.#documents = documents;
      this.#byId = new Map(documents.map((document) => [document.id, document]));
    } finally {
      this.#database.exec("ROLLBACK");
    }
  }
}
