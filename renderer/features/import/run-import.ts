/**
 * Imports files one by one through the host, four at a time, and can be stopped.
 * Must not know: React, dialogs.
 */
import { type GalleyApi, type ImportOutcome, importLimit, uploadLimit, uploadPart } from "../../../shared/api.ts";
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
      const result = { item, outcome: await importOne(api, item, options) };
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
  { choices, signal }: Pick<ImportOptions, "choices" | "signal">,
): Promise<ImportOutcome> {
  const { path, file } = item;
  const { encoding, format } = choices;
  try {
    const what = {
      path,
      encoding,
      companions: await companionsOf(item),
      ...(format === null ? {} : { format }),
      ...chosenMapping(choices),
    };
    if (file.size <= importLimit) return await api.call("importFile", { ...what, bytes: await bytesOf(file, path) });
    return await inParts(api, item, signal, (upload) => api.call("importUpload", { ...what, upload }));
  } catch (error) {
    const known =
      error instanceof GalleyError
        ? error
        : new GalleyError("internal", String(error), { name: path }, { cause: error });
    return { path, id: null, status: "failed", error: known.toShape(), encoding: null, format: null, notices: [] };
  }
}

/** Hands a large file over part by part, and takes it away when it was used. */
async function inParts<T>(
  api: Pick<GalleyApi, "call">,
  { path, file }: ImportItem,
  signal: AbortSignal,
  use: (upload: string) => Promise<T>,
): Promise<T> {
  if (file.size > uploadLimit) {
    // The same error as the host's, without asking.
    throw new GalleyError("too-large", `${path} has ${file.size} bytes; the limit is ${uploadLimit}`, {
      name: path,
      size: file.size,
      limit: uploadLimit,
    });
  }
  const upload = await api.call("beginUpload", { name: path, size: file.size });
  try {
    for (let start = 0; start < file.size; start += uploadPart) {
      if (signal.aborted) throw new GalleyError("cancelled", `${path} was not imported.`, { name: path });
      await api.call("uploadPart", { upload, bytes: await bytesOf(file.slice(start, start + uploadPart), path) });
    }
    return await use(upload);
  } finally {
    await api.call("dropUpload", { upload }).catch(() => {});
  }
}
