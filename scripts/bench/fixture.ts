/**
 * The corpus that the benchmarks work on: the seed pages, and pages of given lengths made of the seeds' own sentences
 * with an entity every 25 characters.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Corpus } from "../../electron/corpus/corpus.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { entityAt } from "./many-pages.ts";

const seeds = join(import.meta.dirname, "../../seeds");

/** Names of the made pages by their length in characters. */
export const pageName = (characters: number) => `page-${characters}.txt`;

/** Makes the corpus in an empty folder. */
export async function makeCorpus(dir: string, lengths: readonly number[]): Promise<void> {
  const corpus = await Corpus.create(dir, { name: "bench" });
  try {
    for await (const outcome of corpus.importPaths([seeds], { encoding: "auto" }))
      if (outcome.status !== "imported") throw new Error(`${outcome.path}: ${outcome.error?.message}`);
    for (const length of lengths) await addPage(corpus, length);
  } finally {
    await corpus.close();
  }
}

async function addPage(corpus: Corpus, length: number): Promise<void> {
  const bytes = new TextEncoder().encode(fixtureText(length));
  const [outcome] = await corpus.import({ path: pageName(length), bytes, encoding: "utf-8" });
  if (!outcome?.id) throw new Error(`page of ${length}: ${outcome?.error?.message}`);
  const { document, hash } = await corpus.read(outcome.id);
  let made = 0;
  for (const block of blocksOf(document)) {
    const text = new CodePointText(block.text);
    for (let start = 0; start + 4 <= text.length; start += 25) block.entities.push(entityAt(text, start, made++));
  }
  await corpus.save(document, hash);
}

/** Sentences of a seed page, over and over, in paragraphs of some 150 characters with an empty line between two. */
export function fixtureText(length: number): string {
  const page = readFileSync(join(seeds, "002_5626e41669f3dc64.txt"), "utf8");
  const sentences = page.replaceAll(/\s+/g, "").match(/[^。！？]+[。！？]/g) ?? [];
  let text = "";
  let paragraph = 0;
  for (let i = 0; text.length < length; i++) {
    const sentence = sentences[i % sentences.length] ?? "";
    text += sentence;
    paragraph += sentence.length;
    if (paragraph > 150) {
      text += "\n\n";
      paragraph = 0;
    }
  }
  return text;
}
