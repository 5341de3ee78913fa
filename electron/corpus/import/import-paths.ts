/**
 * Importing files and folders from disk: a few files side by side, outcomes in the order of their names, and stopping
 * between files when asked to (what has begun is finished, so the corpus is whole).
 */
import { basename, resolve } from "node:path";
import type { ImportOutcome } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportFile } from "../../formats/format.ts";
import type { CorpusParts } from "../parts.ts";
import { refuseUnwritable } from "../parts.ts";
import { type Ahead, readAhead } from "../read-ahead.ts";
import { openDiskFile } from "./disk-file.ts";
import { type FoundSource, findSources } from "./find-sources.ts";
import { failedOutcome, type ImportFileOptions, importFile } from "./import-file.ts";
import { SharedLinks } from "./page-links.ts";

/** Files up to this size are read beside others, and their outcomes gathered; larger ones alone, page by page. In bytes. */
const GATHERED = 4 * 1024 * 1024;

/** Enough that while some are put into the corpus together as many are read. */
const ahead: Ahead<FoundSource> = {
  most: 64,
  weight: { of: (found) => (found.error || found.size > GATHERED ? 0 : found.size), most: 2 * GATHERED },
};

export async function* importPaths(
  parts: CorpusParts,
  paths: readonly string[],
  options: ImportFileOptions,
): AsyncGenerator<ImportOutcome> {
  refuseUnwritable(parts);
  const shared = new SharedLinks(labelOf(paths));
  const sources = until(options.signal, findSources(paths, parts.dir, parts.fs));
  const work = (found: FoundSource) => importFound(parts, found, { ...options, shared });
  for await (const outcomes of readAhead(sources, work, ahead)) yield* outcomes;
}

/** What undoing is called. */
function labelOf(paths: readonly string[]): string {
  const name = basename(resolve(paths[0] ?? ""));
  return paths.length > 1 ? `${name} …` : name;
}

async function importFound(
  parts: CorpusParts,
  found: FoundSource,
  options: ImportFileOptions,
): Promise<Iterable<ImportOutcome> | AsyncIterable<ImportOutcome>> {
  const { path } = found;
  if (found.error) return [failedOutcome(path, found.error, "read")];
  let file: ImportFile;
  try {
    file = await openDiskFile(path, found.root, parts.fs);
  } catch (error) {
    if (error instanceof GalleyError) return [failedOutcome(path, error, "read")];
    throw error;
  }
  const outcomes = importFile(parts, file, options);
  if (file.size > GATHERED) return outcomes;
  const gathered: ImportOutcome[] = [];
  for await (const outcome of outcomes) gathered.push(outcome);
  return gathered;
}

/** The items up to the moment that the signal says stop. */
function* until<T>(signal: AbortSignal | undefined, items: Iterable<T>): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}
