/** Changes of many documents for tests, and what is on the disk of a corpus. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import type { Corpus } from "../corpus.ts";
import { byName, importText } from "../testing.ts";
import type { DocumentChange } from "./carry-out.ts";

/** Imports pages with the given texts; answers with their ids in this order. */
export async function importTexts(corpus: Corpus, texts: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) ids.push(await importText(corpus, text, `页${index}.txt`));
  return ids;
}

/** The document with characters put in at its end. */
export function withInserted(document: GalleyDocument, inserted: string): GalleyDocument {
  const copy = structuredClone(document);
  const block = blocksOf(copy).at(-1);
  if (!block) throw new Error("a document without blocks");
  block.text += inserted;
  block.pieces.push({ inserted });
  return copy;
}

/** Changes of all documents of a corpus, by name: each gets characters at its end. */
export async function* insertEverywhere(corpus: Corpus, inserted = "完"): AsyncGenerator<DocumentChange> {
  for (const id of await corpus.ids(byName)) {
    const { document, hash } = await corpus.readDocument(id);
    yield { id, baseHash: hash, document: withInserted(document, inserted) };
  }
}

/** The bytes of all documents' files, in hexadecimal, by path; whatever else is there, too. */
export function documentBytes(dir: string): Record<string, string> {
  const root = join(dir, "documents");
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path).toString("hex")]));
}
