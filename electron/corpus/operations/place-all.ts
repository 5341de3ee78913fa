/**
 * Replacing the files of many documents, each whole and each only if it is still the expected one; folders and the
 * index's rows are settled once for all of them.
 */
import { type ErrorShape, GalleyError } from "../../../shared/errors.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { holdingOld, type PreparedFile } from "../durable-file.ts";
import { documentFolder, documentPath } from "../layout.ts";
import type { CorpusParts } from "../parts.ts";
import { readAhead } from "../read-ahead.ts";
import { indexRows, placeDocument } from "../save-document.ts";

/** A file to write, and the one that it replaces. */
export interface Placement {
  document: GalleyDocument;
  bytes: Buffer;
  /** SHA-256 of `bytes`. */
  hash: string;
  /** SHA-256 of the file that is replaced. */
  before: string;
}

export interface DocumentFailure {
  document: string;
  error: ErrorShape;
}

export interface Placed {
  changed: string[];
  failures: DocumentFailure[];
  /** Documents that are as they were: they failed, or the signal came first. */
  left: string[];
}

interface PlaceOptions {
  signal: AbortSignal | undefined;
  onProgress(): void;
}

/** @param placements a few hundred @throws GalleyError corpus-gone, and defects */
export function placeAll(parts: CorpusParts, placements: readonly Placement[], options: PlaceOptions): Promise<Placed> {
  const paths = placements.map(({ document }) => documentPath(parts.dir, document.id));
  return holdingOld(paths, parts.fs, () => placeEach(parts, placements, options));
}

async function placeEach(
  parts: CorpusParts,
  placements: readonly Placement[],
  { signal, onProgress }: PlaceOptions,
): Promise<Placed> {
  const result: Placed = { changed: [], failures: [], left: [] };
  const done: { placement: Placement; prepared: PreparedFile }[] = [];
  for await (const { placement, prepared, error } of readAhead(placements, (one) => place(parts, one, signal))) {
    const { id } = placement.document;
    if (prepared) done.push({ placement, prepared });
    else result.left.push(id);
    if (error) result.failures.push({ document: id, error: error.toShape() });
    onProgress();
  }
  result.changed = done.map(({ placement }) => placement.document.id);
  await indexRows(
    parts,
    done.map(({ placement: { document, hash } }) => ({ document, hash })),
  );
  // The files are in place; should a folder not be settled, a power cut may bring back what they were.
  const folders = Map.groupBy(done, ({ placement }) => documentFolder(placement.document.id)).values();
  for await (const failures of readAhead(folders, settle)) result.failures.push(...failures);
  return result;
}

interface One {
  placement: Placement;
  /** Null when the file is what it was. */
  prepared: PreparedFile | null;
  error: GalleyError | null;
}

async function place(parts: CorpusParts, placement: Placement, signal: AbortSignal | undefined): Promise<One> {
  if (signal?.aborted) return { placement, prepared: null, error: null };
  const { document, before } = placement;
  try {
    const work = () => placeDocument(parts, document, placement, before);
    return { placement, prepared: await parts.queue.run(document.id, work), error: null };
  } catch (error) {
    if (error instanceof GalleyError) return { placement, prepared: null, error };
    throw error;
  }
}

async function settle(done: { placement: Placement; prepared: PreparedFile }[]): Promise<DocumentFailure[]> {
  try {
    await done[0]?.prepared.settle();
    return [];
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
    const shape = error.toShape();
    return done.map(({ placement }) => ({ document: placement.document.id, error: shape }));
  }
}
