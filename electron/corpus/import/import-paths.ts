/**
 * Importing files and folders from disk: a few files side by side, outcomes in the order of their names, and stopping
 * between files when asked to (what has begun is finished, so the corpus is whole).
 */
import { type EncodingChoice, type ImportOutcome, importLimit } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { CorpusParts } from "../parts.ts";
import { refuseUnwritable } from "../parts.ts";
import { readRegularFile } from "../read-regular-file.ts";
import { type FoundSource, findSources } from "./find-sources.ts";
import { failedOutcome, importBytes } from "./import-bytes.ts";

/** Enough to keep the disk's fsyncs together, few enough to hold a handful of files in memory. */
const SIDE_BY_SIDE = 4;

export async function* importPaths(
  parts: CorpusParts,
  paths: readonly string[],
  options: { encoding: EncodingChoice; signal?: AbortSignal },
): AsyncGenerator<ImportOutcome> {
  refuseUnwritable(parts);
  const running: Promise<ImportOutcome[]>[] = [];
  for (const found of findSources(paths, parts.dir)) {
    if (options.signal?.aborted) break;
    running.push(quiet(importFound(parts, found, options.encoding)));
    if (running.length >= SIDE_BY_SIDE) yield* (await running.shift()) ?? [];
  }
  for (const rest of running) yield* await rest;
}

async function importFound(parts: CorpusParts, found: FoundSource, encoding: EncodingChoice): Promise<ImportOutcome[]> {
  const { path } = found;
  if (found.error) return [failedOutcome(path, found.error, "read")];
  let bytes: Uint8Array;
  try {
    bytes = await readRegularFile(path, importLimit);
  } catch (error) {
    if (error instanceof GalleyError) return [failedOutcome(path, error, "read")];
    throw error;
  }
  return await importBytes(parts, { path, bytes, encoding });
}

/** The same promise, whose rejection is looked at when its turn comes and not reported as unhandled before. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
