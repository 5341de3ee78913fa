/** The thread that reads files: a format's importer, with the file's content asked for part by part. */

import { type MessagePort, parentPort } from "node:worker_threads";
import { GalleyError } from "../../../shared/errors.ts";
import { reportDefect } from "../../shell/report.ts";
import type { ImportedPage, ImportFile, UnreadRecord } from "../format.ts";
import { findImportFormat } from "../run-import.ts";
import { refuseTooLarge } from "../too-large.ts";
import type { FromThread, ToThread } from "./messages.ts";

const port = parentPort as MessagePort;
const say = (message: FromThread) => port.postMessage(message);

type Part = Extract<FromThread, { say: "want" }>["part"];
let waiting: { resolve(bytes: Uint8Array | null): void; reject(error: GalleyError): void } | null = null;

function ask(part: Part): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    waiting = { resolve, reject };
    say({ say: "want", part });
  });
}

function fileOf(facts: Extract<ToThread, { say: "read" }>["file"]): ImportFile & { whole: Uint8Array | null } {
  async function* stream() {
    for (let again = true; ; again = false) {
      const bytes = await ask({ of: "content", again });
      if (!bytes) return;
      yield bytes;
    }
  }
  return {
    ...facts,
    whole: null,
    async bytes(limit) {
      refuseTooLarge(facts.name, facts.size, limit);
      if (this.whole) return this.whole;
      const whole = new Uint8Array(facts.size);
      let at = 0;
      for await (const bytes of stream()) {
        whole.set(bytes.subarray(0, whole.length - at), at);
        at += bytes.length;
      }
      this.whole = whole.subarray(0, at);
      return this.whole;
    },
    stream,
    sibling: (path) => ask({ of: "sibling", path }),
  };
}

let reading: { pages: AsyncIterator<ImportedPage | UnreadRecord>; file: { whole: Uint8Array | null } } | null = null;

/** What ended reading, as it is told: anything but a GalleyError is a defect, or what others' programs break down with. */
function shapeOf(error: unknown) {
  if (error instanceof GalleyError) return error.toShape();
  reportDefect(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new GalleyError("internal", `The file could not be read: ${reason}.`, { reason }).toShape();
}

async function next(): Promise<void> {
  try {
    const { done, value } = (await reading?.pages.next()) ?? { done: true, value: undefined };
    if (done) say({ say: "end", error: null });
    else if ("error" in value) say({ say: "unread", error: value.error.toShape() });
    else say({ say: "page", page: { ...value, bytes: value.bytes === reading?.file.whole ? null : value.bytes } });
  } catch (error) {
    say({ say: "end", error: shapeOf(error) });
  }
}

port.on("message", async (message: ToThread) => {
  if (message.say === "read") {
    const file = fileOf(message.file);
    const { importer } = findImportFormat(message.format);
    reading = { pages: importer.read(file, message.options)[Symbol.asyncIterator](), file };
  } else if (message.say === "part") {
    if (message.error) waiting?.reject(GalleyError.fromShape(message.error));
    else waiting?.resolve(message.bytes);
  } else if (message.say === "next") await next();
  else {
    await reading?.pages.return?.();
    reading = null;
    say({ say: "stopped" });
  }
});
