/**
 * The one way out for documents: runs a format's exporter over a stream of them, with progress, cancelling, a report
 * of what could not be written, and a target that appears whole or not at all. Must not know: corpora, windows.
 */
import { basename } from "node:path";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusSettings } from "../../shared/model/settings.ts";
import { manifestFormat, manifestName, onDisk, openFileTarget, openFolderTarget } from "./export-target.ts";
import type { Exporter, ExportSink, Format } from "./format.ts";

export interface ExportOptions {
  format: Format;
  /** In the order of the output; read one at a time. What it throws ends the export. */
  documents: AsyncIterable<GalleyDocument>;
  /** How many documents will come, for progress. */
  total: number;
  /** The file or folder to make; its parent must exist. */
  path: string;
  settings: CorpusSettings;
  /** Reads a document's decoded source, for formats that compare with it. */
  source(document: GalleyDocument): Promise<CodePointText>;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface ExportReport {
  /** How many documents were written. */
  documents: number;
  /** Documents that could not be written, by id; all others were. */
  failures: { document: string; error: ErrorShape }[];
  /** What the format left out of documents that were written, as its exporter says it. */
  notices: { document: string; message: string }[];
}

/**
 * Writes documents in a format to a file or folder. An existing file is replaced; a folder only when it is empty or an
 * earlier export that nobody changed.
 * @throws GalleyError cancelled, not-empty, usage, or what the disk answers; then nothing has the final name
 */
export async function exportDocuments(options: ExportOptions): Promise<ExportReport> {
  const { format, path, settings, signal } = options;
  const { exporter } = format;
  if (!exporter)
    throw new GalleyError("unknown-format", `The format “${format.id}” can't be exported.`, { format: format.id });
  const cancelled = () => {
    if (signal?.aborted) throw new GalleyError("cancelled", "The export was cancelled; nothing was written.");
  };
  cancelled();

  const report: ExportReport = { documents: 0, failures: [], notices: [] };
  const target = await onDisk(path, () => (exporter.writes === "file" ? openFileTarget(path) : openFolderTarget(path)));
  const files = new Set<string>();
  const sink: ExportSink = {
    write(name, text) {
      if (exporter.writes === "folder") files.add(name);
      return onDisk(path, () => target.write(name, text));
    },
  };
  let done = 0;
  async function* watched() {
    for await (const document of options.documents) {
      cancelled();
      yield document;
      done++;
      options.onProgress?.(done, options.total);
    }
    cancelled();
  }
  try {
    await exporter.write(watched(), sink, {
      settings,
      fileName: basename(path),
      source: options.source,
      refuse: (document, error) => report.failures.push({ document: document.id, error: error.toShape() }),
      notice: (document, message) => report.notices.push({ document: document.id, message }),
    });
    report.documents = done - report.failures.length;
    if (exporter.writes === "folder") {
      const text = manifestText(format, exporter, settings, report, files.size);
      await onDisk(path, () => target.write(manifestName, text));
    }
    cancelled();
    await onDisk(path, () => target.commit());
  } catch (error) {
    await target.discard();
    throw error;
  }
  return report;
}

/** What the folder holds and how it was made, for the person who gets it. */
function manifestText(
  format: Format,
  exporter: Exporter,
  settings: CorpusSettings,
  report: ExportReport,
  files: number,
): string {
  const manifest = {
    format: manifestFormat,
    version: 1,
    exportedAs: format.id,
    extension: exporter.extension,
    corpus: settings.name,
    date: new Date().toISOString(),
    documents: report.documents,
    refused: report.failures.length,
    files,
    entityTypes: settings.entityTypes.map(({ id, label }) => ({ id, label: { zh: label.zh, en: label.en } })),
    losses: format.losses.map(({ zh, en }) => ({ zh, en })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
