/** A worker thread of proofing: tasks in, answers out. What it does is in `workshop.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { diskError } from "../disk-errors.ts";
import { reportDefect } from "../shell/report.ts";
import type { ReplyMessage, TaskMessage } from "./tasks.ts";
import { Workshop } from "./workshop.ts";

const { dir } = workerData as { dir: string };
const workshop = new Workshop(dir);

parentPort?.on("message", async ({ task, request, context }: TaskMessage) => {
  let reply: ReplyMessage;
  try {
    if (context) await workshop.use(context);
    const work = workshop.tasks[task] as (request: unknown) => Promise<unknown>;
    reply = { answer: await work(request), error: null };
  } catch (error) {
    // A defect: what the sentence can't say is in the log.
    reportDefect(error);
    reply = { answer: null, error: diskError(error, dir, "check").toShape() };
  }
  parentPort?.postMessage(reply);
});
