/**
 * Earlier states of documents: .galley/revisions/<2>/<id>/<number>-<time>-<hash>.json, exactly the bytes that the file
 * had. A save keeps the file that it replaces by giving it a second name (a hard link), which costs no copying; so they
 * are inside the corpus, on its own disk, and travel with the folder.
 *
 * Editing in one go is one step back, not one for each pause in which the program saved by itself: a file that this
 * process wrote is kept only when a while has passed, or the document was opened anew. Of each document the last ones
 * are kept, and of older ones the last of each day. Order is by number, never by clock.
 * Must not know: how documents are saved.
 */
import { dirname, join } from "node:path";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { diskError, errnoOf } from "../disk-errors.ts";
import type { DurableFs } from "./disk.ts";
import { documentOfBytes, type ReadDocument } from "./document-files.ts";
import { syncFolder, writeFileDurably } from "./durable-file.ts";
import { documentFolder, isDocumentId, privateName } from "./layout.ts";
import { entriesOf } from "./list-folder.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { readRegularFile, sha256 } from "./read-regular-file.ts";

const revisionsName = "revisions";

export interface Keeping {
  /** The newest of each document, by number. */
  last: number;
  /** Days of which the last older one is kept. */
  days: number;
}
export const defaultKeeping: Keeping = { last: 20, days: 90 };

/** What one process writes within this time is one step. */
const STEP_MS = 5 * 60 * 1000;
/** Documents whose steps are remembered; forgetting one only keeps a revision more. */
const MOST_STEPS = 20_000;

/** Looked through for the same state before it is kept once more. */
const LAST_STATES = 4;

/** One kept state, unread. */
export interface RevisionFile {
  number: number;
  /** When a newer state took its place. */
  keptAt: string;
  /** The first 16 digits of its SHA-256. */
  hash: string;
  path: string;
}

