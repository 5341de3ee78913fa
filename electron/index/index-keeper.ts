/**
 * Keeps the derived index true: opens it (or a temporary one where nothing can be written beside the corpus), compares
 * it with the files, reads what changed, and starts anew whenever SQLite complains. The index can be deleted at any time.
 * A window does not wait for a long comparison: what needs the whole index does (`use`), the list shows what is known
 * (`askNow`). All that is done here at a time takes a few milliseconds, so that others have their turn.
 * It is long because comparing, reading and starting anew share one state, which must not be seen half changed.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import { mayTeach } from "../../shared/proofing/learned.ts";
import { type DurableFs, realFs } from "../corpus/disk.ts";
import { listDocumentFiles, readDocumentFile, stampOf } from "../corpus/document-files.ts";
import { documentPath, documentsName, idOfFileName, privateName } from "../corpus/layout.ts";
import { makePrivateFolder } from "../corpus/private-folder.ts";
import type { SourceFiles } from "../corpus/source-files.ts";
import { reportDefect } from "../shell/report.ts";
import { DocumentIndex } from "./document-index.ts";
import { entryOf, type IndexEntry, problemEntry } from "./row.ts";

export const indexName = "index.sqlite";
/** Files read side by side; the disk is the limit, and few open files. */
const READERS = 8;
/** Files read before their rows are written, and after which progress is told. */
const BATCH = 500;
/** Rows written at a time: some milliseconds. */
const ROWS = 16;
/** Rows of one transaction, a multiple of the above: with more, its end takes longer than others should wait. */
const HELD_ROWS = 128;
/** Milliseconds that a window waits for a comparison that it does not need: mostly it is over by then. */
const PATIENCE_MS = 150;
/** Milliseconds that the row of a saved document waits: whoever saved is answered first, and may save again. */
const NOTED_MS = 100;
/** Of so many documents and more it is not waited for at all: the window is drawn first. */
const LONG = 2000;
/** Milliseconds after the list was asked for that such a comparison begins, and at the latest. */
const DRAWN_MS = 500;
const LATEST_MS = 3000;
/** Rows whose stamps are read at a time: some milliseconds. */
const STAMPS = 2000;
/** Milliseconds between two times that a window is told of what a comparison found. */
const TELL_MS = 1000;

/** A corpus of fewer documents may well have been emptied by hand. */
const LEAST_EMPTIED = 2;

export interface IndexingOptions {
  signal?: AbortSignal;
  onIndexing?(done: number, total: number): void;
  /** Where a long comparison is not waited for: hears how far it is (null: over) and which documents are other now. */
  background?: Background | undefined;
}

export interface Background {
  progress(progress: { done: number; total: number } | null): void;
  changed(ids: string[]): void;
  /** Of so many documents and more a comparison is not waited for at all. */
  long?: number;
}

export class IndexKeeper {
  readonly #dir: string;
  readonly #sources: SourceFiles;
  readonly #fs: DurableFs;
  readonly #place: Place;
  #index: DocumentIndex;
  #generation = 0;
  #emptied: GalleyError | null = null;
  readonly #background: Background | undefined;
  readonly #stop = new AbortController();
  /** A comparison that nobody waited for to the end. */
  #comparing: Promise<unknown> | null = null;
  /** Begins a comparison that was put off. */
  #beginNow: (() => void) | null = null;
  #isAsked = false;
  /** Documents that were just written and whose rows are still to be made, by id. */
  #noted = new Map<string, { document: GalleyDocument; hash: string; stamp: string }>();
  #soon: NodeJS.Timeout | undefined;
  /** The making of such rows; one at a time. */
  #settling: Promise<void> = Promise.resolve();

  private constructor(dir: string, sources: SourceFiles, fs: DurableFs, place: Place, background?: Background) {
    this.#fs = fs;
    this.#background = background;
    this.#dir = dir;
    this.#sources = sources;
    this.#place = place;
    this.#index = openIndex(place.path);
  }

