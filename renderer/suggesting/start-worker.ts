/** Starts the suggesting worker. */
import { workerStarter } from "../own-worker.ts";
import type { Thread } from "./suggesting.ts";
import workerAddress from "./worker.ts?worker&url";

export const startWorker = workerStarter(workerAddress, "GalleySuggesting", "suggesting") as unknown as () => Thread;
