/** Exporting documents of a corpus: each is read in its turn, one that can't be read is named and the rest goes on. */

import type { ExportPreview } from "../../shared/api.ts";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import type { ExchangeNotice } from "../../shared/exchange-notices.ts";
import type { Format } from "../formats/format.ts";
import { previewExport } from "../formats/preview-export.ts";
import { exportDocuments } from "../formats/run-export.ts";
import type { Corpus } from "./corpus.ts";
import { realFs } from "./disk.ts";
import { readAll, readToExport } from "./export-part.ts";
import { exportedParts } from "./export-threads.ts";

export interface CorpusExport {
  format: Format;
  ids: readonly string[];
  /** File or folder to make. */
  path: string;
  /** Of the format, by name; defaults for the rest. */
  options?: Readonly<Record<string, string | boolean>>;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface ExportResult {
  /** How many documents were written. */
  documents: number;
  failures: { document: string; error: ErrorShape }[];
  /** What the format left out of documents that were written. */
  notices: { document: string; notice: ExchangeNotice }[];
}

/** Fewer are exported before threads have started. */
const WORTH_THREADS = 1000;

/** @throws GalleyError cancelled, corpus-gone, or what the disk answers; nothing is then under the final name */
export async function exportFromCorpus(corpus: Corpus, options: CorpusExport): Promise<ExportResult> {
  const { ids, format, ...target } = options;
  const unread: ExportResult["failures"] = [];
  const documents = readAll((id) => corpus.readDocument(id), ids, unread);
  const { settings } = corpus;
  const inThreads = ids.length >= WORTH_THREADS && corpus.fs === realFs;
  const result = await exportDocuments({
    ...target,
    ...{ format, documents, settings },
    ...(inThreads && {
      parts: (part) => exportedParts({ ...part, dir: corpus.dir, format: format.id, settings }, ids, unread),
    }),
    total: ids.length,
    fs: corpus.fs,
    registry: await corpus.readRegistry(),
    source: (document) => corpus.readSource(document),
    original: (document) => corpus.readOriginal(document),
  });
  return { ...result, failures: [...unread, ...result.failures] };
}

/** What the export of one document would write. @throws GalleyError why it can't be written, or options that aren't the format's */
export async function previewFromCorpus(
  corpus: Corpus,
  what: { format: Format; id: string; options: Readonly<Record<string, string | boolean>>; fileName: string },
): Promise<ExportPreview> {
  const read = await readToExport((id) => corpus.readDocument(id), what.id);
  if (read.failure) throw GalleyError.fromShape(read.failure.error);
  const { document } = read;
  async function* documents() {
    yield document;
  }
  return await previewExport({
    ...what,
    documents: documents(),
    settings: corpus.settings,
    registry: await corpus.readRegistry(),
    source: (each) => corpus.readSource(each),
    original: (each) => corpus.readOriginal(each),
  });
}
