/**
 * What the suggestions know about words, for this process: the lexicon, and the word classes that set-up and packaging
 * made, else, in a checkout, those of the dictionary of the package @node-rs/jieba, of which only the text is used.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type WordKnowledge, wordKnowledge, wordKnowledgeText } from "../../shared/entities/words.ts";
import { lexiconFromText } from "../../shared/proofing/lexicon.ts";
import { errnoOf } from "../disk-errors.ts";
import { readLexiconText } from "../lexicon.ts";

/** Beside the page in a checkout and in the package; this module lies in electron/entities/, or bundled in .vite/build/. */
const made = ["../../dist/words.txt", "../dist/words.txt"].map((path) => join(import.meta.dirname, path));

let knowledge: Promise<WordKnowledge> | null = null;

/** Read once a process. */
export function readWordKnowledge(): Promise<WordKnowledge> {
  knowledge ??= Promise.all([readLexiconText(), readWordClasses()])
    .then(([lexicon, classes]) => wordKnowledge(lexiconFromText(lexicon), classes))
    .catch((error) => {
      knowledge = null;
      throw error;
    });
  return knowledge;
}

/** From the package's dictionary, as it is written to dist/words.txt. */
export async function makeWordClasses(): Promise<string> {
  return wordKnowledgeText(await readFile(createRequire(import.meta.url).resolve("@node-rs/jieba/dict.txt"), "utf8"));
}

/** The text of the word classes, as made or made now. */
export async function readWordClasses(): Promise<string> {
  for (const path of made) {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      if (errnoOf(error) !== "ENOENT") throw error;
    }
  }
  return makeWordClasses();
}
