/** The contract's methods about what comes in and goes out: recognising, previews, imports, exports. */

import { basename } from "node:path";
import type { Host, ImportOutcome, Params } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { differentNotices } from "../../shared/exchange-notices.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { previewFromCorpus } from "../corpus/export-documents.ts";
import { possibleCompany } from "../formats/companions.ts";
import { findFormat, formatInfo, formats } from "../formats/index.ts";
import { previewImport } from "../formats/preview-import.ts";
import { formatOfFile, memoryFile } from "../formats/run-import.ts";
import { runExport } from "./export-job.ts";
import { freePath } from "./folders.ts";
import type { Handles } from "./handles.ts";
import type { HostParts } from "./operations.ts";

type ExchangeMethods = Pick<
  Host,
  | "findCompanions"
  | "recogniseImport"
  | "previewImport"
  | "importFile"
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
}: HostParts & { handles: Handles }): ExchangeMethods {
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
    async importFile({ path, bytes, encoding, format, companions, mapping }) {
      const open = corpus();
      const before = open.settings;
      const outcomes = await open.import({
        path,
        bytes,
        encoding,
        format: format ?? null,
        siblings: byName(companions),
        ...(mapping ? { mapping } : {}),
      });
      // Types and roles that came with the file, or what was chosen for its names.
      if (open.settings !== before) settingsChanged();
      changes.add(outcomes.flatMap(({ status, id }) => (status === "imported" && id ? [id] : [])));
      return summary(path, outcomes);
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

/** One outcome for a file of several pages: failed when any failed, else imported when any is new. */
function summary(path: string, outcomes: ImportOutcome[]): ImportOutcome {
  const pick =
    outcomes.find(({ status }) => status === "failed") ??
    outcomes.find(({ status }) => status === "imported") ??
    outcomes[0];
  if (!pick) throw new GalleyError("empty-file", `${path} holds no page.`, { name: basename(path) });
  const count = (status: ImportOutcome["status"]) => outcomes.filter((outcome) => outcome.status === status).length;
  const pages = { imported: count("imported"), duplicate: count("duplicate"), failed: count("failed") };
  return { ...pick, pages, notices: differentNotices(outcomes.flatMap(({ notices }) => notices)) };
}
