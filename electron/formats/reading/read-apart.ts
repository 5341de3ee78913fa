/**
 * Reading a file in a thread of its own, page by page as they are asked for: what takes seconds does not hold up the
 * program, and what never ends, or takes all memory, is ended with its thread. Must not know: particular formats.
 */
import type { Worker } from "node:worker_threads";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportedPage, ImportFile, ReadOptions, UnreadRecord } from "../format.ts";
import type { FromThread, ToThread } from "./messages.ts";
import { endThread, giveBack, takeThread } from "./threads.ts";

/** For one page, and for all that is read of a file before its first one. */
const PAGE_MS = 120_000;

/** @throws GalleyError what the format finds wrong; too-heavy */
export async function* readApart(
  format: string,
  file: ImportFile,
  options: ReadOptions,
  limitMs: number = PAGE_MS,
): AsyncGenerator<ImportedPage | UnreadRecord> {
  const worker = await takeThread();
  const thread = new Conversation(worker, file, limitMs);
  let whole = false;
  try {
    const { path, name, size, head } = file;
    thread.say({ say: "read", format, file: { path, name, size, head }, options });
    for (;;) {
      const answer = await thread.ask({ say: "next" });
      if (answer.say === "page") {
        const { bytes } = answer.page;
        yield { ...answer.page, bytes: bytes ?? (await file.bytes(file.size)) };
      } else if (answer.say === "unread") yield { error: GalleyError.fromShape(answer.error) };
      else if (answer.say === "end" && answer.error) throw GalleyError.fromShape(answer.error);
      else if (answer.say === "end") break;
    }
    whole = true;
  } catch (error) {
    // A format's own answer leaves the thread as it was.
    whole = error instanceof GalleyError && !thread.lost;
    throw error;
  } finally {
    if (whole || (await thread.stops())) giveBack(worker);
    else endThread(worker);
  }
}

/** What is said to a thread and what it answers, with the file's content given to it as it asks. */
class Conversation {
  readonly #worker: Worker;
  readonly #file: ImportFile;
  readonly #limitMs: number;
  #parts: AsyncIterator<Uint8Array> | null = null;
  #answer: ReturnType<typeof Promise.withResolvers<FromThread>> | null = null;
  /** It was ended, or ended itself. */
  lost = false;

  constructor(worker: Worker, file: ImportFile, limitMs: number) {
    this.#worker = worker;
    this.#file = file;
    this.#limitMs = limitMs;
    worker.on("message", (message: FromThread) => {
      if (message.say === "want") void this.#give(message.part);
      else this.#answer?.resolve(message);
    });
    worker.on("error", (error) => this.#lose(reasonOf(error)));
    worker.on("exit", () => this.#lose("its thread ended"));
  }

  say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  /** @throws GalleyError too-heavy */
  async ask(message: ToThread): Promise<FromThread> {
    if (this.lost) throw tooHeavy(this.#file.name, "its thread ended");
    this.#answer = Promise.withResolvers<FromThread>();
    const limit = setTimeout(
      () => this.#lose(`a page took longer than ${Math.round(this.#limitMs / 1000)} seconds`),
      this.#limitMs,
    );
    this.say(message);
    try {
      return await this.#answer.promise;
    } finally {
      clearTimeout(limit);
      this.#answer = null;
    }
  }

  /** Ends what is being read, where the thread still can. */
  async stops(): Promise<boolean> {
    if (this.lost) return false;
    try {
      return (await this.ask({ say: "stop" })).say === "stopped";
    } catch {
      return false;
    }
  }

  #lose(reason: string): void {
    this.lost = true;
    this.#answer?.reject(tooHeavy(this.#file.name, reason));
  }

  async #give(part: Extract<FromThread, { say: "want" }>["part"]): Promise<void> {
    try {
      const bytes = part.of === "sibling" ? await this.#file.sibling(part.path) : await this.#nextPart(part.again);
      this.say({ say: "part", bytes, error: null });
    } catch (error) {
      const known = error instanceof GalleyError ? error : new GalleyError("internal", String(error));
      this.say({ say: "part", bytes: null, error: known.toShape() });
    }
  }

  async #nextPart(again: boolean): Promise<Uint8Array | null> {
    if (again) this.#parts = this.#file.stream()[Symbol.asyncIterator]();
    const { done, value } = (await this.#parts?.next()) ?? { done: true, value: undefined };
    return done ? null : value;
  }
}

function reasonOf(error: unknown): string {
  const outOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return outOfMemory ? "reading it needs more memory than a file may take" : String(error);
}

function tooHeavy(name: string, reason: string): GalleyError {
  return new GalleyError("too-heavy", `${name} was not read further: ${reason}. Divide the file into smaller ones.`, {
    name,
    reason,
  });
}
