/**
 * A job at the host (a plan, an operation, an export), from its start to its end as one promise.
 * Must not know: React, what the jobs do.
 */
import type { EventPayload, GalleyApi } from "../../shared/api.ts";

export type JobEnd = EventPayload<"jobEnded">;

export interface Job {
  /** Resolves when the job has ended, however it ended. Rejects when it could not be started. */
  ended: Promise<JobEnd>;
  /** Asks the host to stop it; the end follows. */
  cancel(): void;
}

/** @param start makes the host start the job and answers with its name */
export function followJob(
  api: Pick<GalleyApi, "call" | "on">,
  start: () => Promise<{ job: string }>,
  onProgress: (done: number, total: number) => void,
): Job {
  let name: string | null = null;
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    // A job that has just ended is not there any more, and a connection that breaks ends the job's following anyway.
    if (name) api.call("cancelJob", { job: name }).catch(() => {});
  };
  const follow = async (): Promise<JobEnd> => {
    /** Ends that were told before the answer to the start: a small job is that quick. */
    const early: JobEnd[] = [];
    const { promise, resolve } = Promise.withResolvers<JobEnd>();
    const stops = [
      api.on("jobProgress", ({ job, done, total }) => {
        if (job === name) onProgress(done, total);
      }),
      api.on("jobEnded", (end) => {
        if (name === null) early.push(end);
        else if (end.job === name) resolve(end);
      }),
    ];
    try {
      const { job } = await start();
      name = job;
      const end = early.find((one) => one.job === job);
      if (end) return end;
      if (isCancelled) cancel();
      return await promise;
    } finally {
      for (const stop of stops) stop();
    }
  };
  return { ended: follow(), cancel };
}
