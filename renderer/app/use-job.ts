/** The one job that a component has under way: its progress, and how to stop it. */
import { useCallback, useRef, useState } from "react";
import { useApp } from "./context.tsx";
import { followJob, type Job, type JobEnd } from "./jobs.ts";

export interface JobProgress {
  done: number;
  /** 0 until the host knows. */
  total: number;
}

export interface RunningJob {
  /** Null while none is under way. */
  progress: JobProgress | null;
  /** Rejects when the job could not be started. */
  run(start: () => Promise<{ job: string }>): Promise<JobEnd>;
  cancel(): void;
}

export function useJob(): RunningJob {
  const { api } = useApp();
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const current = useRef<Job | null>(null);

  const run = useCallback(
    async (start: () => Promise<{ job: string }>) => {
      setProgress({ done: 0, total: 0 });
      const job = followJob(api, start, (done, total) => setProgress({ done, total }));
      current.current = job;
      return await job.ended.finally(() => {
        current.current = null;
        setProgress(null);
      });
    },
    [api],
  );
  const cancel = useCallback(() => current.current?.cancel(), []);
  return { progress, run, cancel };
}
