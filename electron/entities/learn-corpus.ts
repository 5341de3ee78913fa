/**
 * Learning from a corpus's documents: reads them, and unless the model that is kept was learned from just these, learns
 * and cross-validates. Takes up to a minute of one processor: it is run in a thread of its own (`learning-worker.ts`).
 * Must not know: threads, windows.
 */
import { createHash } from "node:crypto";
import { learn } from "../../shared/entities/learning/learn.ts";
import { writtenModel } from "../../shared/entities/learning/written-model.ts";
import { GalleyError } from "../../shared/errors.ts";
import { blocksOf, type GalleyDocument } from "../../shared/model/document.ts";
import { readDocumentFile } from "../corpus/document-files.ts";
import { type KeptModel, readModel, writeModel } from "./model-file.ts";
import { readWordKnowledge } from "./word-knowledge.ts";

/** Learning from more takes longer than a person waits. */
const MOST_CHARACTERS = 300_000;
/** In these an editor has gone over what was accepted in one go. */
const reviewed: ReadonlySet<string> = new Set(["review", "done"]);

export interface LearnRequest {
  dir: string;
  /** Documents that editors have tagged, the newest first; as many are taken as are worth the time. */
  ids: readonly string[];
  /** ISO 8601. */
  now: string;
  readOnly: boolean;
}

/** @param onProgress parts of the work that are done, and how many there are */
export async function learnCorpus(
  { dir, ids, now, readOnly }: LearnRequest,
  onProgress: (done: number, total: number) => void,
): Promise<KeptModel> {
  const documents = await taggedDocuments(dir, ids);
  const from = fingerprint(documents);
  const kept = await readModel(dir);
  if (kept?.from === from) return kept;
  const context = { knowledge: await readWordKnowledge(), registry: [] };
  const pages = documents.map(pageOf);
  const { model, validation } = learn(pages, context, onProgress);
  const about = {
    documents: documents.length,
    entities: documents.reduce((sum, document) => sum + countEntities(document), 0),
    characters: documents.reduce((sum, document) => sum + charactersOf(document), 0),
    learnedAt: now,
    validation,
  };
  const learned = { from, about, model: writtenModel(model) };
  // Without the file, the next time learns again.
  if (!readOnly) await writeModel(dir, learned).catch(() => {});
  return learned;
}

async function taggedDocuments(dir: string, ids: readonly string[]): Promise<GalleyDocument[]> {
  const documents: GalleyDocument[] = [];
  let characters = 0;
  for (const id of ids) {
    try {
      const { document } = await readDocumentFile(dir, id);
      characters += charactersOf(document);
      if (characters > MOST_CHARACTERS && documents.length) break;
      documents.push(document);
    } catch (error) {
      // A damaged document teaches nothing; who works on it will be told.
      if (!(error instanceof GalleyError)) throw error;
    }
  }
  return documents;
}

/** A page whose status says that an editor has gone over it has nothing unseen any more. */
function pageOf(document: GalleyDocument) {
  const isReviewed = reviewed.has(document.status);
  return blocksOf(document).map(({ id, role, text, entities }) => ({
    ...{ id, role, text },
    entities: isReviewed ? entities.map((entity) => ({ ...entity, unseen: false })) : entities,
  }));
}

function countEntities(document: GalleyDocument): number {
  return blocksOf(document).reduce((sum, { entities }) => sum + entities.length, 0);
}

function charactersOf(document: GalleyDocument): number {
  return blocksOf(document).reduce((sum, { text }) => sum + text.length, 0);
}

/** Of the text and its tags only: notes and links teach nothing. */
function fingerprint(documents: readonly GalleyDocument[]): string {
  const hash = createHash("sha256");
  for (const document of documents)
    for (const { role, text, entities } of pageOf(document)) {
      const spans = entities.map(({ type, start, end, unseen }) => [type, start, end, Boolean(unseen)]);
      hash.update(JSON.stringify([role, text, spans]));
    }
  return hash.digest("hex");
}
