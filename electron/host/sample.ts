/** The sample corpus: the pages in seeds/, copied once into the user's documents. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { nanoid } from "nanoid";
import { GalleyError } from "../../shared/errors.ts";
import { Corpus } from "../corpus/corpus.ts";
import { diskError } from "../disk-errors.ts";
import { isCorpus } from "./folders.ts";

const names = { zh: "校样样例", en: "Galley sample" } as const;

/**
 * Folder of the sample corpus, made if it is not there under any of its names.
 * @param language BCP 47 of the interface @throws GalleyError not-empty, and the disk's
 */
export async function sampleFolder(documentsDir: string, seedsDir: string, language: string): Promise<string> {
  const name = /^zh\b/i.test(language) ? names.zh : names.en;
  const path = join(documentsDir, name);
  const made = [name, ...Object.values(names)].map((one) => join(documentsDir, one)).find(isCorpus);
  if (made) return made;
  if (existsSync(path) && readdirSync(path).length)
    throw new GalleyError("not-empty", `${path} exists and is not a corpus; rename it to get the sample.`, {
      name: path,
    });
  // Beside its place and renamed when whole, so that an interrupted copy is never taken for the sample.
  const unfinished = join(documentsDir, `.galley-sample-${nanoid(8)}`);
  try {
    await mkdir(documentsDir, { recursive: true });
    await fill(unfinished, seedsDir, name);
    await rename(unfinished, path);
  } catch (error) {
    throw diskError(error, path, "make the sample in");
  }
  return path;
}

async function fill(dir: string, seedsDir: string, name: string): Promise<void> {
  const pages = readdirSync(seedsDir)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => join(seedsDir, name));
  const corpus = await Corpus.create(dir, { name });
  try {
    for await (const outcome of corpus.importPaths(pages, { encoding: "auto" }))
      if (outcome.error) throw GalleyError.fromShape(outcome.error);
  } finally {
    await corpus.close();
  }
}
