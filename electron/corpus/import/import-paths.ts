/**
 * Importing files and folders from disk: a few files side by side, outcomes in the order of their names, and stopping
 * between files when asked to (what has begun is finished, so the corpus is whole).
 */
import { type EncodingChoice, type ImportOutcome, importLimit } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { CorpusParts } from "../parts.ts";
import { refuseUnwritable } from "../parts.ts";
import { readAhead } from "../read-ahead.ts";
import { readRegularFile } from "../read-regular-file.ts";
import { type FoundSource, findSources } from "./find-sources.ts";
import { failedOutcome, importBytes } from "./import-bytes.ts";

export async function* importPaths(
  parts: CorpusParts,
  paths: readonly string[],
  options: { encoding: EncodingChoice; signal?: AbortSignal },
): AsyncGenerator<ImportOutcome> {
  refuseUnwritable(parts);
  const { signal, encoding } = options;
  for await (const outcomes of readAhead(until(signal, findSources(paths, parts.dir)), (found) =>
    importFound(parts, found, encoding),
  ))
    yield* outcomes;
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

/** The items up to the moment that the signal says stop. */
function* until<T>(signal: AbortSignal | undefined, items: Iterable<T>): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}
