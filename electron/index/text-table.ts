/**
 * The part of the derived index that search reads: each document's text, in one piece, and where its blocks, their
 * roles and entities are in it. Rows belong to a document and come and go with it; a text that is put anew has a number
 * (`version`) above all that ever were. Texts are bytes, as JavaScript holds them (UTF-16, little endian): most of them
 * are shorter so, and they can be searched without reading them as strings.
 * Must not know: how documents are read, how they are searched.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { blocksOf, type Entity, type GalleyDocument } from "../../shared/model/document.ts";
import { BORDER } from "../../shared/search/concordance.ts";

export const textSchema = `
CREATE TABLE texts (
  version INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, text BLOB NOT NULL,
  layout TEXT NOT NULL
);
`;

export interface DocumentText {
  /** The blocks' texts in reading order, a border between two. */
  text: string;
  /** The blocks as JSON: `BlockLayout[]`. */
  layout: string;
}

/** Block id, role, length of the text in UTF-16 units, the entities, and the place of its article (left out for the first). */
export type BlockLayout = [id: string, role: string, length: number, entities: EntityLayout[], article?: number];

/** Offsets are code points of the block's text. What is usual at the end (no entry, by the editor, nothing said) is left out. */
export type EntityLayout = [
  type: string,
  start: number,
  end: number,
  id: string,
  ref?: string | null,
  by?: string,
  attributes?: Record<string, string>,
];

export function textOf(document: GalleyDocument): DocumentText {
  const blocks = blocksOf(document);
  const layout = document.articles.flatMap((article, place) =>
    article.blocks.map(({ id, role, text, entities }): BlockLayout => {
      const block = [id, role, text.length, entities.map(entityLayout)] as const;
      return place ? [...block, place] : [...block];
    }),
  );
  return { text: blocks.map(({ text }) => text).join(BORDER), layout: JSON.stringify(layout) };
}

function entityLayout({ type, start, end, id, ref, by, attributes }: Entity): EntityLayout {
  if (attributes && Object.keys(attributes).length) return [type, start, end, id, ref, by, attributes];
  if (by !== "editor") return [type, start, end, id, ref, by];
  return ref === null ? [type, start, end, id] : [type, start, end, id, ref];
}

/** A text as it is kept. */
export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf16le");
}

export class TextTable {
  // Prepared once: thousands of documents are put in a row.
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #get: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare("INSERT OR REPLACE INTO texts (document, hash, text, layout) VALUES (?, ?, ?, ?)");
    this.#remove = database.prepare("DELETE FROM texts WHERE document = ?");
    this.#get = database.prepare("SELECT text, layout FROM texts WHERE document = ?");
  }

  /** Replaces a document's text. @param hash of the file that it was read from */
  put(id: string, hash: string, { text, layout }: DocumentText): void {
    this.#put.run(id, hash, Buffer.from(text, "utf16le"), layout);
  }

  remove(id: string): void {
    this.#remove.run(id);
  }

  /** For comparing with the file; null when there is none. */
  get(id: string): DocumentText | null {
    const row = this.#get.get(id) as { text: Uint8Array; layout: string } | undefined;
    return row ? { text: textOfBytes(row.text), layout: row.layout } : null;
  }

  /** One block's text; null when there is no such block. */
  blockText(id: string, block: string): string | null {
    const row = this.get(id);
    let start = 0;
    for (const [name, , length] of row ? (JSON.parse(row.layout) as BlockLayout[]) : []) {
      if (name === block) return row?.text.slice(start, start + length) ?? null;
      start += length + BORDER.length;
    }
    return null;
  }
}
