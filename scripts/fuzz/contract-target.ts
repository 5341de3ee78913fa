/** Fuzzed: calls of the contract, to a real host with a corpus of its own. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { decode, encode } from "@msgpack/msgpack";
import { dispatch } from "../../electron/host/dispatch.ts";
import { windowless } from "../../electron/host/windowless.ts";
import { createHost } from "../../electron/host.ts";
import type { EventName, EventPayload, Result } from "../../shared/api.ts";
import { contractCalls, fillIn } from "./contract-calls.ts";
import { richDocument } from "./inputs.ts";
import { Broken, codeOf, type Running, type Target } from "./target.ts";

const utf8 = new TextEncoder();

/** A host with a corpus, a document and everything that messages can name. */
async function startHost(folder: string) {
  const documentsDir = join(folder, "Documents");
  mkdirSync(documentsDir, { recursive: true });
  const defects: string[] = [];
  let job = "";
  const note = <E extends EventName>(event: E, payload: EventPayload<E>) => {
    if (event !== "jobEnded") return;
    const ended = payload as EventPayload<"jobEnded">;
    for (const error of [ended.error, ...ended.failures.map((failure) => failure.error)])
      if (error?.code === "internal") defects.push(error.message);
  };
  const running = createHost({
    ...windowless,
    userDataDir: join(folder, "user data"),
    documentsDir,
    emit: note,
  });
  const call = (method: string, params: unknown) => dispatch(running.host, method, params);
  const { folder: documents } = (await call("listFolder", { folder: null })) as Result<"listFolder">;
  const prepare = async () => {
    await call("createCorpus", { parent: documents, name: `庫${++made}` });
    const bytes = utf8.encode(JSON.stringify(richDocument()));
    const { id } = (await call("importFile", { path: "a.json", bytes, encoding: "utf-8" })) as Result<"importFile">;
    return id ?? "";
  };
  let made = 0;
  let id = await prepare();
  return {
    defects,
    close: () => running.close(),
    call,
    /** Notes what jobs are called. */
    heard(result: unknown) {
      const { job: started } = (result ?? {}) as { job?: unknown };
      if (typeof started === "string") job = started;
    },
    /** What stands for what; opens a corpus again when a message has closed it. */
    async known() {
      const { corpus } = (await call("getInfo", {})) as Result<"getInfo">;
      if (!corpus) id = await prepare();
      const { hash } = (await call("hashDocument", { id })) as Result<"hashDocument">;
      const { entries } = (await call("listFolder", { folder: documents })) as Result<"listFolder">;
      return { id, hash: hash ?? "", folder: documents, corpus: entries.at(-1)?.folder ?? documents, job };
    },
  };
}

/** A recommender's address is the user's own choice, and asking it no matter of this. */
function withoutAddress(method: unknown, params: unknown): unknown {
  const { suggestions } = (params ?? {}) as { suggestions?: { recommender?: { address?: unknown } } };
  if (method === "setPreferences" && typeof suggestions?.recommender?.address === "string")
    suggestions.recommender.address = "http://127.0.0.1:9/";
  return params;
}

async function contract(folder: string): Promise<Running> {
  const host = await startHost(folder);
  return {
    async run({ bytes }) {
      // Of a job that a message before started.
      const defect = host.defects.shift();
      if (defect) throw new Broken(`a job ended as "internal": ${defect}`);
      const known = await host.known();
      let message: { method?: unknown; params?: unknown };
      try {
        message = (fillIn(decode(bytes), known) ?? {}) as typeof message;
      } catch {
        return "no-message";
      }
      // Of another kind it does not get as far as the host: see shared/wire.ts.
      if (typeof message.method !== "string") return "no-message";
      try {
        const result = await host.call(message.method, withoutAddress(message.method, message.params));
        host.heard(result);
        return "accepted";
      } catch (error) {
        return codeOf(error);
      }
    },
    async end() {
      await host.close();
      const defect = host.defects.shift();
      if (defect) throw new Broken(`a job ended as "internal": ${defect}`);
    },
  };
}

export const contractTarget: Target = {
  name: "contract",
  share: 14,
  batch: 400,
  inputs: async () =>
    contractCalls.map((call) => ({
      name: call.method,
      kind: "msgpack" as const,
      bytes: encode(call, { ignoreUndefined: true }),
    })),
  start: contract,
};
