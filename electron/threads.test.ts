import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { endThread, startThread } from "./threads.ts";

function entryOf(program: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "galley-thread-")), "thread.mjs");
  writeFileSync(path, program);
  return path;
}

test("a thread that only starts is ended when it has begun, not before", async () => {
  const worker = startThread(entryOf("setInterval(() => {}, 1000)"));
  const order: string[] = [];
  worker.once("online", () => order.push("begun"));
  const terminate = vi.spyOn(worker, "terminate");
  terminate.mockImplementationOnce(() => {
    order.push("ended");
    return worker.terminate();
  });
  await endThread(worker);
  expect(order).toEqual(["begun", "ended"]);
});

test("one that never comes back is ended; one that ended by itself, or can't begin at all, needs nothing", async () => {
  const busy = startThread(
    entryOf("import { parentPort } from 'node:worker_threads'; parentPort.postMessage(1); for (;;);"),
  );
  await once(busy, "message");
  await endThread(busy);
  expect(busy.threadId).toBe(-1);
  const over = startThread(entryOf(""));
  await once(over, "exit");
  await endThread(over);
  await endThread(over);
  const broken = startThread(entryOf("this is no program"));
  await endThread(broken);
  expect(broken.threadId).toBe(-1);
});

test("errors of a thread that is being ended do not end the program", async () => {
  const worker = startThread(entryOf("throw new Error('too late')"));
  const loose = vi.fn();
  process.on("uncaughtException", loose);
  onTestFinished(() => void process.off("uncaughtException", loose));
  await endThread(worker);
  expect(loose).not.toHaveBeenCalled();
});

test("no thread is started, or ended, in any other way", () => {
  const paths = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const sources = paths.filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && path !== "threads.ts");
  expect(sources.length).toBeGreaterThan(100);
  const other = sources.filter((path) =>
    /new Worker\(|orker\??\.terminate\(/.test(readFileSync(join(import.meta.dirname, path), "utf8")),
  );
  expect(other).toEqual([]);
});
