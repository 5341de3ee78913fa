/** A thread of an export: ids of documents in, their output out, one part after the other. */
import { on } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { GalleyError } from "../../shared/errors.ts";
import { diskError } from "../disk-errors.ts";
import { reportDefect } from "../shell/report.ts";
import { exportPart, type PartContext } from "./export-part.ts";
import type { PartReply, PartRequest } from "./export-threads.ts";

const port = parentPort as MessagePort;
const context = workerData as PartContext;

for await (const [request] of on(port, "message")) {
  const ids = request as PartRequest;
  if (!ids) break;
  let reply: PartReply;
  try {
    reply = { part: await exportPart(context, ids), error: null };
  } catch (error) {
    if (!(error instanceof GalleyError)) reportDefect(error);
    reply = { part: null, error: diskError(error, context.dir, "read").toShape() };
  }
  port.postMessage(reply, reply.part ? [reply.part.bytes.buffer] : []);
}
port.close();
