import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { Corpus } from "./corpus.ts";
import { byName, collect, importText, temporaryCorpus } from "./testing.ts";

/** Saves all documents over and over, and says each acknowledged save. */
const saver = (dir: string) => `
  import { Corpus } from ${JSON.stringify(`file://${resolve("electron/corpus/corpus.ts")}`)};
  const corpus = await Corpus.open(${JSON.stringify(dir)});
  const ids = await corpus.ids({ sort: "name", descending: false, text: "", status: null });
  for (;;) await Promise.all(ids.map(async (id) => {
    const { document, hash } = await corpus.read(id);
    const { revision } = await corpus.save(document, hash);
    process.stdout.write(id + " " + revision + "\\n");
  }));
`;

const ROUNDS = 6;
/** Acknowledged saves before the kill: another moment each round. */
const savesBeforeKill = (round: number) => 7 + round * 13;

test("killed at any moment, every file is whole and every acknowledged save is there", async () => {
  const corpus = await temporaryCorpus();
  for (let i = 0; i < 4; i++) await importText(corpus, `第${i}页\n`.repeat(200));
  await corpus.close();

  const acknowledged = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", saver(corpus.dir)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let saves = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [id = "", revision = ""] = line.split(" ");
      acknowledged.set(id, Number(revision));
      if (++saves === savesBeforeKill(round)) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");

    const again = await Corpus.open(corpus.dir);
    for (const id of await again.ids(byName)) {
      const { document } = await again.read(id);
      expect(document.revision).toBeGreaterThanOrEqual(acknowledged.get(id) ?? 0);
      // The lock died with its holder: the next save goes through.
      const { hash } = await again.read(id);
      await again.save(document, hash);
    }
    await again.close();
  }
  for (const folder of readdirSync(join(corpus.dir, "documents")))
    for (const name of readdirSync(join(corpus.dir, "documents", folder)))
      if (name.endsWith(".json")) JSON.parse(readFileSync(join(corpus.dir, "documents", folder, name), "utf8"));
  const again = await Corpus.open(corpus.dir);
  const found = await collect(again.verify({ repair: true }));
  expect(found.filter(({ repaired }) => repaired === null)).toEqual([]);
  expect(await collect(again.verify({ repair: false }))).toEqual([]);
  await again.close();
});
