/** A host for tests: a machine of its own, its calls and its events. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { EventName, EventPayload, Method, Params, Result } from "../../shared/api.ts";
import { temporaryFolder } from "../corpus/testing.ts";
import { createHost, type HostOptions } from "../host.ts";
import { dispatch } from "./dispatch.ts";
import { windowless } from "./windowless.ts";

/** A host with a machine of its own; calls go through `dispatch`, results held to the contract. */
export function startHost(change: Partial<HostOptions> = {}, root = temporaryFolder()) {
  const documentsDir = join(root, "Documents");
  mkdirSync(documentsDir, { recursive: true });
  const heard: { event: EventName; payload: unknown }[] = [];
  const waiting: (() => void)[] = [];
  const shown: string[] = [];
  const running = createHost({
    ...windowless,
    userDataDir: join(root, "user data"),
    documentsDir,
    showInFolder: async (path) => void shown.push(path),
    emit(event, payload) {
      heard.push({ event, payload });
      for (const wake of waiting.splice(0)) wake();
    },
    ...change,
  });
  onTestFinished(() => running.close());
  const call = async <M extends Method>(method: M, params: Params<M>) =>
    (await dispatch(running.host, method, params, { checkResults: true })) as Result<M>;
  const event = async <E extends EventName>(name: E): Promise<EventPayload<E>> => {
    for (;;) {
      const at = heard.findIndex((item) => item.event === name);
      if (at >= 0) return heard.splice(at, 1)[0]?.payload as EventPayload<E>;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  /** How many events of a name were told and not taken yet. */
  const heardOf = (name: EventName) => heard.filter((item) => item.event === name).length;
  return { root, documentsDir, running, call, event, heardOf, shown };
}
