/** Work that runs while the window goes on: started, watched, cancelled; each job ends in exactly one `jobEnded`. */
import { nanoid } from "nanoid";
import type { EventName, EventPayload } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { diskError } from "../disk-errors.ts";
import { reportDefect } from "../shell/report.ts";

type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;
type Ended = EventPayload<"jobEnded">;

/** What a job's work is given. */
export interface Job {
  id: string;
  /** Aborted when the job is cancelled, or the corpus is closed. */
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/** What came of it; whatever is left out is nothing. */
export interface JobResult extends Partial<Pick<Ended, "output" | "changed" | "failures">> {
  /** Why it ended early, when something was done before. */
  stopped?: GalleyError | null;
}

/** Smooth enough for a progress bar, and not an event a document. */
const PROGRESS_EVERY_MS = 100;

export class Jobs {
  readonly #emit: Emit;
  readonly #running = new Map<string, { controller: AbortController; ended: Promise<void> }>();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Answers with the job's id at once. Work that throws has failed, or was cancelled if its signal says so. */
  start(work: (job: Job) => Promise<JobResult>): string {
    const id = nanoid();
    const controller = new AbortController();
    // In a later turn, so that the window knows the job's id before it hears of the job.
    const ended = new Promise((resolve) => setImmediate(resolve))
      .then(() => this.#run(work, { id, signal: controller.signal, onProgress: this.#progress(id) }))
      .then((end) => {
        this.#running.delete(id);
        this.#emit("jobEnded", { job: id, ...end });
      });
    this.#running.set(id, { controller, ended });
    return id;
  }

  /** @throws GalleyError not-found, for a job that is over or never was */
  cancel(id: string): void {
    const running = this.#running.get(id);
    if (!running) throw new GalleyError("not-found", "This is over already.", { name: id });
    running.controller.abort();
  }

  /** Cancels everything; resolves when it has ended. */
  async cancelAll(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }

  #progress(job: string): Job["onProgress"] {
    let told = 0;
    return (done, total) => {
      if (performance.now() - told < PROGRESS_EVERY_MS && done < total) return;
      told = performance.now();
      this.#emit("jobProgress", { job, done, total });
    };
  }

  async #run(work: (job: Job) => Promise<JobResult>, job: Job): Promise<Omit<Ended, "job">> {
    let result: JobResult;
    try {
      result = await work(job);
    } catch (error) {
      const stopped = diskError(error, "this", "carry out");
      // A defect of ours: the window shows the sentence, the log the place.
      if (stopped.code === "internal") reportDefect(error);
      result = { stopped };
    }
    const { output = null, changed = 0, failures = [], stopped = null } = result;
    const cancelled = job.signal.aborted || stopped?.code === "cancelled";
    const status = !stopped ? "done" : cancelled ? "cancelled" : "failed";
    return { status, output, changed, failures, error: stopped?.toShape() ?? null };
  }
}
