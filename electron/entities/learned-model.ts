/**
 * What was learned from a corpus's tagged documents: trained when enough is tagged, kept in .galley/ (derived,
 * deletable), and made anew when what it was learned from has changed.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { learn } from "../../shared/entities/learning/learn.ts";
import { Tagger } from "../../shared/entities/learning/tagger.ts";
import type { WordKnowledge } from "../../shared/entities/words.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument, type Status } from "../../shared/model/document.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { realFs, writeFileDurably } from "../corpus/durable-file.ts";
import { privateName } from "../corpus/layout.ts";
import { makePrivateFolder } from "../corpus/private-folder.ts";

/** In these an editor has tagged, so that what is untagged says something too. */
const taught: readonly Status[] = ["tagging", "review", "done"];
/** Fewer entities teach chance. */
const LEAST_ENTITIES = 200;
/** Learning from more takes longer than a person waits; the newest documents (by id) are taken. */
const MOST_CHARACTERS = 300_000;
/** Raised when the same documents would give another model. */
const RECIPE = 1;

const modelSchema = z.object({
  recipe: z.literal(RECIPE),
  from: z.string(),
  model: z.object({
    format: z.literal("galley/tagger"),
    version: z.literal(1),
    types: z.array(z.string()),
    features: z.array(z.string()),
    members: z.array(z.object({ features: z.array(z.number()), steps: z.array(z.number()) })),
  }),
});

/** The tagger for this corpus, or null where too little is tagged. @throws GalleyError cancelled, corpus-gone */
export async function corpusTagger(
  corpus: Corpus,
  knowledge: WordKnowledge,
  signal: AbortSignal,
): Promise<Tagger | null> {
  const documents = await taggedDocuments(corpus, signal);
  const entities = documents.reduce((sum, document) => sum + countEntities(document), 0);
  if (entities < LEAST_ENTITIES) return null;
  const from = fingerprint(documents);
  const kept = await readModel(corpus.dir, from);
  if (kept) return new Tagger(kept);
  const model = learn(documents.map(blocksOf), { knowledge, registry: [] });
  try {
    if (!corpus.readOnly) {
      makePrivateFolder(corpus.dir);
      await writeFileDurably(modelPath(corpus.dir), JSON.stringify({ recipe: RECIPE, from, model }), realFs);
    }
  } catch {
    // It is only derived: without it, the next time learns again.
  }
  return new Tagger(model);
}

function modelPath(dir: string): string {
  return join(dir, privateName, "entities-model.json");
}

async function readModel(dir: string, from: string) {
  try {
    const parsed = modelSchema.safeParse(JSON.parse(await readFile(modelPath(dir), "utf8")));
    return parsed.success && parsed.data.from === from ? parsed.data.model : null;
  } catch {
    return null;
  }
}

async function taggedDocuments(corpus: Corpus, signal: AbortSignal): Promise<GalleyDocument[]> {
  const ids = new Set<string>();
  for (const status of taught)
    for (const id of await corpus.ids({ sort: "name", descending: false, text: "", status })) ids.add(id);
  const documents: GalleyDocument[] = [];
  let characters = 0;
  for (const id of [...ids].sort().reverse()) {
    if (signal.aborted) throw new GalleyError("cancelled", "Stopped before the end.");
    try {
      const { document } = await corpus.readDocument(id);
      characters += document.source.length;
      if (characters > MOST_CHARACTERS && documents.length) break;
      documents.push(document);
    } catch (error) {
      // A damaged document teaches nothing; who works on it will be told.
      if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
    }
  }
  return documents;
}

function countEntities(document: GalleyDocument): number {
  return blocksOf(document).reduce((sum, { entities }) => sum + entities.length, 0);
}

/** Of the text and its tags only: notes, links and statuses teach nothing. */
function fingerprint(documents: readonly GalleyDocument[]): string {
  const hash = createHash("sha256");
  for (const document of documents)
    for (const { role, text, entities } of blocksOf(document))
      hash.update(JSON.stringify([role, text, entities.map(({ type, start, end }) => [type, start, end])]));
  return hash.digest("hex");
}
