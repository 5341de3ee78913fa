/**
 * Reading a file in a thread of its own, page by page as they are asked for: what takes seconds does not hold up the
 * program, and what never ends, or takes all memory, is ended with its thread. How long it may take is counted in the
 * processor's time and by the file's size, so that a busy or slow machine reads what a fast one does, and a small file
 * keeps nobody waiting. Must not know: particular formats.
 */
import type { Worker } from "node:worker_threads";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportedPage, ImportFile, ReadOptions, UnreadRecord } from "../format.ts";
import type { FromThread, ToThread } from "./messages.ts";
import { giveBack, giveUp, takeThread } from "./threads.ts";

export interface ReadLimits {
  /** Longest time without an answer, in milliseconds: of a disk that does not answer, too. */
  answer: number;
  /** Milliseconds of the processor's time that a thread may take without a sign, and for the whole file. */
  step: number;
  whole: number;
}

const MB = 1024 * 1024;

/**
 * Ten to a hundred times what sound files take on a slow machine: the densest page reads at a megabyte in some seconds,
 * the densest file of many pages at a megabyte in ten. @param size in bytes
 */
export const limitsFor = (size: number): ReadLimits => ({
  answer: 120_000,
  step: 2000 + (size / MB) * 5000,
  whole: 4000 + (size / MB) * 100_000,
});

/** How often the thread's time is looked at, in milliseconds. */
const WATCH_MS = 200;

/** @throws GalleyError what the format finds wrong; too-heavy */
export async function* readApart(
  format: string,
  file: ImportFile,
  options: ReadOptions,
  limits: ReadLimits = limitsFor(file.size),
): AsyncGenerator<ImportedPage | UnreadRecord> {
  const worker = await takeThread();
  const thread = new Conversation(worker, file, limits);
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
    const stopped = whole || (await thread.stops());
    thread.leave();
    if (stopped) giveBack(worker);
    else giveUp(worker);
  }
}

/** What is said to a thread and what it answers, with the file's content given to it as it asks. */
class Conversation {
  readonly #worker: Worker;
  readonly #file: ImportFile;
  readonly #limits: ReadLimits;
  #parts: AsyncIterator<Uint8Array> | null = null;
  #answer: ReturnType<typeof Promise.withResolvers<FromThread>> | null = null;
  /** Messages of the thread so far. */
  #signs = 0;
  /** Of the processor, in milliseconds: at the file's beginning, and when the last sign was seen. */
  #began: number | null = null;
  #seen = { signs: -1, time: 0 };
  /** Looks at the thread's time for as long as it is talked to: pages that are read in no time add up, too. */
  readonly #watch: NodeJS.Timeout;
  /** It was ended, or ended itself. */
  lost = false;

  constructor(worker: Worker, file: ImportFile, limits: ReadLimits) {
    this.#worker = worker;
    this.#file = file;
    this.#limits = limits;
    worker.on("message", (message: FromThread) => {
      this.#signs++;
      if (message.say === "want") void this.#give(message.part);
      else this.#answer?.resolve(message);
    });
    worker.on("error", (error) => this.#lose(reasonOf(error)));
    worker.on("exit", this.#ended);
    this.#watch = setInterval(() => void this.#look(), WATCH_MS);
  }

  say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  /** @throws GalleyError too-heavy */
  async ask(message: ToThread): Promise<FromThread> {
    if (this.lost) throw tooHeavy(this.#file.name, "its thread ended");
    this.#answer = Promise.withResolvers<FromThread>();
    const { answer } = this.#limits;
    const limit = setTimeout(() => this.#lose(`a page took longer than ${seconds(answer)}`), answer);
    this.say(message);
    try {
      return await this.#answer.promise;
    } finally {
      clearTimeout(limit);
      this.#answer = null;
    }
  }

  /** Whether what the thread is at takes too long. Until its first sign it only gets ready. */
  async #look(): Promise<void> {
    const signs = this.#signs;
    const time = await processorTime(this.#worker);
    if (time === null || this.lost || !signs) return;
    this.#began ??= time;
    if (this.#seen.signs !== signs) this.#seen = { signs, time };
    const { step, whole } = this.#limits;
    if (time - this.#seen.time > step)
      this.#lose(
        `a page took more than ${seconds(step)} of the processor's time, which is too much for so small a file`,
      );
    else if (time - this.#began > whole)
      this.#lose(`it took more than ${seconds(whole)} of the processor's time, which is too much for so small a file`);
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

  /** Hears of the thread no more. */
  leave(): void {
    clearInterval(this.#watch);
    this.#worker.off("exit", this.#ended);
  }

  readonly #ended = () => this.#lose("its thread ended");

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

const seconds = (milliseconds: number) => `${Math.round(milliseconds / 100) / 10} seconds`;

/** What a thread has had of the processor, in milliseconds; null for one that has not begun or has ended. */
async function processorTime(worker: Worker): Promise<number | null> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return null;
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
