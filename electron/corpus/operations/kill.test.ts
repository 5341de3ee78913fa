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

/** Documents done before the kill; the batches have 256. */
test.each([1, 100, 258])(
  "killed after %i documents: every file is whole, and what was done can be undone",
  async (count) => {
    const corpus = await temporaryCorpus();
    await importTexts(
      corpus,
      Array.from({ length: 290 }, (_, i) => `第${i}页\n`),
    );
    await corpus.close();
    const before = documentBytes(corpus.dir);
    const child = spawn(process.execPath, ["--input-type=module", "-e", operator(corpus.dir)], {
      stdio: ["ignore", "pipe", "inherit"],
      // As a module of the tests would, it imports vitest's helpers by way of testing.ts: none of them runs.
      cwd: resolve("."),
    });
    for await (const line of createInterface({ input: child.stdout })) if (Number(line) >= count) child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");

    const again = await Corpus.open(corpus.dir);
    // The temporary files of the saves that were cut off are leftovers, nothing else is wrong.
    const found = await collect(again.verify({ repair: true }));
    expect(found.filter(({ repaired }) => !repaired?.includes("quarantine"))).toEqual([]);
    expect(documentBytes(corpus.dir)).not.toEqual(before);
    expect(await again.undoLast()).toMatchObject({ failures: [], stopped: null });
    expect(documentBytes(corpus.dir)).toEqual(before);
    expect(await collect(again.verify({ repair: false }))).toEqual([]);
    expect(await again.lastOperation()).toBeNull();
    await again.close();
  },
);
