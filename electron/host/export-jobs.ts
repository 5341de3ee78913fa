/** Exports that run while the window goes on: started, watched, cancelled; each ends in exactly one `jobEnded`. */
import { nanoid } from "nanoid";
import type { EventName, EventPayload } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { exportFromCorpus } from "../corpus/export-documents.ts";
import { diskError } from "../disk-errors.ts";
import type { Format } from "../formats/format.ts";
import { locationOf } from "./folders.ts";
import type { Handles } from "./handles.ts";

type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** Smooth enough for a progress bar, and not an event a document. */
const PROGRESS_EVERY_MS = 100;

export class ExportJobs {
  readonly #emit: Emit;
  readonly #handles: Handles;
  readonly #running = new Map<string, { controller: AbortController; ended: Promise<void> }>();

  constructor(emit: Emit, handles: Handles) {
    this.#emit = emit;
    this.#handles = handles;
  }

  /** @param path file or folder to make; answers with the job's id at once */
  start(corpus: Corpus, format: Format, ids: readonly string[], path: string): string {
    const job = nanoid();
    const controller = new AbortController();
    // In a later turn, so that the window knows the job's id before it hears of the job.
    const ended = new Promise((resolve) => setImmediate(resolve))
      .then(() => this.#run(job, corpus, format, ids, path, controller.signal))
      .then((end) => {
        this.#running.delete(job);
        this.#emit("jobEnded", { job, ...end });
      });
    this.#running.set(job, { controller, ended });
    return job;
  }

  /** @throws GalleyError not-found, for a job that is over or never was */
  cancel(job: string): void {
    const running = this.#running.get(job);
    if (!running) throw new GalleyError("not-found", "This export is over already.", { name: job });
    running.controller.abort();
  }

  /** Cancels everything; resolves when it has ended. */
  async cancelAll(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #run(
    job: string,
    corpus: Corpus,
    format: Format,
    ids: readonly string[],
    path: string,
    signal: AbortSignal,
  ): Promise<Omit<EventPayload<"jobEnded">, "job">> {
    let told = 0;
    const onProgress = (done: number, total: number) => {
      if (performance.now() - told < PROGRESS_EVERY_MS && done < total) return;
      told = performance.now();
      this.#emit("jobProgress", { job, done, total });
    };
    try {
      const { documents, failures } = await exportFromCorpus(corpus, { format, ids, path, signal, onProgress });
      const output = { handle: this.#handles.of(path), location: locationOf(path), documents };
      return { status: "done", output, failures, error: null };
    } catch (error) {
      const known = diskError(error, path, "export to");
      const status = signal.aborted || known.code === "cancelled" ? "cancelled" : "failed";
      return { status, output: null, failures: [], error: known.toShape() };
    }
  }
}
