/**
 * The corpus's numbers from being asked for to being there. What is asked for again takes the place of what was asked
 * before. Must not know: React.
 */
import type { GalleyApi, Statistics } from "../../../shared/api.ts";
import { followJob, type Job, type JobEnd } from "../../app/jobs.ts";

export type StatisticsState =
  | { name: "measuring"; done: number; total: number }
  | { name: "measured"; statistics: Statistics; failures: JobEnd["failures"] }
  | { name: "stopped" }
  | { name: "failed"; error: unknown };

export class StatisticsRun {
  readonly #api: Pick<GalleyApi, "call" | "on">;
  readonly #listeners = new Set<() => void>();
  #state: StatisticsState = { name: "measuring", done: 0, total: 0 };
  #job: Job | null = null;

  constructor(api: Pick<GalleyApi, "call" | "on">) {
    this.#api = api;
  }

  getState = (): StatisticsState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Measures the corpus; resolves when that has ended, or something else was asked. */
  async measure(): Promise<void> {
    this.leave();
    const job = followJob(
      this.#api,
      () => this.#api.call("gatherStatistics", {}),
      (done, total) => this.#set(job, { name: "measuring", done, total }),
    );
    this.#job = job;
    this.#set(job, { name: "measuring", done: 0, total: 0 });
    try {
      const { job: id, status, error, failures } = await job.ended;
      if (this.#job !== job) return;
      if (status !== "done")
        return this.#set(job, status === "failed" ? { name: "failed", error } : { name: "stopped" });
      const statistics = await this.#api.call("readStatistics", { job: id });
      this.#set(job, { name: "measured", statistics, failures });
    } catch (error) {
      this.#set(job, { name: "failed", error });
    }
  }

  /** Stops measuring; the view says so. */
  stop(): void {
    if (this.#state.name === "measuring") this.#job?.cancel();
  }

  /** The view is left: nothing is waited for any more. */
  leave(): void {
    this.stop();
    this.#job = null;
  }

  /** Answers to what was asked before are dropped. */
  #set(job: Job, state: StatisticsState): void {
    if (this.#job !== job) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
