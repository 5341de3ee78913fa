/**
 * The threads in which files are read: how many there are, that one which takes too long or too much memory is ended with
 * what it read, and that idle ones end. Must not know: formats, what is said to a thread.
 */
import { availableParallelism } from "node:os";
import { extname, join } from "node:path";
import type { Worker } from "node:worker_threads";
import { endThread, startThread, unhear } from "../../threads.ts";

/** Each may hold a large file. */
const MOST_THREADS = Math.max(1, Math.min(3, availableParallelism() - 1));
const IDLE_MS = 20_000;
/** Of one thread, beside the content of files itself. */
const MEMORY_MB = 1536;
/** The same for what is made and dropped at once: with more, a large file takes a sixth more memory and is read no sooner. */
const YOUNG_MB = 16;

/** Beside this module: in a checkout as it is, in the built program bundled by the same configuration. */
const entry = join(import.meta.dirname, `reading-worker${extname(import.meta.filename)}`);

const idle: { worker: Worker; end: NodeJS.Timeout }[] = [];
const queue: (() => void)[] = [];
let busy = 0;

/** A thread that nobody else uses; waits while all are in use. Give it back with `giveBack` or `giveUp`. */
export async function takeThread(): Promise<Worker> {
  if (busy >= MOST_THREADS) await new Promise<void>((resolve) => queue.push(resolve));
  else busy++;
  const kept = idle.pop();
  if (kept) clearTimeout(kept.end);
  const worker = kept?.worker ?? newThread();
  unhear(worker);
  worker.ref();
  return worker;
}

function newThread(): Worker {
  const worker = startThread(entry, {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  // One that ends while nobody uses it must not be taken for one that will answer.
  worker.once("exit", () => forget(worker));
  return worker;
}

function forget(worker: Worker): void {
  const at = idle.findIndex((each) => each.worker === worker);
  if (at < 0) return;
  clearTimeout(idle[at]?.end);
  idle.splice(at, 1);
}

/** The next who waits takes over the place that is free. */
function release(): void {
  const next = queue.shift();
  if (next) next();
  else busy--;
}

export function giveBack(worker: Worker): void {
  unhear(worker);
  // An idle thread that breaks down is of no concern to anybody; without a listener it would end the program.
  worker.on("error", () => {});
  worker.unref();
  idle.push({
    worker,
    end: setTimeout(() => {
      forget(worker);
      void endThread(worker);
    }, IDLE_MS).unref(),
  });
  release();
}

export function giveUp(worker: Worker): void {
  void endThread(worker);
  release();
}
