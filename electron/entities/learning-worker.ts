/** The thread that learns: one request, which it was started with, and one answer. What it does is in `learn-corpus.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { diskError } from "../disk-errors.ts";
import { reportDefect } from "../shell/report.ts";
import { type LearnRequest, learnCorpus } from "./learn-corpus.ts";
import type { LearningMessage } from "./learned-model.ts";

const request = workerData as LearnRequest;
const say = (message: LearningMessage) => parentPort?.postMessage(message);

try {
  const learned = await learnCorpus(request, (done, total) => say({ say: "progress", done, total }));
  say({ say: "learned", learned });
} catch (error) {
  // A defect: what the sentence can't say is in the log.
  reportDefect(error);
  say({ say: "failed", error: diskError(error, request.dir, "learn from").toShape() });
}
