/**
 * Searching without holding up the program: questions go to a thread of their own, which is started when first needed
 * and ended when it has been idle for a while. A regular expression that never comes back ends with its thread.
 */
import type { Worker } from "node:worker_threads";
import { GalleyError } from "../../shared/errors.ts";
import { endThread, startThread } from "../threads.ts";
import {
  type Answered,
  type Asked,
  CANCELLED,
  DONE,
  type IndexFile,
  NOT_BEGUN,
  type SearchAnswer,
  type SearchRequest,
  TOTAL,
} from "./messages.ts";

/** What the texts of this session take on the disk, and the thread in memory, is not kept when nobody searches. */
const IDLE_MS = 30 * 60 * 1000;
/** What is read and dropped again is small: more room for it costs a hundred megabytes and saves no time. */
const YOUNG_MB = 8;
/** How often a running search is looked at. */
const WATCH_MS = 100;

export interface SearchLimits {
  /** Longest time without getting on, in milliseconds: a document that an expression does not come back from. */
  stuck: number;
  /** Longest time in all. */
  total: number;
}

const usualLimits: SearchLimits = { stuck: 3000, total: 30_000 };

export interface SearchOptions {
  signal?: AbortSignal | undefined;
  onProgress?(done: number, total: number): void;
  /** See `PageRequest`. */
  countFor?: number | undefined;
}

interface Pending {
  shared: Int32Array;
  resolve(answer: SearchAnswer): void;
  reject(error: Error): void;
}

/** The index can't be read: the caller may build it anew and ask again. */
export class UnreadableIndex extends Error {}

export class SearchThread {
  readonly #limits: SearchLimits;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;
  #pending: { id: number; pending: Pending } | null = null;
  #last = 0;
  /** One question after the other. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(limits: SearchLimits = usualLimits) {
    this.#limits = limits;
  }

  /** @throws GalleyError bad-pattern, slow-pattern, cancelled; UnreadableIndex */
  ask<A extends SearchAnswer>(file: IndexFile, request: SearchRequest, options: SearchOptions = {}): Promise<A> {
    const answer = this.#tail.then(() => this.#ask(file, request, options));
    this.#tail = answer.catch(() => {});
    return answer as Promise<A>;
  }

  async close(): Promise<void> {
    this.#pending?.pending.reject(given());
    await this.#end();
  }

  async #ask(file: IndexFile, request: SearchRequest, { signal, onProgress }: SearchOptions): Promise<SearchAnswer> {
    if (signal?.aborted) throw given();
    if (this.#idle) clearTimeout(this.#idle);
    const worker = this.#start();
    worker.ref();
    const id = ++this.#last;
    const shared = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
    const view = new Int32Array(shared);
    view[DONE] = NOT_BEGUN;
    const cancel = () => Atomics.store(view, CANCELLED, 1);
    signal?.addEventListener("abort", cancel);
    let watch: NodeJS.Timeout | null = null;
    try {
      return await new Promise<SearchAnswer>((resolve, reject) => {
        this.#pending = { id, pending: { shared: view, resolve, reject } };
        watch = this.#watch(view, request, reject, onProgress);
        worker.postMessage({ id, request, ...file, shared } satisfies Asked);
      });
    } finally {
      if (watch) clearInterval(watch);
      signal?.removeEventListener("abort", cancel);
      this.#pending = null;
      this.#worker?.unref();
      this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
    }
  }

  /** Looks whether the work gets on; ends the thread when it does not. */
  #watch(
    shared: Int32Array,
    request: SearchRequest,
    reject: (error: Error) => void,
    onProgress: SearchOptions["onProgress"],
  ): NodeJS.Timeout {
    const started = performance.now();
    let seen = { done: -1, at: started };
    return setInterval(() => {
      const now = performance.now();
      const done = Atomics.load(shared, DONE);
      // A thread that is only starting is not stuck in an expression.
      if (done !== seen.done || done === NOT_BEGUN) seen = { done, at: now };
      const total = Atomics.load(shared, TOTAL);
      if (total) onProgress?.(done, total);
      const isStuck = now - seen.at > this.#limits.stuck;
      const isCancelled = Atomics.load(shared, CANCELLED) === 1;
      // A plan may take its time: it shows how far it is, and can be cancelled.
      const isLong = request.kind === "page" && now - started > this.#limits.total;
      // Only an expression can be slow; anything else waits for the disk.
      const isExpression = "query" in request && "regex" in request.query && request.query.regex;
      if (!isExpression || !(isStuck || isLong || (isCancelled && now - seen.at > WATCH_MS))) return;
      void this.#end();
      reject(isCancelled ? given() : tooSlow());
    }, WATCH_MS);
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread(workerFile(), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    worker.on("message", (answered: Answered) => {
      if (this.#pending?.id !== answered.id) return;
      const { resolve, reject } = this.#pending.pending;
      if ("answer" in answered) resolve(answered.answer);
      else if (answered.index) reject(new UnreadableIndex(answered.error.message));
      else reject(GalleyError.fromShape(answered.error));
    });
    worker.on("error", (error) => {
      if (this.#worker === worker) this.#worker = null;
      this.#pending?.pending.reject(error);
    });
    this.#worker = worker;
    return worker;
  }

  async #end(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    if (worker) await endThread(worker);
  }
}

/** Beside this module: its source in a checkout, its own file in the package. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./search-worker.js", import.meta.url);
}

function given(): GalleyError {
  return new GalleyError("cancelled", "This search was given up.");
}

function tooSlow(): GalleyError {
  return new GalleyError(
    "slow-pattern",
    "This regular expression takes too long and was stopped; make it more definite.",
  );
}
