/** One export under way: started at the host, followed by its events. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { EventPayload, Params } from "../../../shared/api.ts";
import { useApp } from "../../app/context.tsx";

export type ExportEnd = EventPayload<"jobEnded">;
export type ExportState =
  | { name: "asking" }
  | { name: "running"; done: number; total: number }
  | { name: "failed"; error: unknown }
  | { name: "ended"; result: ExportEnd };

export function useExportJob() {
  const { api, actions } = useApp();
  const [state, setState] = useState<ExportState>({ name: "asking" });
  const job = useRef<string | null>(null);
  /** Ends that were told before the answer to the start: a small export is that quick. */
  const early = useRef<ExportEnd[]>([]);

  useEffect(() => {
    const stopProgress = api.on("jobProgress", (progress) => {
      if (progress.job === job.current) setState({ name: "running", done: progress.done, total: progress.total });
    });
    const stopEnd = api.on("jobEnded", (result) => {
      if (result.job === job.current) setState({ name: "ended", result });
      else early.current.push(result);
    });
    return () => {
      stopProgress();
      stopEnd();
    };
  }, [api]);

  const start = useCallback(
    async (params: Params<"startExport">) => {
      early.current = [];
      setState({ name: "running", done: 0, total: 0 });
      try {
        const answer = await api.call("startExport", params);
        job.current = answer.job;
        const ended = early.current.find((result) => result.job === answer.job);
        if (ended) setState({ name: "ended", result: ended });
      } catch (error) {
        setState({ name: "failed", error });
      }
    },
    [api],
  );
  const cancel = useCallback(() => {
    const id = job.current;
    if (id) void actions.attempt(() => api.call("cancelJob", { job: id }));
  }, [api, actions]);
  const reset = useCallback(() => {
    job.current = null;
    setState({ name: "asking" });
  }, []);
  return { state, start, cancel, reset };
}