  /** @param readOnly nothing may be written: the index is a temporary one and is built at every start */
  static async open(
    dir: string,
    sources: SourceFiles,
    readOnly: boolean,
    { fs = realFs, ...options }: IndexingOptions & { fs?: DurableFs } = {},
  ): Promise<IndexKeeper> {
    if (!readOnly) {
      try {
        makePrivateFolder(dir, fs);
      } catch {
        // Then opening the index tells, and it lives in memory.
      }
    }
    const keeper = new IndexKeeper(
      dir,
      sources,
      fs,
      readOnly ? temporaryPlace() : placeBeside(dir),
      options.background,
    );
    try {
      await keeper.#begin(() => keeper.#compareOrStartAnew(options));
    } catch (error) {
      if (error instanceof GalleyError && error.code === "corpus-emptied") keeper.#emptied = error;
      else {
        keeper.close();
        throw error;
      }
    }
    return keeper;
  }

  close(): void {
    clearTimeout(this.#soon);
    this.#stop.abort();
    this.#beginNow?.();
    this.#index.close();
    if (this.#place.temporary) rmSync(this.#place.temporary, { recursive: true, force: true });
  }

  /** Why nothing may be written although it could be: all documents were gone when it was opened. */
  get emptied(): GalleyError | null {
    return this.#emptied;
  }

  /** The index's file, for other threads to read; another generation is another file. Null when it is in memory. */
  get file(): { path: string; generation: number; lasts: boolean } | null {
    const { path } = this.#index;
    return path === null ? null : { path, generation: this.#generation, lasts: this.#place.temporary === null };
  }

  /**
   * Asks the whole index; when SQLite complains (damaged, deleted under us), it is built anew and asked again.
   * @throws GalleyError cancelled, when the corpus is closed meanwhile
   */
  async use<T>(ask: (index: DocumentIndex) => T): Promise<T> {
    await this.whole();
    this.#refuseClosed();
    try {
      return ask(this.#index);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      await this.rebuild();
      await this.whole();
      return ask(this.#index);
    }
  }

  /** Asks what is known now, though documents may not have been read yet. @throws GalleyError as `use` */
  async askNow<T>(ask: (index: DocumentIndex) => T): Promise<T> {
    await this.settle();
    this.#refuseClosed();
    if (!this.#isAsked && this.#beginNow) setTimeout(this.#beginNow, DRAWN_MS).unref();
    this.#isAsked = true;
    try {
      return ask(this.#index);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      await this.rebuild();
      return ask(this.#index);
    }
  }

  /** What goes on in the background asks once more while a corpus is closed. */
  #refuseClosed(): void {
    if (this.#stop.signal.aborted) throw new GalleyError("cancelled", "The corpus was closed meanwhile.");
  }

  /** Resolves when all documents have been compared with the index, and what was written since is in it. */
  async whole(): Promise<void> {
    this.#beginNow?.();
    await this.compared();
    await this.settle();
  }

  /** The same for who has time: what was put off is not begun for it. */
  async compared(): Promise<void> {
    while (this.#comparing) await this.#comparing;
  }

  /** Forgets everything and reads all documents again. */
  async rebuild(): Promise<void> {
    this.#startAnew();
    await this.#begin(() => this.#compare());
  }

  #startAnew(): void {
    this.#index.close();
    removeIndex(this.#place.path);
    this.#index = openIndex(this.#place.path);
    this.#generation++;
  }

  /** Waits for a comparison; where one goes on in the background, for a moment only, and not at all where it is a long one. */
  async #begin(compare: () => Promise<unknown>): Promise<void> {
    const background = this.#background;
    if (!background || !hasDocuments(this.#dir)) {
      await compare();
      return;
    }
    const isLong = this.#index.knows(background.long ?? LONG);
    const comparing = isLong ? this.#putOff().then(compare) : compare();
    const settled = comparing
      .catch((error) => {
        // The watcher's next look says what is wrong with the folder.
        if (!(error instanceof GalleyError)) reportDefect(error);
      })
      .then(() => {
        if (this.#comparing !== settled) return;
        this.#comparing = null;
        background.progress(null);
      });
    if (isLong) {
      this.#comparing = settled;
      return;
    }
    const waited = new AbortController();
    const isOver = await Promise.race([
      comparing.then(() => true),
      wait(PATIENCE_MS, false, { signal: waited.signal, ref: false }),
    ]);
    waited.abort();
    if (!isOver) this.#comparing = settled;
  }

  /** Resolves when the list was asked for and there was time to draw it, or somebody needs the comparison. */
  async #putOff(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#isAsked = false;
    this.#beginNow = resolve;
    const latest = setTimeout(resolve, LATEST_MS).unref();
    await promise;
    clearTimeout(latest);
    this.#beginNow = null;
  }

  /** Compares files and rows; reads only what is new or has another stamp. Answers with the ids that changed. */
  async refresh(options: IndexingOptions = {}): Promise<string[]> {
    await this.whole();
    return await this.#compareOrStartAnew(options);
  }

  async #compareOrStartAnew(options: IndexingOptions): Promise<string[]> {
    try {
      return await this.#compare(options);
    } catch (error) {
      if (!isSqliteError(error) || this.#stop.signal.aborted) throw error;
      this.#startAnew();
      await this.#compare(options);
      return this.#index.ids({ sort: "name", descending: false, text: "", status: null });
    }
  }

  /** Reads one document's file again (after it was written, or when it was seen to have changed). */
  async update(id: string): Promise<void> {
    const entry = await this.#readEntry(id, stampOf(documentPath(this.#dir, id), this.#fs));
    await this.askNow((index) => index.transaction(() => (entry ? index.put([entry]) : index.remove([id]))));
  }

  /** Notes a document that was just written: whoever asks from now on is told of it. Its row is made by then, or soon. */
  note(document: GalleyDocument, hash: string): void {
    const stamp = stampOf(documentPath(this.#dir, document.id), this.#fs) ?? "";
    this.#noted.set(document.id, { document, hash, stamp });
    this.#soon ??= setTimeout(() => void this.settle(), NOTED_MS).unref();
  }

  /** Makes the rows of what was noted. Never fails: what has no row has an old stamp, so it is read again. */
  settle(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#noted.size) this.#settling = this.#settling.then(() => this.#putNoted());
    return this.#settling;
  }

  async #putNoted(): Promise<void> {
    const noted = [...this.#noted.values()];
    this.#noted.clear();
    try {
      const entries: IndexEntry[] = [];
      for (const { document, hash, stamp } of noted)
        entries.push(entryOf(document, hash, stamp, await this.#readSource(document)));
      this.#putUnchanged(entries);
    } catch {
      // Asking it next tells whether it has to be built anew.
    }
  }

  /** Puts documents that were just written into the index. */
  async put(written: readonly { document: GalleyDocument; hash: string }[]): Promise<void> {
    const entries: IndexEntry[] = [];
    for (const { document, hash } of written) {
      const stamp = stampOf(documentPath(this.#dir, document.id), this.#fs) ?? "";
      entries.push(entryOf(document, hash, stamp, await this.#readSource(document)));
    }
    await this.askNow((index) => index.transaction(() => index.put(entries)));
  }

  async #compare({ signal, onIndexing }: IndexingOptions = {}): Promise<string[]> {
    const refuseStopped = () => {
      if (signal?.aborted || this.#stop.signal.aborted)
        throw new GalleyError("cancelled", "Stopped before all documents were compared with the index.");
    };
    refuseStopped();
    await this.settle();
    const { files } = await listDocumentFiles(this.#dir, this.#fs);
    refuseStopped();
    const known = await this.#stamps(refuseStopped);
    const stale = files.filter((file) => known.get(file.id) !== file.stamp);
    // Nothing was deleted one by one there: a drive is out, or someone emptied the folder.
    if (!files.length && known.size >= LEAST_EMPTIED) throw emptied(this.#dir, known.size);
    const present = new Set(files.map((file) => file.id));
    // Not what was written since the files were listed.
    const isGone = (id: string) => !present.has(id) && stampOf(documentPath(this.#dir, id), this.#fs) === null;
    const gone = [...known.keys()].filter(isGone);
    if (gone.length) this.#index.transaction(() => this.#index.remove(gone));
    let told = performance.now();
    let changed = [...gone];
    for (let start = 0; start < stale.length; start += BATCH) {
      refuseStopped();
      // A few files are read at once, without a word.
      if (stale.length > BATCH) {
        onIndexing?.(start, stale.length);
        if (this.#comparing) this.#background?.progress({ done: start, total: stale.length });
      }
      const entries = await this.#readEntries(stale.slice(start, start + BATCH));
      for (let row = 0; row < entries.length; row += HELD_ROWS)
        await this.#putInTurns(entries.slice(row, row + HELD_ROWS), refuseStopped);
      changed.push(...entries.map((entry) => entry.row.id));
      if (this.#comparing && performance.now() - told > TELL_MS) {
        this.#background?.changed(changed);
        changed = [];
        told = performance.now();
      }
    }
    if (this.#comparing && changed.length) this.#background?.changed(changed);
    return [...gone, ...stale.map((file) => file.id)];
  }

  /** Stamp of every row by id. */
  async #stamps(refuseStopped: () => void): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for (let last = ""; ; ) {
      const rows = this.#index.stampsAfter(last, STAMPS);
      for (const [id, stamp] of rows) known.set(id, stamp);
      if (rows.length < STAMPS) return known;
      last = rows.at(-1)?.[0] ?? "";
      await new Promise((resolve) => setImmediate(resolve));
      refuseStopped();
    }
  }

  /** Writes rows in one transaction, a few at a time. Where it is stopped, those that were written stay. */
  async #putInTurns(entries: readonly IndexEntry[], refuseStopped: () => void): Promise<void> {
    if (this.#stop.signal.aborted) refuseStopped();
    // It may be started anew in between.
    const held = this.#index;
    held.hold();
    try {
      for (let row = 0; row < entries.length; row += ROWS) {
        if (this.#stop.signal.aborted) refuseStopped();
        this.#putUnchanged(entries.slice(row, row + ROWS));
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      held.release();
    }
  }

  /** Puts what was read into the index, but for documents that were written meanwhile: their rows are newer. */
  #putUnchanged(entries: readonly IndexEntry[]): void {
    const isSame = ({ row }: IndexEntry) => stampOf(documentPath(this.#dir, row.id), this.#fs) === row.stamp;
    this.#index.transaction(() => this.#index.put(entries.filter(isSame)));
  }

  async #readEntries(files: { id: string; stamp: string }[]): Promise<IndexEntry[]> {
    const entries: IndexEntry[] = [];
    const rest = files[Symbol.iterator]();
    const reader = async () => {
      for (const file of rest) {
        const entry = await this.#readEntry(file.id, file.stamp);
        if (entry) entries.push(entry);
      }
    };
    await Promise.all(Array.from({ length: READERS }, reader));
    return entries;
  }

  /** Null when the file is gone. The stamp is from before reading, so a write in between makes the row stale, not wrong. */
  async #readEntry(id: string, stamp: string | null): Promise<IndexEntry | null> {
    if (!stamp) return null;
    try {
      const { document, hash } = await readDocumentFile(this.#dir, id, this.#fs);
      return entryOf(document, hash, stamp, await this.#readSource(document));
    } catch (error) {
      if (!(error instanceof GalleyError)) throw error;
      return error.code === "not-found" ? null : problemEntry(id, stamp, error.toShape());
    }
  }

  /** The source, where it is needed: most documents' rows are made without. */
  async #readSource(document: GalleyDocument): Promise<CodePointText | null> {
    return mayTeach(document) ? await this.#sources.readOrNull(document.source) : null;
  }
}

/** Whether there is any document's file: without a long look. */
function hasDocuments(dir: string): boolean {
  try {
    const root = join(dir, documentsName);
    return readdirSync(root).some((name) => {
      try {
        return readdirSync(join(root, name)).some((file) => idOfFileName(file));
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

function emptied(dir: string, documents: number): GalleyError {
  return new GalleyError(
    "corpus-emptied",
    `${join(dir, documentsName)} is empty, and there were ${documents} documents in it. Nothing was removed from the index. If you deleted them on purpose, delete ${join(privateName, indexName)} and open the corpus again.`,
    { name: dir, documents },
  );
}

interface Place {
  /** Null: in memory. */
  path: string | null;
  /** A folder that goes when the index is closed. */
  temporary: string | null;
}

function placeBeside(dir: string): Place {
  return { path: join(dir, privateName, indexName), temporary: null };
}

function temporaryPlace(): Place {
  try {
    const temporary = mkdtempSync(join(tmpdir(), "galley-index-"));
    return { path: join(temporary, indexName), temporary };
  } catch {
    return { path: null, temporary: null };
  }
}

function openIndex(path: string | null): DocumentIndex {
  try {
    return new DocumentIndex(path);
  } catch {
    // Not a database, or a damaged one: it is only a cache.
    removeIndex(path);
  }
  try {
    return new DocumentIndex(path);
  } catch {
    return new DocumentIndex(null);
  }
}

function removeIndex(path: string | null): void {
  for (const ending of path === null ? [] : ["", "-wal", "-shm"]) {
    try {
      rmSync(path + ending, { force: true });
    } catch {
      // Held or protected: opening it again will tell, and the index then lives in memory.
    }
  }
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_SQLITE");
}
