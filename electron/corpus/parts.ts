/** What the operations on an open corpus share. Made by `Corpus.open`; every operation is a function over these. */

import { join } from "node:path";
import type { ChangedRegistry } from "../../shared/entities/registry-edits.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { CorpusSettings, Registry } from "../../shared/model/settings.ts";
import { isMissing } from "../disk-errors.ts";
import type { IndexKeeper } from "../index/index-keeper.ts";
import type { SearchThread } from "../search/search-thread.ts";
import type { DurableFs } from "./disk.ts";
import type { JsonFile } from "./json-file.ts";
import { settingsName } from "./layout.ts";
import type { KeyedQueue } from "./queue.ts";
import type { Revisions } from "./revisions.ts";
import type { SourceFiles } from "./source-files.ts";
import type { StandingFiles } from "./standing-files.ts";
import type { WriteLock } from "./write-lock.ts";

export interface CorpusParts {
  readonly dir: string;
  /** As galley.json was read, or last written by this program. */
  settings: CorpusSettings;
  /**
   * entities.json as it was read or written last, the stamp that its file had then, and whether it has its name for sure;
   * null when that is not known.
   */
  registry: { stamp: string | null; registry: Registry; file: JsonFile<Registry>; isSettled: boolean } | null;
  /** Entries that were remembered just now and that no saved document names yet. */
  readonly fresh: Set<string>;
  /** Hears of entries that came or went by themselves. */
  onRegistry: ((change: Pick<ChangedRegistry, "changed" | "removed">) => void) | null;
  /** Stamp of the entities.json that windows know of; one that others wrote has another. */
  registryTold: string | null;
  /** Why nothing can be written, or null. */
  readonly readOnly: GalleyError | null;
  readonly fs: DurableFs;
  readonly now: () => Date;
  /** Written into documents as `updatedBy`. */
  readonly user: string;
  readonly index: IndexKeeper;
  readonly search: SearchThread;
  readonly sources: SourceFiles;
  readonly standing: StandingFiles;
  readonly revisions: Revisions;
  /** Writes of one document (by id) and imports of the same bytes (by checksum), one after the other. */
  readonly queue: KeyedQueue;
  /** The same between processes. */
  readonly lock: WriteLock;
  /** One operation on many documents (or its undoing) at a time. */
  readonly operations: WriteLock;
  /** By document: a save whose file is in place but whose last step failed, so that it was reported as failed. */
  readonly unsettled: Map<string, { base: string; hash: string }>;
}

/** Where a corpus is: all that reading it takes. */
export type CorpusPlace = Pick<CorpusParts, "dir" | "fs">;

/** Whether the corpus's folder, or what makes it one, is not there any more. */
export function isGone({ dir, fs }: CorpusPlace): boolean {
  return !fs.exists(join(dir, settingsName));
}

/** @throws GalleyError corpus-gone */
export function refuseGone(parts: CorpusPlace): void {
  if (isGone(parts)) throw corpusGone(parts.dir);
}

/** @throws GalleyError read-only, corpus-gone */
export function refuseUnwritable(parts: CorpusParts): void {
  // Before the first byte: a folder that vanished or was emptied must never be made anew by a save.
  refuseGone(parts);
  if (parts.readOnly) throw parts.readOnly;
}

/** Runs work on the disk; a missing file means something else when the whole corpus is missing. */
export async function inCorpus<T>(place: CorpusPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error) && isGone(place)) throw corpusGone(place.dir, error);
    throw error;
  }
}

export function corpusGone(dir: string, cause?: unknown): GalleyError {
  return new GalleyError(
    "corpus-gone",
    `The corpus folder ${dir} is gone: it was moved, renamed, deleted or its drive was taken out. Nothing was written.`,
    { name: dir },
    { cause },
  );
}
