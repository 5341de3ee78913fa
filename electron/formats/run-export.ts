/**
 * The one way out for documents: runs a format's exporter over a stream of them, with progress, cancelling, a report
 * of what could not be written, and a target that appears whole or not at all. Must not know: corpora, windows.
 */

import { basename } from "node:path";
import { type ErrorShape, GalleyError } from "../../shared/errors.ts";
import type { ExchangeNotice } from "../../shared/exchange-notices.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusSettings, Registry } from "../../shared/model/settings.ts";
import type { DurableFs } from "../corpus/disk.ts";
import { optionValues } from "./export-options.ts";
import { type ExportManifest, readmeName, readmeText } from "./export-readme.ts";
import { manifestFormat, manifestName, onDisk, openFileTarget, openFolderTarget } from "./export-target.ts";
import { stemOf } from "./file-names.ts";
import type { ExportContext, Exporter, ExportSink, Format, OptionValues } from "./format.ts";

/** Some documents of an export, made elsewhere. */
export interface ExportedPart extends ExportReport {
  /** To be appended to the file. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** What the output depends on, beside the documents. */
export interface PartOptions {
  options: OptionValues;
  fileName: string;
}

export interface ExportOptions {
  format: Format;
  /** In the order of the output; read one at a time. What it throws ends the export. */
  documents: AsyncIterable<GalleyDocument>;
  /** Gives the output of all documents part by part, in order: used instead of `documents` by exporters with `inParts`. */
  parts?(options: PartOptions): AsyncIterable<ExportedPart>;
  /** How many documents will come, for progress. */
  total: number;
  /** The file or folder to make; its parent must exist. */
  path: string;
  settings: CorpusSettings;
  /** The corpus's known entities. */
  registry: Registry;
  /** What the person chose, by the names of the format's options; defaults for the rest. */
  options?: Readonly<Record<string, string | boolean>>;
  /** Reads a document's decoded source, for formats that compare with it. */
  source(document: GalleyDocument): Promise<CodePointText>;
  /** Reads the bytes of the file that a document came from, for formats that write into it. */
  original(document: GalleyDocument): Promise<Uint8Array | null>;
  fs?: DurableFs;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

export interface ExportReport {
  /** How many documents were written. */
  documents: number;
  /** Documents that could not be written, by id; all others were. */
  failures: { document: string; error: ErrorShape }[];
  /** What the format left out of documents that were written, as its exporter says it. */
  notices: { document: string; notice: ExchangeNotice }[];
}

/** What exporters say of documents, put into a report. */
export function sayingInto({
  failures,
  notices,
}: Pick<ExportReport, "failures" | "notices">): Pick<ExportContext, "refuse" | "notice"> {
  return {
    refuse: ({ id }, error) => failures.push({ document: id, error: error.toShape() }),
    notice: ({ id }, notice) => notices.push({ document: id, notice }),
  };
}

/**
 * Writes documents in a format to a file or folder. An existing file is replaced; a folder only when it is empty or an
 * earlier export that nobody changed.
 * @throws GalleyError cancelled, not-empty, usage, or what the disk answers; then nothing has the final name
 */
export async function exportDocuments(options: ExportOptions): Promise<ExportReport> {
  const { format, path, settings, signal, fs } = options;
  const { exporter } = format;
  if (!exporter)
    throw new GalleyError("unknown-format", `The format “${format.id}” can't be exported.`, { format: format.id });
  const cancelled = () => {
    if (signal?.aborted) throw new GalleyError("cancelled", "The export was cancelled; nothing was written.");
  };
  cancelled();
  const chosen = optionValues(format, options.options ?? {});
  const fileName = basename(path);

  const report: ExportReport = { documents: 0, failures: [], notices: [] };
  const target = await onDisk(path, () =>
    exporter.writes === "file" ? openFileTarget(path, fs) : openFolderTarget(path, fs),
  );
  const files = new Set<string>();
  const sink: ExportSink = {
    write(name, content) {
      if (exporter.writes === "folder") files.add(name);
      return onDisk(path, () => target.write(name, content));
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
  /** The same of documents that were made into output elsewhere. */
  const takeParts = async (parts: AsyncIterable<ExportedPart>) => {
    for await (const part of parts) {
      cancelled();
      await sink.write(fileName, part.bytes);
      report.failures.push(...part.failures);
      report.notices.push(...part.notices);
      done += part.documents + part.failures.length;
      options.onProgress?.(done, options.total);
    }
    cancelled();
  };
  try {
    if (exporter.inParts && options.parts) await takeParts(options.parts({ options: chosen, fileName }));
    else
      await exporter.write(watched(), sink, {
        settings,
        registry: options.registry,
        options: chosen,
        fileName,
        fileStem: stemOf(fileName),
        source: options.source,
        original: options.original,
        ...sayingInto(report),
      });
    report.documents = done - report.failures.length;
    if (exporter.writes === "folder") {
      const manifest = manifestOf(format, exporter, settings, chosen, report, files.size + 1);
      await onDisk(path, () => target.write(readmeName, readmeText(manifest, format)));
      await onDisk(path, () => target.write(manifestName, `${JSON.stringify(manifest, null, 2)}\n`));
    }
    cancelled();
    await onDisk(path, () => target.commit());
  } catch (error) {
    await target.discard();
    throw error;
  }
  return report;
}

/** What the folder holds and how it was made, for the programs that get it. */
function manifestOf(
  format: Format,
  exporter: Exporter,
  settings: CorpusSettings,
  options: OptionValues,
  report: ExportReport,
  files: number,
): ExportManifest {
  return {
    format: manifestFormat,
    version: 1,
    exportedAs: format.id,
    extension: exporter.extension,
    options,
    corpus: settings.name,
    date: new Date().toISOString(),
    documents: report.documents,
    refused: report.failures.length,
    files,
    entityTypes: settings.entityTypes.map(({ id, label }) => ({ id, label: { zh: label.zh, en: label.en } })),
    losses: format.losses.map(({ zh, en }) => ({ zh, en })),
  };
}
