/** A host for tests: answers as it is told, remembers what was asked, and sends events when the test says so. */
import type { EventName, EventPayload, GalleyApi, Method, Params, Result } from "../../../shared/api.ts";
import type { JobEnd } from "../jobs.ts";

type Answers = { [M in Method]?: (params: Params<M>) => Result<M> | Promise<Result<M>> };

export function fakeHost(answers: Answers = {}) {
  const listeners = new Set<{ event: EventName; listener: (payload: never) => void }>();
  const calls: [Method, unknown][] = [];
  const api: Pick<GalleyApi, "call" | "on"> = {
    call: async (method, params) => {
      calls.push([method, params]);
      const answer = answers[method] as ((given: unknown) => unknown) | undefined;
      return (answer ? await answer(params) : {}) as never;
    },
    on: (event, listener) => {
      const entry = { event, listener: listener as (payload: never) => void };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
  const emit = <E extends EventName>(event: E, payload: EventPayload<E>) => {
    for (const one of [...listeners]) if (one.event === event) one.listener(payload as never);
  };
  const end = (job: string, more: Partial<JobEnd> = {}) =>
    emit("jobEnded", { job, status: "done", output: null, changed: 0, failures: [], error: null, ...more });
  const called = (method: Method) => calls.filter(([name]) => name === method).map(([, params]) => params);
  return { api, emit, end, called, listeners };
}

/** Lets everything that is ready run. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
