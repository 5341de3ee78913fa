/** The contract's methods about what comes in and goes out: recognising, previews, imports, exports. */

import type { Host, ImportOutcome, Params } from "../../shared/api.ts";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import { differentNotices } from "../../shared/exchange-notices.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { previewFromCorpus } from "../corpus/export-documents.ts";
import { possibleCompany } from "../formats/companions.ts";
import { baseName } from "../formats/file-names.ts";
import type { ImportFile } from "../formats/format.ts";
import { findFormat, formatInfo, formats } from "../formats/index.ts";
import { previewImport } from "../formats/preview-import.ts";
import { formatOfFile, memoryFile } from "../formats/run-import.ts";
import { runExport } from "./export-job.ts";
import { freePath } from "./folders.ts";
import type { Handles } from "./handles.ts";
import type { HostParts } from "./operations.ts";
import type { RunningImport, RunningImports } from "./running-imports.ts";
import type { Uploads } from "./uploads.ts";

type ExchangeMethods = Pick<
  Host,
  | "findCompanions"
  | "recogniseImport"
  | "previewImport"
  | "importFile"
  | "beginUpload"
  | "uploadPart"
  | "importUpload"
  | "dropUpload"
  | "cancelImport"
  | "listFormats"
  | "previewExport"
  | "startExport"
>;

export function exchangeMethods({
  corpus,
  jobs,
  changes,
  settingsChanged,
  handles,
  uploads,
  imports,
}: HostParts & { handles: Handles; uploads: Uploads; imports: RunningImports }): ExchangeMethods {
  const importOne = async (
    file: ImportFile,
    { encoding, format, mapping, run }: Pick<Params<"importFile">, "encoding" | "format" | "mapping" | "run">,
    { signal, onProgress, pageDone }: RunningImport,
  ): Promise<ImportOutcome> => {
    const open = corpus();
    const before = open.settings;
    const summary = new Summary(file.path);
    const shared = imports.shared(run, file.name);
    const options = {
      encoding,
      format: format ?? null,
      signal,
      onProgress,
      shared,
      ...(mapping ? { mapping } : {}),
    };
    for await (const outcome of open.importFrom(file, options)) {
      summary.add(outcome);
      pageDone();
      if (outcome.status === "imported" && outcome.id) changes.add([outcome.id]);
    }
    // Types and roles that came with the file, or what was chosen for its names.
    if (open.settings !== before) settingsChanged();
    return summary.outcome(signal.aborted);
  };
  return {
    findCompanions: async ({ names }) =>
      possibleCompany(names).map(({ name, format, companions }) => ({ name, format: format.id, companions })),
    async recogniseImport({ name, head }) {
      try {
        return formatOfFile({ head, path: name, size: head.length }).id;
      } catch (error) {
        if (error instanceof GalleyError) return null;
        throw error;
      }
    },
    async previewImport({ path, bytes, encoding, format = null, companions }) {
      return await previewImport(memoryFile(path, bytes, byName(companions)), corpus().settings, { encoding, format });
    },
    async importFile({ path, bytes, companions, task, ...options }) {
      return await imports.run(task, (running) =>
        importOne(memoryFile(path, bytes, byName(companions)), options, running),
      );
    },
    async cancelImport({ task }) {
      imports.cancel(task);
      return {};
    },
    beginUpload: ({ name, size }) => uploads.begin(name, size),
    async uploadPart({ upload, bytes }) {
      await uploads.add(upload, bytes);
      return {};
    },
    async importUpload({ upload, path, companions, task, ...options }) {
      return await imports.run(task, async (running) =>
        importOne(await uploads.open(upload, path, byName(companions)), options, running),
      );
    },
    async dropUpload({ upload }) {
      await uploads.drop(upload);
      return {};
    },

    listFormats: async () => formats.map(formatInfo),
    async previewExport({ format, ids, status, options, name }) {
      const open = corpus();
      const [first] = await chosenIds(open, ids, status);
      return first
        ? await previewFromCorpus(open, { format: findFormat(format), id: first, options, fileName: name })
        : null;
    },
    async startExport({ format: id, ids, status, folder, name, options = {} }) {
      const format = findFormat(id);
      const open = corpus();
      // Never over something that is there: the window's dialog can't ask.
      const path = freePath(handles.path(folder), name);
      const what = { format, ids: await chosenIds(open, ids, status), path, options };
      return { job: jobs.start((job) => runExport(job, open, handles, what)) };
    },
  };
}

function byName(companions: Params<"importFile">["companions"]): Map<string, Uint8Array> {
  return new Map(companions?.map(({ name, bytes }) => [name, bytes]));
}

async function chosenIds(
  corpus: Corpus,
  ids: readonly string[] | null,
  status: Params<"startExport">["status"],
): Promise<string[]> {
  const all = await corpus.ids({ sort: "name", descending: false, text: "", status });
  const wanted = ids && new Set(ids);
  return wanted ? all.filter((document) => wanted.has(document)) : all;
}

/** How many of a file's problems are told one by one, and how many different notices. */
const MOST_TOLD = 100;

/** One outcome for a file of several pages: failed when any failed, else imported when any is new. */
class Summary {
  readonly #path: string;
  readonly #pages = { imported: 0, duplicate: 0, failed: 0 };
  readonly #first: Partial<Record<ImportOutcome["status"], ImportOutcome>> = {};
  #stopped: ImportOutcome | null = null;
  readonly #problems: ErrorShape[] = [];
  #notices: ImportOutcome["notices"] = [];

  constructor(path: string) {
    this.#path = path;
  }

  add(outcome: ImportOutcome): void {
    if (outcome.error?.code === "cancelled") {
      this.#stopped = outcome;
      return;
    }
    this.#pages[outcome.status]++;
    this.#first[outcome.status] ??= outcome;
    if (outcome.error && this.#problems.length < MOST_TOLD) this.#problems.push(outcome.error);
    if (outcome.notices.length && this.#notices.length < MOST_TOLD)
      this.#notices = differentNotices([...this.#notices, ...outcome.notices]);
  }

  /** @throws GalleyError empty-file; cancelled when it was stopped before its first page */
  outcome(isStopped: boolean): ImportOutcome {
    const { failed, imported, duplicate } = this.#first;
    const pick = this.#stopped ?? failed ?? imported ?? duplicate;
    const name = baseName(this.#path);
    if (!pick && isStopped) throw new GalleyError("cancelled", `${name} was not imported.`, { name });
    if (!pick) throw new GalleyError("empty-file", `${name} holds no page.`, { name });
    return { ...pick, pages: this.#pages, notices: this.#notices, problems: this.#problems };
  }
}
