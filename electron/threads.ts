/**
 * Worker threads, started and ended in one way. A thread that is ended from outside while it only starts can take the whole
 * process with it (V8: "Check failed: jit_page.has_value()"), so that one which has not begun is ended when it has.
 * Must not know: what threads do.
 */
import { Worker, type WorkerOptions } from "node:worker_threads";

/** Fulfilled once a thread runs its program, or has ended without. */
const begun = new WeakMap<Worker, Promise<void>>();

/** @param entry the thread's module */
export function startThread(entry: string | URL, options: WorkerOptions = {}): Worker {
  const worker = new Worker(entry, options);
  const { promise, resolve } = Promise.withResolvers<void>();
  // Before the listeners of whoever uses it, and never taken away: see `unhear`.
  worker.once("online", resolve);
  worker.once("exit", () => resolve());
  begun.set(worker, promise);
  return worker;
}

/** Takes away what listens to a thread's messages and errors, for the next who uses it. */
export function unhear(worker: Worker): void {
  worker.removeAllListeners("message");
  worker.removeAllListeners("error");
}

/** Ends a thread, whatever it is at; done when it has ended. Nothing is heard of it any more, errors included. */
export async function endThread(worker: Worker): Promise<void> {
  unhear(worker);
  worker.on("error", () => {});
  // Otherwise the process could end in between, and its threads with it, started or not.
  worker.ref();
  await begun.get(worker);
  await worker.terminate();
}
