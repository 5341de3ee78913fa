/**
 * `npm run bench`: how fast the program is, here and now, in real Chromium with the real host and disk. Prints one
 * table; nothing is asserted, because a figure depends on the machine that it was taken on.
 * `npm run bench -- operations`: only the work on a large corpus, without a window.
 */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { emptyMachine, root } from "../../e2e/support/machine.ts";
import { measureChecking } from "./checking.ts";
import { makeCorpus } from "./fixture.ts";
import { makePages, measureOperations } from "./operations.ts";
import { measureSaving } from "./saving.ts";
import { type Figure, table } from "./statistics.ts";
import { measureStart, measureWindow } from "./window.ts";

const lengths = [
  { characters: 3_000, open: 50, key: 16 },
  { characters: 30_000, open: 150, key: 16 },
  { characters: 300_000, open: 1_000, key: 33 },
];

const LARGE = 10_000;
const windowToo = !process.argv.slice(2).includes("operations");
if (windowToo) spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "page"], { stdio: "inherit" });
const machine = emptyMachine();
// As `npm start` does it.
machine.env.NODE_COMPILE_CACHE = join(root, ".vite/compile-cache");
try {
  const figures: Figure[] = [];
  if (windowToo) {
    const corpus = join(machine.folder, "corpus");
    const characters = lengths.map((length) => length.characters);
    await makeCorpus(corpus, characters);
    for (const length of characters) figures.push(...(await measureSaving(corpus, length)));
    figures.push(await measureStart(machine, corpus, 5));
    figures.push(...(await measureWindow(machine, corpus, lengths)));
  }
  const large = join(machine.folder, "large");
  await makePages(large, LARGE);
  figures.push(...(await measureOperations(large, LARGE)));

  console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}; milliseconds`);
  console.log(table(figures));
  await measureChecking(2_000);
} finally {
  machine.remove();
}
