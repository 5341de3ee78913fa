/**
 * Changing many documents as one operation that can be undone: batch by batch, what the documents were is put on the
 * disk first, and then each is saved as any save is. A document that can't be saved is named and the rest goes on.
 * Wherever it ends (done, cancelled, killed, disk full), every document is whole and what was done can be undone.
 */
import type { Operation } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { diskError } from "../../disk-errors.ts";
import { documentBytes } from "../document-bytes.ts";
import { type ReadDocument, readDocumentFile } from "../document-files.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "../parts.ts";
import { oneAhead, readAhead } from "../read-ahead.ts";
import { sha256 } from "../read-regular-file.ts";
import { checkSave, refuseUnfit } from "../save-document.ts";
import { standingFile } from "../standing-files.ts";
import { changeFiles, changeFilesAfter, type FileChanges } from "./corpus-files.ts";
import { forgetOld } from "./forget-old.ts";
import { OperationWriter, operationIds, readOperation, removeOperation } from "./operation-log.ts";
import { type DocumentFailure, type Placement, placeAll } from "./place-all.ts";

/**
 * A document as an operation wants it, and the hash of the file that this was made from; or why there is none.
 * Whoever has read that file gives it, too (`base`), so that it is not read again before it is replaced.
 */
export type DocumentChange =
  | { id: string; baseHash: string; document: GalleyDocument; base?: ReadDocument }
  | { id: string; error: GalleyError };

export interface OperationOptions {
  signal?: AbortSignal;
  /** What becomes of galley.json and entities.json, before the first document and after the last; undone with the rest. */
  files?: FileChanges | undefined;
  /** @param done documents that were looked at, changed or not */
  onProgress?(done: number): void;
}

export interface OperationResult {
  /** Ids of the documents that are other than before. */
  changed: string[];
  failures: DocumentFailure[];
  /** Why it ended before all was done: cancelled, or the disk or corpus gave out; null when it went through. */
  stopped: GalleyError | null;
}

/** With the bytes that the document's file has before. */
type ImagedPlacement = Placement & { image: Buffer };

/** Documents whose before-images share an fsync. Few enough to hold in memory, and for a cancel to come through soon. */
const BATCH = 256;
/** A batch is also full with this many bytes: long pages. */
const BATCH_BYTES = 16 * 1024 * 1024;

/**
 * @param operation what it is, for undoing it
 * @param changes taken one batch at a time; must not hold the same document twice
 * @throws GalleyError read-only, corpus-gone, or what the disk answers, before anything is changed; later ends are told
 * in the result
 */
export async function carryOut(
  parts: CorpusParts,
  operation: Pick<Operation, "kind" | "label">,
  changes: AsyncIterable<DocumentChange>,
  options: OperationOptions = {},
): Promise<OperationResult> {
  refuseUnwritable(parts);
  return await parts.operations.hold(() => inCorpus(parts, () => run(parts, operation, changes, options)));
}

async function run(
  parts: CorpusParts,
  operation: Pick<Operation, "kind" | "label">,
  changes: AsyncIterable<DocumentChange>,
  { signal, files, onProgress }: OperationOptions,
): Promise<OperationResult> {
  const at = parts.now().toISOString();
  const log = await OperationWriter.begin(parts.dir, parts.fs, { ...operation, at });
  const result: OperationResult = { changed: [], failures: [], stopped: null };
  const left: string[] = [];
  let done = 0;
  let logged = 0;
  let changedFiles = 0;
  try {
    if (files && !signal?.aborted) changedFiles = await changeFiles(parts, log, files);
    for await (const { placements, failures } of oneAhead(checked(parts, batches(changes, signal)))) {
      result.failures.push(...failures);
      done += failures.length;
      await log.add(
        placements.map(({ document: { id }, image, before, hash }) => ({ id, image, before, after: hash })),
      );
      logged += placements.length;
      const placed = await placeAll(parts, placements, { signal, onProgress: () => onProgress?.(++done) });
      result.changed.push(...placed.changed);
      result.failures.push(...placed.failures);
      left.push(...placed.left);
      refuseUnwritable(parts);
    }
    if (signal?.aborted) result.stopped = new GalleyError("cancelled", "Stopped before the end.");
    else if (files && (await changeFilesAfter(parts, log, files))) changedFiles++;
  } catch (error) {
    result.stopped = diskError(error, parts.dir, "write to");
  }
  await log.end(left).catch(() => {
    // Then undoing will find these documents unchanged, or say that they were changed since.
  });
  try {
    if (left.length === logged && changedFiles === 0) removeOperation(parts.dir, log.id, parts.fs);
    forgetOld(parts.dir, parts.fs);
  } catch {
    // What was to go stays; the next operation tries again.
  }
  return result;
}

async function* batches(
  changes: AsyncIterable<DocumentChange>,
  signal: AbortSignal | undefined,
): AsyncGenerator<DocumentChange[]> {
  let batch: DocumentChange[] = [];
  let size = 0;
  for await (const change of changes) {
    if (signal?.aborted) return;
    batch.push(change);
    // A document's file has some ten bytes a character with its provenance; its source's length is at hand.
    if ("document" in change) size += change.document.source.length * 10;
    if (batch.length < BATCH && size < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length && !signal?.aborted) yield batch;
}

interface CheckedBatch {
  placements: ImagedPlacement[];
  failures: DocumentFailure[];
}

async function* checked(parts: CorpusParts, all: AsyncIterable<DocumentChange[]>): AsyncGenerator<CheckedBatch> {
  for await (const batch of all) {
    const result: CheckedBatch = { placements: [], failures: [] };
    for await (const { id, placement } of readAhead(batch, (change) => check(parts, change))) {
      if (placement instanceof GalleyError) result.failures.push({ document: id, error: placement.toShape() });
      else result.placements.push(placement);
    }
    yield result;
  }
}

/** The document as a save would write it, or why it can't be saved. @throws GalleyError corpus-gone, and defects */
async function check(
  parts: CorpusParts,
  change: DocumentChange,
): Promise<{ id: string; placement: ImagedPlacement | GalleyError }> {
  const { id } = change;
  if ("error" in change) return { id, placement: change.error };
  try {
    const { document, baseHash, base } = change;
    refuseUnfit(parts, document);
    const current = base ?? (await readDocumentFile(parts.dir, id, parts.fs));
    const next = await checkSave(parts, document, baseHash, standingFile(current));
    const bytes = documentBytes(next);
    // The file is UTF-8 and was decoded with its byte order mark, so this is what was read, byte for byte.
    const image = Buffer.from(current.text);
    return { id, placement: { document: next, bytes, hash: sha256(bytes), before: current.hash, image } };
  } catch (error) {
    if (!(error instanceof GalleyError) || error.code === "corpus-gone") throw error;
    return { id, placement: error };
  }
}

/** The operation that would be undone, or null. */
export async function lastOperation(parts: CorpusParts): Promise<Operation | null> {
  for (const id of operationIds(parts.dir, parts.fs)) {
    const operation = await readOperation(parts.dir, id, parts.fs);
    if (operation) {
      const { kind, label, at, documents } = operation;
      return { kind, label, at, documents };
    }
  }
  return null;
}
