/**
 * One window at a time writes to a corpus: the second opens it for reading and says who has it. The claim is an exclusive
 * SQLite transaction on an empty file, which the kernel ends with its process, so a claim is never left over; who holds
 * it is written beside it, for people. Nothing depends on it for correctness (every save compares the file's hash, under
 * `write-lock.ts`): it spares two editors from working on the same pages unknowingly. So the command line does not ask
 * for it: what it writes is safe, and the window sees it at once.
 */
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type ErrorDetails, GalleyError } from "../../shared/errors.ts";
import { type DurableFs, realFs } from "./disk.ts";
import { privateName } from "./layout.ts";
import { makePrivateFolder } from "./private-folder.ts";
import { isBusy } from "./write-lock.ts";

const lockName = "window.lock";
const noteName = "window.json";

const noteSchema = z.looseObject({ host: z.string(), user: z.string(), pid: z.int(), since: z.string() });

export class CorpusClaim {
  readonly #dir: string;
  readonly #database: DatabaseSync | null;
  readonly #fs: DurableFs;

  private constructor(dir: string, database: DatabaseSync | null, fs: DurableFs) {
    this.#fs = fs;
    this.#dir = dir;
    this.#database = database;
  }

  /** @returns the claim, or who holds it. Where nothing can be locked, the corpus is claimed by everyone. */
  static take(dir: string, user: string, now: Date, fs: DurableFs = realFs): CorpusClaim | GalleyError {
    let database: DatabaseSync | null = null;
    try {
      makePrivateFolder(dir, fs);
      database = new DatabaseSync(join(dir, privateName, lockName), { timeout: 0 });
      database.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      database?.close();
      return isBusy(error) ? heldBy(dir) : new CorpusClaim(dir, null, fs);
    }
    const note = { host: hostname(), user, pid: process.pid, since: now.toISOString() };
    try {
      fs.note(join(dir, privateName, noteName), `${JSON.stringify(note)}\n`);
    } catch {
      // Then others hear only that it is held.
    }
    return new CorpusClaim(dir, database, fs);
  }

  release(): void {
    if (!this.#database?.isOpen) return;
    try {
      this.#fs.remove(join(this.#dir, privateName, noteName));
    } catch {
      // It is read only while the lock is held.
    }
    this.#database.close();
  }
}

/** Milliseconds between two tries. */
const TRY_EVERY = 1500;

/** Calls back once when nobody holds the corpus any more; what it returns ends the waiting. */
export function whenFree(dir: string, free: () => void): () => void {
  const timer = setInterval(() => {
    const claim = CorpusClaim.take(dir, "", new Date());
    if (claim instanceof GalleyError) return;
    claim.release();
    clearInterval(timer);
    free();
  }, TRY_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

function heldBy(dir: string): GalleyError {
  try {
    const note = noteSchema.parse(JSON.parse(readFileSync(join(dir, privateName, noteName), "utf8")));
    const { host, user, pid, since } = note;
    // Said in every language.
    const reason = `${user}@${host} · PID ${pid} · ${new Date(since).toLocaleString("sv")}`;
    return held(dir, reason, { host, user, pid, since });
  } catch {
    return held(dir, "?", {});
  }
}

function held(dir: string, reason: string, details: ErrorDetails): GalleyError {
  const message = `${dir} is open in another window (${reason}). It can be read here, not changed.`;
  return new GalleyError("corpus-held", message, { name: basename(dir), reason, ...details });
}
