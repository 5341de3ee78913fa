/** Writes dist/lexicon.txt and dist/words.txt, what proofing and suggestions know of words. Run by set-up (`scripts/setup.mjs`). */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeWordClasses } from "../electron/entities/word-knowledge.ts";
import { makeLexiconText } from "../electron/lexicon.ts";

const folder = join(import.meta.dirname, "../dist");
await mkdir(folder, { recursive: true });
for (const [name, make] of [
  ["lexicon.txt", makeLexiconText],
  ["words.txt", makeWordClasses],
] as const) {
  // Renamed into place, so that no reader meets half a file.
  const unfinished = join(folder, `${name}.${process.pid}.tmp`);
  await writeFile(unfinished, await make());
  await rename(unfinished, join(folder, name));
}
