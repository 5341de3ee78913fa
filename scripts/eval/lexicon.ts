/** The lexicon of the evaluation: jieba's dictionary, a word, its frequency and its kind in each line. */
import { readFileSync } from "node:fs";
import type { Lexicon } from "../../shared/proofing/context.ts";

export function readLexicon(): Lexicon {
  const words = new Map<string, number>();
  let longest = 0;
  for (const line of readFileSync(new URL("../../node_modules/@node-rs/jieba/dict.txt", import.meta.url), "utf8").split(
    "\n",
  )) {
    const [word, frequency] = line.split(" ");
    if (!word) continue;
    words.set(word, Number(frequency));
    longest = Math.max(longest, word.length);
  }
  return { has: (word) => words.has(word), frequency: (word) => words.get(word) ?? 0, longest };
}
