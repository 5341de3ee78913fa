/** Writes dist/lexicon.txt, the words that proofing rules know. Run by set-up (`scripts/setup.mjs`). */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeLexiconText } from "../electron/lexicon.ts";

const folder = join(import.meta.dirname, "../dist");
await mkdir(folder, { recursive: true });
// Renamed into place, so that no reader meets half a file.
const unfinished = join(folder, `lexicon.${process.pid}.tmp`);
await writeFile(unfinished, await makeLexiconText());
await rename(unfinished, join(folder, "lexicon.txt"));
