/**
 * A large export in threads: each reads some documents and makes their output, and the parts come back in order. The
 * program answers meanwhile, and all cores have work. Must not know: formats, where the output goes.
 */
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import { startThread } from "../threads.ts";
import type { PartContext, ReadPart } from "./export-part.ts";

/** More would make output faster than a disk takes it. */
const MOST_THREADS = 4;
/** Documents of one part: some hundred kilobytes of output, so that a few parts are little memory. */
const PART = 16;
/** Parts that a thread has before it: one that it makes, one to go on with. */
const AHEAD = 2;
/** Space for what is made and dropped, in MB: with more, threads take more memory and are no faster. */
const YOUNG = 8;

/** Beside this module: in a checkout as it is, in the built program bundled by the same configuration. */
const entry = join(import.meta.dirname, `export-worker${extname(import.meta.filename)}`);

/** Ids of documents; null: no more will come. */
export type PartRequest = readonly string[] | null;
export type PartReply = { part: ReadPart; error: null } | { part: null; error: ErrorShape };

/**
 * The output of documents, part by part in their order.
 * @param unread gets those that can't be read
 * @throws GalleyError corpus-gone, internal; all threads have ended then
 */
export async function* exportedParts(
  context: PartContext,
  ids: readonly string[],
  unread: ReadPart["unread"],
): AsyncGenerator<ReadPart> {
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => new Thread(context));
  const asked: Promise<ReadPart>[] = [];
  const next = async () => {
    const part = (await asked.shift()) as ReadPart;
    unread.push(...part.unread);
    return part;
  };
  try {
    for (let start = 0; start < ids.length; start += PART) {
      const thread = threads[(start / PART) % threads.length] as Thread;
      asked.push(thread.ask(ids.slice(start, start + PART)));
      if (asked.length >= AHEAD * threads.length) yield await next();
    }
    while (asked.length) yield await next();
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

class Thread {
  readonly #worker: Worker;
  /** Who asked and has no answer yet, in order. */
  #waiting: PromiseWithResolvers<ReadPart>[] = [];
  readonly #ended: Promise<void>;
  /** Why it can't answer any more. */
  #lost: GalleyError | null = null;

  constructor(context: PartContext) {
    this.#worker = startThread(entry, { workerData: context, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } });
    this.#worker.on("message", ({ part, error }: PartReply) => {
      const waiting = this.#waiting.shift();
      if (error) waiting?.reject(GalleyError.fromShape(error));
      else waiting?.resolve(part);
    });
    this.#worker.on("error", (error) => this.#lose(error instanceof Error ? error.message : String(error)));
    this.#ended = new Promise((resolve) => {
      this.#worker.on("exit", (code) => {
        this.#lose(`it ended with ${code}`);
        resolve();
      });
    });
  }

  ask(ids: readonly string[]): Promise<ReadPart> {
    const asked = Promise.withResolvers<ReadPart>();
    // A rejection is looked at when its turn comes.
    asked.promise.catch(() => {});
    if (this.#lost) asked.reject(this.#lost);
    else {
      this.#waiting.push(asked);
      this.#worker.postMessage(ids satisfies PartRequest);
    }
    return asked.promise;
  }

  /**
   * When it has made what it is at. It ends by itself: what it has begun is short.
   */
  async end(): Promise<void> {
    if (!this.#lost) this.#worker.postMessage(null satisfies PartRequest);
    await this.#ended;
  }

  /** It broke down (out of memory, most likely). */
  #lose(reason: string): void {
    this.#lost ??= new GalleyError("internal", `Exporting stopped unexpectedly: ${reason}.`, { reason });
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#lost);
  }
}
