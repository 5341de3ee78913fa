/** Starts the suggesting worker. */
import { workerStarter } from "../own-worker.ts";
import type { Thread } from "./messages.ts";
import workerAddress from "./worker.ts?worker&url";

export const startWorker = workerStarter(workerAddress, "GalleySuggesting", "suggesting") as unknown as () => Thread;
