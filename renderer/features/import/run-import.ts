/**
 * Imports files one by one through the host, four at a time, and can be stopped.
 * Must not know: React, dialogs.
 */
import { type GalleyApi, type ImportOutcome, importLimit } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ImportItem } from "../../app/store.ts";
import { companionsOf } from "./company.ts";
import { bytesOf } from "./file-bytes.ts";
import { chosenMapping, type ImportChoices } from "./import-choices.ts";

const concurrency = 4;

export interface ImportResult {
  item: ImportItem;
  outcome: ImportOutcome;
}

export interface ImportRun {
  results: ImportResult[];
  /** Not tried, because it was stopped. */
  left: ImportItem[];
}

export interface ImportOptions {
  choices: ImportChoices;
  signal: AbortSignal;
  /** Told after each file. */
  onResult(done: number, result: ImportResult): void;
}

/** Resolves when every file was tried or the signal stopped it; files that fail are results too. */
export async function runImport(
  api: Pick<GalleyApi, "call">,
  items: readonly ImportItem[],
  options: ImportOptions,
): Promise<ImportRun> {
  const results: (ImportResult | undefined)[] = new Array(items.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < items.length && !options.signal.aborted) {
      const index = next++;
      const item = items[index] as ImportItem;
      const result = { item, outcome: await importOne(api, item, options.choices) };
      results[index] = result;
      options.onResult(++done, result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return {
    results: results.filter((result) => result !== undefined),
    left: items.filter((_, index) => !results[index]),
  };
}

async function importOne(
  api: Pick<GalleyApi, "call">,
  item: ImportItem,
  choices: ImportChoices,
): Promise<ImportOutcome> {
  const { path, file } = item;
  const { encoding, format } = choices;
  try {
    if (file.size > importLimit) {
      // The same error as the host's, without sending what it would refuse.
      throw new GalleyError("too-large", `${path} has ${file.size} bytes; the limit is ${importLimit}`, {
        name: path,
        size: file.size,
        limit: importLimit,
      });
    }
    return await api.call("importFile", {
      path,
      bytes: await bytesOf(file, path),
      encoding,
      companions: await companionsOf(item),
      ...(format === null ? {} : { format }),
      ...chosenMapping(choices),
    });
  } catch (error) {
    const known =
      error instanceof GalleyError
        ? error
        : new GalleyError("internal", String(error), { name: path }, { cause: error });
    return { path, id: null, status: "failed", error: known.toShape(), encoding: null, format: null, notices: [] };
  }
}
