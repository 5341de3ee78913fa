/** The imports that windows wait for, by the names that they gave them: how far each is, stopping it, undoing it. */
import type { EventPayload } from "../../shared/api.ts";
import type { ImportFileOptions } from "../corpus/import/import-file.ts";
import { SharedLinks } from "../corpus/import/page-links.ts";

/** Smooth enough for a progress bar, and not an event a page. */
const PROGRESS_EVERY_MS = 100;
/** Imports of many files that may go on at once; of an older one, what still comes is an operation of its own. */
const MOST_RUNS = 8;

/** One file's import. */
export interface RunningImport {
  signal: AbortSignal;
  onProgress: NonNullable<ImportFileOptions["onProgress"]>;
  /** A page more has its outcome. */
  pageDone(): void;
}

export class RunningImports {
  readonly #tell: (progress: EventPayload<"importProgress">) => void;
  readonly #running = new Map<string, AbortController>();
  readonly #shared = new Map<string, SharedLinks>();

  constructor(tell: (progress: EventPayload<"importProgress">) => void) {
    this.#tell = tell;
  }

  /** @param task the window's name for it; missing: nobody follows it */
  async run<T>(task: string | undefined, work: (running: RunningImport) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const id = task ?? "";
    if (task) this.#running.set(id, controller);
    let pages = 0;
    let reached = { done: 0, total: 0 };
    let told = Number.NEGATIVE_INFINITY;
    const pageDone = () => {
      pages++;
      if (!task || !reached.total || performance.now() - told < PROGRESS_EVERY_MS) return;
      told = performance.now();
      this.#tell({ task, pages, ...reached });
    };
    const onProgress: RunningImport["onProgress"] = (_path, done, total) => {
      reached = { done, total };
    };
    try {
      return await work({ signal: controller.signal, onProgress, pageDone });
    } finally {
      this.#running.delete(id);
    }
  }

  /**
   * What a file has in common with the others of its import.
   * @param run the window's name for the import of many files; missing: the file is all of it
   */
  shared(run: string | undefined, name: string): SharedLinks {
    if (run === undefined) return new SharedLinks(name);
    const shared = this.#shared.get(run) ?? new SharedLinks(`${name} …`);
    this.#shared.set(run, shared);
    for (const oldest of this.#shared.keys()) {
      if (this.#shared.size <= MOST_RUNS) break;
      this.#shared.delete(oldest);
    }
    return shared;
  }

  /** One that is over stays as it is. */
  cancel(task: string): void {
    this.#running.get(task)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
