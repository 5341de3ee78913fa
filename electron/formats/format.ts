/**
 * What a file format is to Galley: one file of this folder, listed in `index.ts`. A format turns bytes into pages or
 * documents into text; it never opens files itself, so that limits, progress, cancelling and atomic writing are the
 * same for all of them (`run-import.ts`, `run-export.ts`).
 */
import type { EncodingChoice } from "../../shared/api.ts";
import type { GalleyError } from "../../shared/errors.ts";
import type { Article, GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusSettings, Label } from "../../shared/model/settings.ts";

/** One page as an importer read it. */
export interface ImportedPage {
  /** Source file name to show; for a file that holds several pages, each page's own. */
  name: string;
  /** The bytes to keep as the source, and the ending that they are kept under. */
  bytes: Uint8Array;
  extension: string;
  encoding: string;
  /** The decoded source, which the articles' pieces count in (code points). */
  text: string;
  articles: Article[];
  /** What else the file knew about the document: id, status, meta, dismissals, unknown keys. */
  rest?: Partial<Omit<GalleyDocument, "articles" | "source">>;
}

export interface Importer {
  /** Whether the content is of this format; `path` is a hint only. */
  recognise(bytes: Uint8Array, path: string): boolean;
  /** @throws GalleyError that names the file, the place and what to do */
  read(bytes: Uint8Array, path: string, options: { encoding: EncodingChoice }): ImportedPage[];
}

/** Where an exporter writes. Paths are relative; nothing is visible under its final name before all is done. */
export interface ExportSink {
  /** Appends text (UTF-8) to a file of the export; the first call for a path creates it. */
  write(path: string, text: string): Promise<void>;
}

export interface ExportContext {
  settings: CorpusSettings;
  /** File name of the single output file, for formats that write one. */
  fileName: string;
  /** The document can't be written in this format; it is reported by name and the others go on. */
  refuse(document: GalleyDocument, error: GalleyError): void;
  /** The document's decoded source. @throws GalleyError when it can't be read */
  source(document: GalleyDocument): Promise<CodePointText>;
  /** Something of a written document was left out, in a sentence. */
  notice(document: GalleyDocument, message: string): void;
}

export interface Exporter {
  /** One file for everything, or a folder with files for each document. */
  writes: "file" | "folder";
  /** Without the dot. */
  extension: string;
  /** Writes all documents as they come; must not collect them (a corpus is larger than memory). */
  write(documents: AsyncIterable<GalleyDocument>, sink: ExportSink, context: ExportContext): Promise<void>;
}

export interface Format {
  id: string;
  about: Label;
  /** What a round trip through this format does not keep, in a sentence each. */
  losses: Label[];
  importer: Importer | null;
  exporter: Exporter | null;
}
