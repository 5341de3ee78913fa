/**
 * Taking the last operation back: every document that is still what the operation wrote becomes, byte for byte, what it
 * was before. One that was changed since is left as it is and named; the operation is gone afterwards either way.
 */
import { basename } from "node:path";
import type { Operation } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { diskError } from "../../disk-errors.ts";
import { documentOfBytes } from "../document-files.ts";
import { documentPath } from "../layout.ts";
import { type CorpusParts, inCorpus, refuseUnwritable } from "../parts.ts";
import { readAhead } from "../read-ahead.ts";
import { readRegularFile, sha256 } from "../read-regular-file.ts";
import { makeNamed } from "../remembered.ts";
import type { OperationOptions, OperationResult } from "./carry-out.ts";
import { restoreFiles } from "./corpus-files.ts";
import {
  BeforeImages,
  type OperationEntry,
  operationIds,
  type RecordedOperation,
  readOperation,
  removeOperation,
} from "./operation-log.ts";
import { type Placement, placeAll } from "./place-all.ts";

/** Documents that are brought back between two looks at the signal, and with one transaction of the index. */
const BATCH = 256;

export interface UndoOptions extends Omit<OperationOptions, "onProgress"> {
  onProgress?(done: number, total: number): void;
}

export interface UndoResult extends OperationResult {
  operation: Operation;
}

/**
 * `changed` of the result are the documents that were brought back, `failures` those that were refused. When it was
 * stopped, the operation stays, and undoing again goes on with the rest.
 * @returns null when there is nothing to undo
 * @throws GalleyError read-only, corpus-gone, disk-error
 */
export async function undoLast(parts: CorpusParts, options: UndoOptions = {}): Promise<UndoResult | null> {
  refuseUnwritable(parts);
  return await parts.operations.hold(() =>
    inCorpus(parts, async () => {
      for (const id of operationIds(parts.dir, parts.fs)) {
        const operation = await readOperation(parts.dir, id, parts.fs);
        if (operation) return await undo(parts, operation, options);
        removeOperation(parts.dir, id, parts.fs);
      }
      return null;
    }),
  );
}

async function undo(
  parts: CorpusParts,
  operation: RecordedOperation,
  { signal, onProgress }: UndoOptions,
): Promise<UndoResult> {
  const { id, entries, files, ...rest } = operation;
  const result: UndoResult = { operation: rest, changed: [], failures: [], stopped: null };
  const images = await BeforeImages.open(parts.dir, id, parts.fs);
  let done = 0;
  const tell = () => onProgress?.(++done, entries.length);
  const [last, first] = [files.filter((file) => file.last), files.filter((file) => !file.last)];
  try {
    if (!signal?.aborted) result.failures.push(...(await restoreFiles(parts, last.reverse(), images)));
    for (let start = 0; start < entries.length && !signal?.aborted; start += BATCH) {
      const placements: Placement[] = [];
      const batch = entries.slice(start, start + BATCH);
      for await (const { id: document, placement } of readAhead(batch, (entry) => check(parts, images, entry))) {
        if (placement instanceof GalleyError) result.failures.push({ document, error: placement.toShape() });
        if (placement && !(placement instanceof GalleyError)) placements.push(placement);
        else tell();
      }
      await makeNamed(
        parts,
        placements.map(({ document }) => document),
      );
      const placed = await placeAll(parts, placements, { signal, onProgress: tell });
      result.changed.push(...placed.changed);
      result.failures.push(...placed.failures);
      refuseUnwritable(parts);
    }
    if (signal?.aborted) result.stopped = new GalleyError("cancelled", "Stopped before the end.");
    // Last, as they came first: what is left to do after a stop is still tagged by the tagset that is there.
    else result.failures.push(...(await restoreFiles(parts, first.reverse(), images)));
  } catch (error) {
    result.stopped = diskError(error, parts.dir, "write to");
  } finally {
    // What was read is read, however closing ends.
    await images.close().catch(() => {});
  }
  if (!result.stopped) removeOperation(parts.dir, id, parts.fs);
  return result;
}

/** What to put back; null when the document is what it was already (it was never changed, or was brought back before). */
async function check(
  parts: CorpusParts,
  images: BeforeImages,
  entry: OperationEntry,
): Promise<{ id: string; placement: Placement | GalleyError | null }> {
  const id = entry.document;
  const path = documentPath(parts.dir, id);
  try {
    const hash = sha256(await readRegularFile(path, parts.fs));
    if (hash === entry.before) return { id, placement: null };
    if (hash !== entry.after) return { id, placement: changedSince(id) };
    const bytes = await images.read(entry);
    const { document } = documentOfBytes(bytes, id, basename(path));
    return { id, placement: { document, bytes, hash: entry.before, before: entry.after } };
  } catch (error) {
    if (error instanceof GalleyError) return { id, placement: error };
    throw error;
  }
}

function changedSince(id: string): GalleyError {
  return new GalleyError("conflict", `${id} was changed since; it was left as it is.`, { document: id, name: id });
}
