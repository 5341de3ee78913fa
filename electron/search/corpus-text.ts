/**
 * The texts of a corpus for searching, read from the derived index and kept true: what changed there is read again.
 * In memory is what the list of documents needs; texts are in files (`text-pack.ts`), blocks in the index. Those of a
 * large corpus stay on the disk (`kept-texts.ts`), and a session reads from the index only what is not among them.
 * Runs in the search thread, on a connection of its own. Must not know: queries.
 * It is long because what is known of the index, of packs and of what was read last must change together.
 */

import { dirname, join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { BlockLayout } from "../index/text-table.ts";
import { forgetKeptTexts, type KeptTexts, keepTexts, keptTextsName, openKeptTexts } from "./kept-texts.ts";
import type { Place } from "./marks.ts";
import type { Needle } from "./needle.ts";
import { DamagedTexts, type Packed, TextPack } from "./text-pack.ts";
import { marksBehind, placesWithin, timesInside, type Within } from "./within.ts";

/** One document, its blocks in one text. */
export interface SearchDocument {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly status: string;
  /** What the page says of its date. */
  readonly date: string;
  /** Read whenever it is asked for: keep what is needed for long. */
  readonly text: string;
  /** JSON of the blocks; the same. */
  readonly layout: string;
}

/** A block in its document's text. */
export interface SearchBlock extends Place {
  id: string;
  role: string;
  entities: BlockLayout[3];
}

interface Row {
  id: string;
  hash: string;
  title: string;
  status: string;
  date: string;
  nameKey: string;
  version: number;
}

class PackedDocument implements SearchDocument, Packed {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  readonly status: string;
  readonly date: string;
  readonly nameKey: string;
  readonly version: number;
  pack: TextPack;
  offset: number;
  readonly bytes: number;
  readonly textBytes: number;
  unproved: number | null;
  readonly #of: CorpusText;

  constructor(of: CorpusText, row: Row, { pack, offset, bytes, textBytes, unproved }: Packed) {
    const { id, hash, title, status, date, nameKey, version } = row;
    this.#of = of;
    this.id = id;
    this.hash = hash;
    this.title = title;
    this.status = status;
    this.date = date;
    this.nameKey = nameKey;
    this.version = version;
    this.pack = pack;
    this.offset = offset;
    this.bytes = bytes;
    this.textBytes = textBytes;
    this.unproved = unproved;
  }

  get text(): string {
    return this.#of.textOf(this);
  }

  get layout(): string {
    return this.#of.layoutOf(this);
  }
}

const COLUMNS = "d.id, d.hash, d.title, d.status, d.date, d.nameKey, t.version";
/** Documents whose blocks are kept: as many as a page of lines has, and more. */
const MOST_BLOCKS = 2000;
/** Bytes of texts that were replaced before the file is made anew. */
const MOST_DEAD = 256 << 20;
/** The texts of fewer documents are read faster than anyone could notice. */
const LEAST_KEPT = 2000;
/** Of all documents: where more than these are read from the index, all are kept anew. */
const MOST_UNKEPT = 1 / 8;

export interface CorpusTextOptions {
  /** Whether texts may be left on the disk, beside the index. */
  keeps: boolean;
  /** Documents from which on they are. */
  leastKept?: number;
}

export class CorpusText {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  readonly #layout: StatementSync;
  readonly #text: StatementSync;
  /** Where texts are kept; null where they are not. */
  readonly #keptPath: string | null;
  readonly #leastKept: number;
  /** Of what a text holds: the index's own. */
  readonly #format: number;
  #kept: TextPack | null = null;
  /** What was read in this session. */
  #pack: TextPack;
  #blocks = new Map<SearchDocument, SearchBlock[]>();
  /** The text that was read last, and what is marked in it: most questions ask for it several times. */
  #read: { document: SearchDocument; text: string; marks: Uint8Array } | null = null;
  #byId = new Map<string, number>();
  /** By name, as the list sorts them. */
  #documents: PackedDocument[] = [];
  /** SQLite's count of what others changed. */
  #state: unknown = null;
  /** The highest number of a text that was read. */
  #version = 0;

  /** @throws SQLite's error, GalleyError */
  constructor(path: string, { keeps, leastKept = LEAST_KEPT }: CorpusTextOptions) {
    this.#database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    this.#layout = this.#database.prepare("SELECT layout FROM texts WHERE version = ?");
    this.#text = this.#database.prepare("SELECT text, layout FROM texts WHERE version = ?");
    this.#format = Number(this.#database.prepare("PRAGMA user_version").get()?.user_version);
    this.#folder = dirname(path);
    this.#keptPath = keeps ? join(this.#folder, keptTextsName) : null;
    this.#leastKept = leastKept;
    this.#pack = TextPack.unnamed(this.#folder);
  }

  close(): void {
    this.#database.close();
    this.#pack.close();
    this.#kept?.close();
  }

  /**
   * Asks something of these texts, all in one state of the index: what is saved meanwhile is for the next question. Where
   * kept texts turn out to be damaged nobody need know: all are read again.
   */
  soundly<T>(ask: () => T): T {
    try {
      return this.#inOneState(ask);
    } catch (error) {
      if (!(error instanceof DamagedTexts)) throw error;
      if (this.#keptPath !== null) forgetKeptTexts(this.#keptPath);
      this.#forget();
      return this.#inOneState(ask);
    }
  }

  #inOneState<T>(ask: () => T): T {
    if (this.#database.isTransaction) return ask();
    this.#database.exec("BEGIN");
    try {
      return ask();
    } finally {
      // Some errors have ended it already.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
    }
  }

  /**
   * All documents that can be read, by name; the same array while nothing has changed.
   * @param onRead called for every text that is read
   * @throws SQLite's error, GalleyError
   */
  documents(onRead: () => void): readonly SearchDocument[] {
    return this.#inOneState(() => {
      const state = this.#database.prepare("PRAGMA data_version").get()?.data_version;
      if (state === this.#state) return this.#documents;
      if (this.#state === null || !this.#readSome(onRead)) this.#readAll(onRead);
      this.#state = state;
      return this.#documents;
    });
  }

  /** As `TextPack.count`, of documents by their place in `documents`. @param within null for everywhere */
  count(from: number, wanted: Needle, within: Within | null, tell: (index: number, times: number) => void): number {
    const pack = this.#documents[from]?.pack ?? this.#pack;
    if (!within) return pack.count(this.#documents, from, wanted, tell);
    return pack.count(this.#documents, from, wanted, tell, (text, marks, first) =>
      timesInside(placesWithin(marks, within), text, wanted, first),
    );
  }

  textOf(document: PackedDocument): string {
    return this.#readText(document).text;
  }

  /** What is marked in a document's text; see `within.ts`. */
  marks(document: SearchDocument): Uint8Array {
    return this.#readText(document as PackedDocument).marks;
  }

  #readText(document: PackedDocument): { text: string; marks: Uint8Array } {
    if (this.#read?.document !== document) {
      const { text, about } = document.pack.read(document);
      this.#read = { document, text, marks: Buffer.from(about) };
    }
    return this.#read;
  }

  layoutOf({ version }: PackedDocument): string {
    return String(this.#layout.get(version)?.layout ?? "[]");
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
      if (this.#blocks.size >= MOST_BLOCKS) this.#blocks.clear();
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

  /** Reads the texts that are new; false where more has changed than texts of known documents. */
  #readSome(onRead: () => void): boolean {
    const count = this.#database.prepare("SELECT count(*) AS sound FROM documents WHERE problem IS NULL").get();
    if (Number(count?.sound) !== this.#documents.length) return false;
    const rows = this.#database
      .prepare(
        `SELECT ${COLUMNS} FROM texts t JOIN documents d ON d.id = t.document
         WHERE t.version > ? AND d.problem IS NULL`,
      )
      .all(this.#version) as unknown as Row[];
    const placeOf = ({ id, nameKey }: Row) => {
      const place = this.#byId.get(id);
      return place !== undefined && this.#documents[place]?.nameKey === nameKey ? place : null;
    };
    if (rows.some((row) => placeOf(row) === null)) return false;
    if (!rows.length) return true;
    const documents = [...this.#documents];
    for (const row of rows) {
      const place = placeOf(row);
      if (place !== null) documents[place] = new PackedDocument(this, row, this.#packed(row));
      this.#version = Math.max(this.#version, row.version);
      onRead();
    }
    this.#documents = documents;
    return true;
  }

  /** A text from the index. */
  #packed({ version }: Row): Packed {
    const { text, layout } = this.#text.get(version) as unknown as { text: Uint8Array; layout: string };
    return this.#pack.add(text, marksBehind(text, layout));
  }

  #readAll(onRead: () => void): void {
    const live = this.#documents.reduce((sum, { pack, bytes }) => sum + (pack === this.#pack ? bytes : 0), 0);
    if (this.#pack.length - live > MOST_DEAD) this.#forget();
    const known = new Map(this.#documents.map((document) => [document.version, document]));
    const kept = this.#openKept();
    const rows = this.#database
      .prepare(
        `SELECT ${COLUMNS} FROM documents d JOIN texts t ON t.document = d.id WHERE d.problem IS NULL
         ORDER BY d.nameKey, d.id`,
      )
      .iterate() as unknown as Iterable<Row>;
    this.#documents = [];
    this.#byId = new Map();
    for (const row of rows) {
      this.#byId.set(row.id, this.#documents.length);
      const same = known.get(row.version);
      this.#documents.push(
        same?.hash === row.hash && same.nameKey === row.nameKey
          ? same
          : new PackedDocument(this, row, kept?.find(row.hash) ?? this.#packed(row)),
      );
      this.#version = Math.max(this.#version, row.version);
      onRead();
    }
    this.#blocks.clear();
    this.#read = null;
    this.#keep(onRead);
  }

  /** What was kept, where nothing is read yet. */
  #openKept(): KeptTexts | null {
    if (this.#keptPath === null || this.#kept || this.#documents.length) return null;
    const kept = openKeptTexts(this.#keptPath, this.#format);
    this.#kept = kept?.pack ?? null;
    return kept;
  }

  /** Leaves all texts on the disk, where too few of them are there. */
  #keep(onRead: () => void): void {
    const documents = this.#documents;
    if (this.#keptPath === null || documents.length < this.#leastKept) return;
    const unkept = documents.reduce((sum, { pack }) => sum + (pack === this.#kept ? 0 : 1), 0);
    if (unkept <= documents.length * MOST_UNKEPT) return;
    const kept = keepTexts(this.#keptPath, this.#format, documents, onRead);
    if (!kept) return;
    for (const [index, document] of documents.entries()) Object.assign(document, kept.places[index]);
    this.#pack.close();
    this.#pack = TextPack.unnamed(this.#folder);
    this.#kept?.close();
    this.#kept = kept.pack;
  }

  #forget(): void {
    this.#state = null;
    this.#documents = [];
    this.#read = null;
    this.#blocks.clear();
    this.#pack.close();
    this.#pack = TextPack.unnamed(this.#folder);
    this.#kept?.close();
    this.#kept = null;
  }
}
