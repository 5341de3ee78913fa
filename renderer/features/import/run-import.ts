/**
 * Imports files one by one through the host, four at a time, and can be stopped.
 * Must not know: React, dialogs.
 */
import { nanoid } from "nanoid";
import {
  type EventPayload,
  type GalleyApi,
  type ImportOutcome,
  importLimit,
  uploadLimit,
  uploadPart,
} from "../../../shared/api.ts";
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

/** How far a file is that is under way. */
export interface FileProgress extends EventPayload<"importProgress"> {
  path: string;
}

export interface ImportRun {
  /** One that was stopped within has the error “cancelled”. */
  results: ImportResult[];
  /** Not tried, because it was stopped. */
  left: ImportItem[];
}

export interface ImportOptions {
  choices: ImportChoices;
  signal: AbortSignal;
  /** Told after each file. */
  onResult(done: number, result: ImportResult): void;
  /** Told of the files under way whenever one has got further or has ended. */
  onProgress(files: readonly FileProgress[]): void;
}

/** Resolves when every file was tried or the signal stopped it; files that fail are results too. */
export async function runImport(
  api: Pick<GalleyApi, "call" | "on">,
  items: readonly ImportItem[],
  options: ImportOptions,
): Promise<ImportRun> {
  const progress = new RunningFiles(api, options);
  const run = items.length > 1 ? { run: nanoid() } : {};
  const chosen = new Map(items.map((item) => [item.path, item]));
  const results: (ImportResult | undefined)[] = new Array(items.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < items.length && !options.signal.aborted) {
      const index = next++;
      const item = items[index] as ImportItem;
      const task = progress.begin(item);
      const result = { item, outcome: await importOne(api, item, { task, ...run }, chosen, options) };
      progress.end(task);
      if (wasUntouched(result)) continue;
      results[index] = result;
      options.onResult(++done, result);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  } finally {
    progress.close();
  }
  return {
    results: results.filter((result) => result !== undefined),
    left: items.filter((_, index) => !results[index]),
  };
}

/** Stopped before anything of it was imported: as if it had never been tried. */
function wasUntouched({ outcome: { error, pages } }: ImportResult): boolean {
  return error?.code === "cancelled" && !pages;
}

/** The files under way by the names that the host knows them by: told of, and stopped with the import. */
class RunningFiles {
  readonly #files = new Map<string, { path: string; progress: FileProgress | null }>();
  readonly #tell: ImportOptions["onProgress"];
  readonly #close: () => void;

  constructor(api: Pick<GalleyApi, "call" | "on">, { signal, onProgress }: ImportOptions) {
    this.#tell = onProgress;
    const off = api.on("importProgress", (progress) => {
      const file = this.#files.get(progress.task);
      if (!file) return;
      file.progress = { ...progress, path: file.path };
      this.#told();
    });
    const stop = () => {
      // One that has just ended is not there any more, and without a connection nothing goes on.
      for (const task of this.#files.keys()) api.call("cancelImport", { task }).catch(() => {});
    };
    signal.addEventListener("abort", stop, { once: true });
    this.#close = () => {
      off();
      signal.removeEventListener("abort", stop);
    };
  }

  begin({ path }: ImportItem): string {
    const task = nanoid();
    this.#files.set(task, { path, progress: null });
    return task;
  }

  end(task: string): void {
    const had = this.#files.get(task)?.progress;
    this.#files.delete(task);
    if (had) this.#told();
  }

  close(): void {
    this.#close();
  }

  #told(): void {
    this.#tell([...this.#files.values()].flatMap(({ progress }) => progress ?? []));
  }
}

async function importOne(
  api: Pick<GalleyApi, "call">,
  item: ImportItem,
  names: { task: string; run?: string },
  chosen: ReadonlyMap<string, ImportItem>,
  { choices, signal }: Pick<ImportOptions, "choices" | "signal">,
): Promise<ImportOutcome> {
  const { path, file } = item;
  const { encoding, format } = choices;
  try {
    const what = {
      path,
      ...names,
      encoding,
      companions: await companionsOf(item, chosen),
      ...(format === null ? {} : { format }),
      ...chosenMapping(choices),
    };
    if (file.size <= importLimit) {
      const bytes = await bytesOf(file, path);
      refuseStopped(signal, path);
      return await api.call("importFile", { ...what, bytes });
    }
    return await inParts(api, item, signal, (upload) => api.call("importUpload", { ...what, upload }));
  } catch (error) {
    const known =
      error instanceof GalleyError
        ? error
        : new GalleyError("internal", String(error), { name: path }, { cause: error });
    return { path, id: null, status: "failed", error: known.toShape(), encoding: null, format: null, notices: [] };
  }
}

/** @throws GalleyError cancelled: the host can only stop what it was asked for. */
function refuseStopped(signal: AbortSignal, path: string): void {
  if (signal.aborted) throw new GalleyError("cancelled", `${path} was not imported.`, { name: path });
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
      refuseStopped(signal, path);
      await api.call("uploadPart", { upload, bytes: await bytesOf(file.slice(start, start + uploadPart), path) });
    }
    refuseStopped(signal, path);
    return await use(upload);
  } finally {
    await api.call("dropUpload", { upload }).catch(() => {});
  }
}
