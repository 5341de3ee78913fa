/** Starts the proofing worker. */
import { workerStarter } from "../own-worker.ts";
import type { Thread } from "./proofreader.ts";
import workerAddress from "./worker.ts?worker&url";

export const startWorker = workerStarter(workerAddress, "GalleyProofing", "proofing") as unknown as () => Thread;