const NAME = /^(\d{6,})-(\d{8}T\d{6})Z-([0-9a-f]{16})\.json$/;
/** A file system that knows no second names for a file. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK", "EACCES"]);

export class Revisions {
  readonly #dir: string;
  readonly #fs: DurableFs;
  readonly #now: () => Date;
  /** By document: what this process wrote last, and when (by a clock that only goes forward) its step began. */
  readonly #steps = new Map<string, { hash: string; since: number }>();
  /** Documents with a revision whose name is not on the disk for sure yet. */
  readonly #unsettled = new Set<string>();
  /** Folders of folders that are on the disk for sure. */
  readonly #settled = new Set<string>();

  constructor(dir: string, fs: DurableFs, now: () => Date) {
    this.#dir = dir;
    this.#fs = fs;
    this.#now = now;
  }

  /** What is saved from now on is a step of its own: the document was opened, or is about to be restored. */
  beginStep(id: string): void {
    this.#steps.delete(id);
  }

  /**
   * Keeps the document's file, which is about to be replaced. Never fails: without it the save is as good.
   * @param file its path, bytes and hash. @param next hash of what takes its place
   */
  async keepReplaced(id: string, file: { path: string; bytes: Uint8Array; hash: string }, next: string): Promise<void> {
    const step = this.#steps.get(id);
    const isSameStep = step?.hash === file.hash && performance.now() - step.since < STEP_MS;
    this.#noteStep(id, { hash: next, since: isSameStep ? step.since : performance.now() });
    if (isSameStep) return;
    try {
      await this.#keep(id, file.hash, async (path) => {
        try {
          await this.#fs.link(file.path, path);
        } catch (error) {
          if (!NO_LINKS.has(errnoOf(error) ?? "")) throw error;
          await writeFileDurably(path, file.bytes, this.#fs);
        }
      });
    } catch {
      // No room or no right to keep it.
    }
  }

  /**
   * Keeps a state as a copy of its own, durably, unless one of the last states is the same.
   * @param isSame whether a kept state says the same; else the bytes count
   * @returns its number @throws GalleyError
   */
  async keepCopy(id: string, bytes: Uint8Array, isSame?: (document: GalleyDocument) => boolean): Promise<number> {
    try {
      const hash = sha256(bytes);
      for (const { number, hash: kept } of this.list(id).slice(0, LAST_STATES)) {
        if (hash.startsWith(kept)) return number;
        const state = isSame ? await this.read(id, number).catch(() => null) : null;
        if (state && isSame?.(state.document)) return number;
      }
      const number = await this.#keep(id, hash, (path) => writeFileDurably(path, bytes, this.#fs));
      await this.#settle(id);
      return number;
    } catch (error) {
      throw diskError(error, this.#folder(id), "write");
    }
  }

  /** Makes durable what was kept of a document. Never fails: it is there, and only a power cut may take it. */
  async settle(id: string): Promise<void> {
    if (this.#unsettled.has(id)) await this.#settle(id).catch(() => {});
  }

  /** Newest first. @throws GalleyError */
  list(id: string): RevisionFile[] {
    if (!isDocumentId(id)) return [];
    const folder = this.#folder(id);
    return this.#namesIn(folder)
      .flatMap((name): RevisionFile[] => {
        const [, number, time, hash] = NAME.exec(name) ?? [];
        if (!number || !time || !hash) return [];
        return [{ number: Number(number), keptAt: isoOf(time), hash, path: join(folder, name) }];
      })
      .sort((a, b) => b.number - a.number);
  }

  /** @throws GalleyError not-found, document-damaged, document-newer */
  async read(id: string, number: number): Promise<ReadDocument> {
    const file = this.list(id).find((one) => one.number === number);
    if (!file) throw new GalleyError("not-found", `${id} has no revision ${number}.`, { name: `${id} #${number}` });
    const bytes = await readRegularFile(file.path, this.#fs);
    const name = `${id} #${number}`;
    if (sha256(bytes).startsWith(file.hash)) return documentOfBytes(bytes, id, name);
    const reason = "its bytes are not the ones that were kept";
    throw new GalleyError("document-damaged", `Revision ${number} of ${id} can't be used: ${reason}.`, {
      name,
      reason,
    });
  }

  /** The state whose hash begins so, or null. */
  async find(id: string, hash: string): Promise<ReadDocument | null> {
    const file = this.list(id).find((one) => hash.startsWith(one.hash) || one.hash.startsWith(hash));
    return file ? await this.read(id, file.number).catch(() => null) : null;
  }

  /** Documents that have revisions. */
  *documents(): Generator<string> {
    const root = join(this.#dir, privateName, revisionsName);
    for (const folder of this.#namesIn(root))
      for (const id of this.#namesIn(join(root, folder)))
        if (isDocumentId(id) && documentFolder(id) === folder) yield id;
  }

  /** Removes what is not to be kept of a document. @returns what was removed */
  prune(id: string, keeping: Keeping = defaultKeeping): RevisionFile[] {
    const dropped = droppedOf(this.list(id), keeping);
    for (const { path } of dropped) this.#fs.remove(path);
    return dropped;
  }

  #folder(id: string): string {
    return join(this.#dir, privateName, revisionsName, documentFolder(id), id);
  }

  async #keep(id: string, hash: string, place: (path: string) => Promise<void>): Promise<number> {
    const [newest] = this.list(id);
    if (newest && hash.startsWith(newest.hash)) return newest.number;
    const folder = this.#folder(id);
    if (!this.#fs.exists(folder)) {
      makePrivateFolder(this.#dir, this.#fs);
      this.#fs.makeFolders(folder);
    }
    const number = (newest?.number ?? 0) + 1;
    const time = this.#now().toISOString().replace(/[-:]/g, "").slice(0, 15);
    await place(join(folder, `${String(number).padStart(6, "0")}-${time}Z-${hash.slice(0, 16)}.json`));
    this.#unsettled.add(id);
    this.prune(id);
    return number;
  }

  async #settle(id: string): Promise<void> {
    this.#unsettled.delete(id);
    const folder = this.#folder(id);
    // The folders above may be new as well.
    for (const each of [folder, dirname(folder), dirname(dirname(folder)), join(this.#dir, privateName)])
      if (!this.#settled.has(each)) {
        await syncFolder(each, this.#fs);
        if (each !== folder) this.#settled.add(each);
      }
  }

  /** One that can't be listed is an error: numbers must not be given twice. */
  #namesIn(folder: string): string[] {
    return entriesOf(folder, this.#fs).map(({ name }) => name);
  }

  #noteStep(id: string, step: { hash: string; since: number }): void {
    if (this.#steps.size >= MOST_STEPS) this.#steps.clear();
    this.#steps.set(id, step);
  }
}

/** What goes: all but the last ones and, of those before, the last of each day for so many days. */
export function droppedOf<T extends { keptAt: string }>(newestFirst: readonly T[], { last, days }: Keeping): T[] {
  const seen = new Set<string>();
  return newestFirst.slice(last).filter(({ keptAt }) => {
    const day = keptAt.slice(0, 10);
    if (seen.has(day) || seen.size >= days) return true;
    seen.add(day);
    return false;
  });
}

/** "20261124T031500" as "2026-11-24T03:15:00Z". */
function isoOf(time: string): string {
  return `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 11)}:${time.slice(11, 13)}:${time.slice(13, 15)}Z`;
}
