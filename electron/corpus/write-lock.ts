/**
 * One writer at a time between all processes on one machine, held for the moment of comparing a file and replacing it;
 * under another name, one operation on many documents at a time.
 *
 * An exclusive SQLite transaction on an empty file: the kernel frees it when its holder dies, so no lock is ever left
 * over, and nothing is written. Where the file system can't lock, the comparison of hashes alone has to do.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { GalleyError } from "../../shared/errors.ts";
import { privateName } from "./layout.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { KeyedQueue } from "./queue.ts";

/** A holder needs milliseconds; one that keeps it this long was stopped or hangs on a dead network folder. */
const PATIENCE_MS = 15_000;

export class WriteLock {
  readonly #dir: string;
  readonly #path: string;
  readonly #queue = new KeyedQueue();
  #database: DatabaseSync | null = null;

  /** @param dir the corpus's folder. @param name of the lock's file: what is locked */
  constructor(dir: string, name = "lock") {
    this.#dir = dir;
    this.#path = join(dir, privateName, name);
  }

  /** Runs the work while no other writer runs. @throws GalleyError disk-error when another writer doesn't let go */
  hold<T>(work: () => Promise<T>): Promise<T> {
    return this.#queue.run("", async () => {
      const database = this.#open();
      if (!database || !(await this.#begin(database))) return await work();
      try {
        return await work();
      } finally {
        database.exec("ROLLBACK");
      }
    });
  }

  close(): void {
    this.#database?.close();
    this.#database = null;
  }

  #open(): DatabaseSync | null {
    // Someone may delete the private folder at any time; two writers must not lock two different files.
    if (this.#database && existsSync(this.#path)) return this.#database;
    this.close();
    try {
      makePrivateFolder(this.#dir);
      this.#database = new DatabaseSync(this.#path, { timeout: 0 });
    } catch {
      this.#database = null;
    }
    return this.#database;
  }

  /** Resolves to false where the file system can't lock. */
  async #begin(database: DatabaseSync): Promise<boolean> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        database.exec("BEGIN EXCLUSIVE");
        return true;
      } catch (error) {
        if (!isBusy(error)) return false;
        if (performance.now() > deadline) throw stillLocked(this.#path, error);
        // A little chance, so that two waiting writers don't keep step.
        await wait(1 + Math.random() * 4);
      }
    }
  }
}

const SQLITE_BUSY = 5;

/** Whether SQLite says that someone else holds the lock. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === SQLITE_BUSY;
}

/** SQLite's primary result code of a thrown thing, or null. */
function sqliteCode(error: unknown): number | null {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null;
}

function stillLocked(path: string, cause: unknown): GalleyError {
  const details = { name: path, reason: "another program keeps the corpus locked" };
  return new GalleyError(
    "disk-error",
    "Another program keeps this corpus locked; nothing was written. Try again.",
    details,
    { cause },
  );
}
