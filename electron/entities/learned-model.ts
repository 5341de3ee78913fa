/**
 * The model learned from the corpus that is open: whether there is enough to learn from, and learning in a thread of its
 * own, which is ended when nobody wants its answer any more.
 */
import { extname, join } from "node:path";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import type { Status } from "../../shared/model/document.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { endThread, startThread } from "../threads.ts";
import type { LearnRequest } from "./learn-corpus.ts";
import type { KeptModel } from "./model-file.ts";

/** In these an editor has tagged, so that what is untagged says something too. */
export const taughtStatuses: readonly Status[] = ["tagging", "review", "done"];
/** Fewer entities teach chance. */
export const LEAST_ENTITIES = 200;

/** @param entities that are there */
export function tooFewEntities(entities: number): GalleyError {
  return new GalleyError(
    "too-few-entities",
    `Too little is tagged to learn from: ${entities} entities in pages of the statuses tagging, review and done; ${LEAST_ENTITIES} are enough.`,
    { reason: entities, limit: LEAST_ENTITIES },
  );
}

export type LearningMessage =
  | { say: "progress"; done: number; total: number }
  | { say: "learned"; learned: KeptModel }
  | { say: "failed"; error: ErrorShape };

/** Beside this module: in a checkout as it is, in the built program bundled by the same configuration. */
const entry = join(import.meta.dirname, `learning-worker${extname(import.meta.filename)}`);

export interface LearnOptions {
  signal: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/**
 * The model for what is tagged now: the one that is kept where nothing has changed, else one that is learned now.
 * Null where too little is tagged. @throws GalleyError cancelled, corpus-gone, internal
 */
export async function corpusModel(corpus: Corpus, options: LearnOptions): Promise<KeptModel | null> {
  const { entities } = await corpus.countTagged(taughtStatuses);
  if (entities < LEAST_ENTITIES) return null;
  const ids = new Set<string>();
  for (const status of taughtStatuses)
    for (const id of await corpus.ids({ sort: "name", descending: false, text: "", status })) ids.add(id);
  return await runThread(
    {
      dir: corpus.dir,
      // Ids grow with time.
      ids: [...ids].sort().reverse(),
      now: corpus.now().toISOString(),
      readOnly: corpus.readOnly !== null,
    },
    options,
  );
}

async function runThread(request: LearnRequest, { signal, onProgress }: LearnOptions): Promise<KeptModel> {
  if (signal.aborted) throw stopped();
  const worker = startThread(entry, { workerData: request });
  const { promise, resolve, reject } = Promise.withResolvers<KeptModel>();
  const abort = () => reject(stopped());
  signal.addEventListener("abort", abort);
  worker.on("message", (message: LearningMessage) => {
    if (message.say === "progress") onProgress?.(message.done, message.total);
    else if (message.say === "learned") resolve(message.learned);
    else reject(GalleyError.fromShape(message.error));
  });
  const lost = (reason: string) =>
    reject(new GalleyError("internal", `Learning stopped unexpectedly: ${reason}.`, { reason }));
  worker.on("error", (error) => lost(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => lost(`it ended with ${code}`));
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", abort);
    await endThread(worker);
  }
}

function stopped(): GalleyError {
  return new GalleyError("cancelled", "Stopped before the end.");
}
