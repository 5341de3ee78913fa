/** The contract's methods about the corpus in numbers: gathered by a job, kept until the next one or another corpus. */
import type { Host, Statistics } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { gatherStatistics } from "../corpus/statistics.ts";
import type { JobResult, Jobs } from "./jobs.ts";

export class StatisticsJobs {
  readonly methods: Pick<Host, "gatherStatistics" | "readStatistics">;
  /** What the last job gathered. */
  #latest: { job: string; statistics: Statistics } | null = null;

  /** @param corpus the open one. @throws GalleyError no-corpus */
  constructor(corpus: () => Corpus, jobs: Jobs) {
    this.methods = {
      gatherStatistics: async () => {
        const open = corpus();
        const job = jobs.start(async ({ id, ...options }) => {
          const failures: NonNullable<JobResult["failures"]> = [];
          const statistics = await gatherStatistics(open, {
            ...options,
            onDocument: ({ id: document, error }) => error && failures.push({ document, error }),
          });
          this.#latest = { job: id, statistics };
          return { failures };
        });
        return { job };
      },
      readStatistics: async ({ job }) => {
        if (this.#latest?.job !== job)
          throw new GalleyError("not-found", "These numbers are not kept any more; gather them again.", { name: job });
        return this.#latest.statistics;
      },
    };
  }

  /** The corpus is closed. */
  forget(): void {
    this.#latest = null;
  }
}
