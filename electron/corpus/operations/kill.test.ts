import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { Corpus } from "../corpus.ts";
import { collect, temporaryCorpus } from "../testing.ts";
import { documentBytes, importTexts } from "./testing.ts";

const url = (path: string) => JSON.stringify(`file://${resolve(path)}`);

/** Changes all documents as one operation, and says each one. */
const operator = (dir: string) => `
  import { Corpus } from ${url("electron/corpus/corpus.ts")};
  import { insertEverywhere } from ${url("electron/corpus/operations/testing.ts")};
  const corpus = await Corpus.open(${JSON.stringify(dir)});
  const onProgress = (done) => process.stdout.write(done + "\\n");
  await corpus.carryOut({ kind: "replace", label: "" }, insertEverywhere(corpus), { onProgress });
`;

/** Starts changing all documents, and kills it when `count` of them are done. */
async function killAfter(count: number, dir: string): Promise<void> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", operator(dir)], {
    stdio: ["ignore", "pipe", "inherit"],
    // As a module of the tests would, it imports vitest's helpers by way of testing.ts: none of them runs.
    cwd: resolve("."),
  });
  for await (const line of createInterface({ input: child.stdout })) if (Number(line) >= count) child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
}

test("killed at the first document, among them or in the second batch: every file is whole, and what was done can be undone", async () => {
  const corpus = await temporaryCorpus();
  // Batches have 256.
  const texts = Array.from({ length: 290 }, (_, i) => `第${i}页\n`);
  await importTexts(corpus, texts);
  await corpus.close();
  const before = documentBytes(corpus.dir);
  for (const count of [1, 100, 258]) {
    await killAfter(count, corpus.dir);
    const again = await Corpus.open(corpus.dir);
    // The temporary files of the saves that were cut off are leftovers, nothing else is wrong.
    const found = await collect(again.verify({ repair: true }));
    expect(found.filter(({ repaired }) => !repaired?.includes("quarantine"))).toEqual([]);
    expect(documentBytes(corpus.dir), `after ${count}`).not.toEqual(before);
    expect(await again.undoLast()).toMatchObject({ failures: [], stopped: null });
    expect(documentBytes(corpus.dir), `after ${count}`).toEqual(before);
    expect(await collect(again.verify({ repair: false }))).toEqual([]);
    expect(await again.lastOperation()).toBeNull();
    await again.close();
  }
});
