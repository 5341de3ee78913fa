/** Starts the corrections view's worker. */
import { workerStarter } from "../../own-worker.ts";
import workerAddress from "./worker.ts?worker&url";

export const startWorker = workerStarter(workerAddress, "GalleyCorrections", "corrections");
