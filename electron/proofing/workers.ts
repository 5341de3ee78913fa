/**
 * The worker threads that check and mend documents, so that neither the window's calls nor the command line's output
 * wait for rules. Started when first asked, each with one task at a time; closing ends them at once.
 * Must not know: what the tasks do.
 */
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import { GalleyError } from "../../shared/errors.ts";
import { endThread, startThread } from "../threads.ts";
import type { ContextData, Reply, ReplyMessage, Request, TaskMessage, TaskName } from "./tasks.ts";

/** More would read from the disk faster than one thread can write answers out. */
const MOST_WORKERS = 4;
/** Each holds the lexicon, so that idle ones are ended after this time. */
const IDLE_MS = 60_000;

/** Pages take milliseconds; only a regular expression of the user's that never comes back takes this long. */
const TASK_MS = 120_000;

/** Beside this module: in a checkout as it is, in the built program bundled by the same configuration. */
const entry = join(import.meta.dirname, `check-worker${extname(import.meta.filename)}`);

interface Waiting {
  message: Omit<TaskMessage, "context">;
  context: ContextData | null;
  resolve(answer: unknown): void;
  reject(error: GalleyError): void;
}

interface Thread {
  worker: Worker;
  /** The context that it has. */
  context: ContextData | null;
  /** What it works on. */
  busy: Waiting | null;
  /** Ends it when that takes too long. */
  limit: NodeJS.Timeout | null;
}

export class ProofingWorkers {
  readonly #dir: string;
  readonly #size: number;
  readonly #threads = new Set<Thread>();
  #waiting: Waiting[] = [];
  #idle: NodeJS.Timeout | null = null;
  #closed = false;

  /** @param dir the corpus's folder */
  constructor(dir: string, size: number = Math.min(MOST_WORKERS, availableParallelism())) {
    this.#dir = dir;
    this.#size = size;
  }

  /**
   * Carries a task out in the next free thread.
   * @param context what rules may know; null for a task that runs none. Given again as the same object, it is not sent again
   * @throws GalleyError cancelled, when closed or aborted before; slow-pattern; internal
   */
  ask<K extends TaskName>(
    task: K,
    request: Request<K>,
    context: ContextData | null,
    signal?: AbortSignal,
  ): Promise<Reply<K>> {
    if (this.#closed || signal?.aborted) return Promise.reject(stopped());
    const { promise, resolve, reject } = Promise.withResolvers<Reply<K>>();
    const waiting: Waiting = { message: { task, request }, context, resolve: resolve as Waiting["resolve"], reject };
    const abort = () => this.#drop(waiting, stopped());
    signal?.addEventListener("abort", abort);
    this.#waiting.push(waiting);
    this.#next();
    return promise.finally(() => signal?.removeEventListener("abort", abort));
  }

  /** Ends all threads; what was asked and not answered is rejected as cancelled. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#idle) clearTimeout(this.#idle);
    for (const waiting of this.#waiting.splice(0)) waiting.reject(stopped());
    const threads = [...this.#threads];
    this.#threads.clear();
    for (const { busy, limit } of threads) {
      busy?.reject(stopped());
      if (limit) clearTimeout(limit);
    }
    await Promise.all(threads.map(({ worker }) => endThread(worker)));
  }

  /** A thread can't be asked to stop inside a rule: it is ended with its task, and another one started when needed. */
  #drop(waiting: Waiting, error: GalleyError): void {
    waiting.reject(error);
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    const thread = [...this.#threads].find(({ busy }) => busy === waiting);
    if (!thread) return;
    this.#threads.delete(thread);
    if (thread.limit) clearTimeout(thread.limit);
    void endThread(thread.worker);
    this.#next();
  }

  #next(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
    while (this.#waiting.length) {
      const thread = this.#freeThread();
      if (!thread) return;
      const waiting = this.#waiting.shift() as Waiting;
      thread.busy = waiting;
      const context = thread.context === waiting.context ? null : waiting.context;
      thread.context = waiting.context ?? thread.context;
      thread.limit = setTimeout(() => this.#drop(waiting, tooSlow()), TASK_MS).unref();
      thread.worker.ref();
      thread.worker.postMessage({ ...waiting.message, context } satisfies TaskMessage);
    }
    if ([...this.#threads].some(({ busy }) => busy)) return;
    this.#idle = setTimeout(() => this.#endIdle(), IDLE_MS).unref();
  }

  #freeThread(): Thread | null {
    for (const thread of this.#threads) if (!thread.busy) return thread;
    return this.#threads.size < this.#size ? this.#start() : null;
  }

  #start(): Thread {
    const worker = startThread(entry, { workerData: { dir: this.#dir } });
    const thread: Thread = { worker, context: null, busy: null, limit: null };
    worker.on("message", ({ answer, error }: ReplyMessage) => {
      const { busy } = thread;
      thread.busy = null;
      if (thread.limit) clearTimeout(thread.limit);
      // A thread that waits must not keep the process alive.
      worker.unref();
      if (error) busy?.reject(GalleyError.fromShape(error));
      else busy?.resolve(answer);
      this.#next();
    });
    worker.on("error", (error) => this.#lost(thread, error instanceof Error ? error.message : String(error)));
    worker.on("exit", (code) => this.#lost(thread, `it ended with ${code}`));
    worker.unref();
    this.#threads.add(thread);
    return thread;
  }

  /** A thread that broke down (out of memory, most likely): its task fails, the others go on in other threads. */
  #lost(thread: Thread, reason: string): void {
    if (!this.#threads.delete(thread)) return;
    if (thread.limit) clearTimeout(thread.limit);
    const message = `Checking stopped unexpectedly: ${reason}.`;
    thread.busy?.reject(new GalleyError("internal", message, { reason }));
    this.#next();
  }

  #endIdle(): void {
    const threads = [...this.#threads];
    this.#threads.clear();
    for (const { worker } of threads) void endThread(worker);
  }
}

function tooSlow(): GalleyError {
  const reason = `it took more than ${TASK_MS / 1000} seconds`;
  return new GalleyError("slow-pattern", `Checking was given up: ${reason}. Look at your own rules.`, { reason });
}

function stopped(): GalleyError {
  return new GalleyError("cancelled", "Stopped before the end.");
}
