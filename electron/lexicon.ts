/**
 * Where the lexicon's text comes from: the file that set-up and packaging made, else, in a checkout, the dictionary of
 * the package @node-rs/jieba, of which only that text is used.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { lexiconText } from "../shared/proofing/lexicon.ts";

/** Beside the page in a checkout and in the package; this module lies in electron/, or bundled in .vite/build/. */
const made = ["../dist/lexicon.txt", "../../dist/lexicon.txt"].map((path) => join(import.meta.dirname, path));

let text: Promise<string> | null = null;

/** One word a line, a tab, its frequency. Read once a process. */
export function readLexiconText(): Promise<string> {
  text ??= read().catch((error) => {
    text = null;
    throw error;
  });
  return text;
}

/** From the package's dictionary, as it is written to dist/lexicon.txt. */
export async function makeLexiconText(): Promise<string> {
  const dictionary = createRequire(import.meta.url).resolve("@node-rs/jieba/dict.txt");
  return lexiconText(await readFile(dictionary, "utf8"));
}

async function read(): Promise<string> {
  for (const path of made) {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return makeLexiconText();
}
