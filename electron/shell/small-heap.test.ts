import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Megabytes of the room for what is young, in a process that makes garbage and in a thread that it starts. */
function roomOf(before: string): { process: number; thread: number } {
  const work = `
    const all = [];
    const room = () => v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_size / 2 ** 20;
    let most = 0;
    for (let round = 0; round < 200; round++) {
      const some = Array.from({ length: 10_000 }, (_, i) => ({ i, text: "x" + i }));
      all.push(some.slice(0, 2000));
      if (all.length > 20) all.length = 0;
      await new Promise(setImmediate);
      most = Math.max(most, room());
    }`;
  const inThread = `import v8 from "node:v8"; import { parentPort } from "node:worker_threads"; ${work} parentPort.postMessage(most);`;
  const program = `
    import v8 from "node:v8";
    import { Worker } from "node:worker_threads";
    ${before}
    ${work}
    const thread = new Worker(new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(inThread)}`)}));
    thread.on("message", (inIt) => console.log(JSON.stringify({ process: most, thread: inIt })));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("a process that was started without the flag, and its threads, keep little room for what is young", () => {
  const module = JSON.stringify(join(import.meta.dirname, "small-heap.ts"));
  const small = roomOf(`const { keepHeapSmall } = await import(${module}); keepHeapSmall();`);
  expect(small.process).toBeLessThanOrEqual(16);
  expect(small.thread).toBeLessThanOrEqual(8);
  expect(roomOf("").process).toBeGreaterThan(16);
});
