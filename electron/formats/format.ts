/**
 * What a file format is to Galley: one file of this folder, listed in `index.ts`. A format turns a file into pages, and
 * documents into files; it never opens files itself, so that limits, progress, cancelling and atomic writing are the
 * same for all of them (`run-import.ts`, `run-export.ts`). What formats share is in `support/`.
 */

import type { EncodingChoice } from "../../shared/api.ts";
import type { GivenEntry } from "../../shared/entities/meet-entries.ts";
import type { GalleyError } from "../../shared/errors.ts";
import type { ExchangeNotice } from "../../shared/exchange-notices.ts";
import type { Article, GalleyDocument } from "../../shared/model/document.ts";
import type { CodePointText } from "../../shared/model/offsets.ts";
import type { Confidence } from "../../shared/model/page-layout.ts";
import type { CorpusSettings, Label, Registry } from "../../shared/model/settings.ts";

/** One page as an importer read it, with the file's own names of entity types and roles. */
export interface ImportedPage {
  /** Source file name to show; for a file that holds several pages, each page's own. */
  name: string;
  /** The bytes to keep as the page's source, and the ending that they are kept under. */
  bytes: Uint8Array;
  extension: string;
  encoding: string;
  /** The decoded source, which the articles' pieces count in (code points). */
  text: string;
  articles: Article[];
  /**
   * What else the file knew about the document: id, status, meta, dismissals, relations, unknown keys. `articles` and
   * `source` in it don't count.
   */
  rest?: Partial<GalleyDocument>;
  /**
   * Entries of a registry that the file brings, with the file's own names of their types. Entities of the page, and of
   * later ones of the file, name them by their ids.
   */
  entries?: GivenEntry[];
  /** What text recognition was not sure of, as the document's source keeps it. */
  confidence?: Confidence[];
  /** What of the page was not taken over, for the report. */
  notices?: ExchangeNotice[];
  /** How far into the file it is, of how many pages, where the file is not read in parts. */
  reached?: { done: number; total: number };
}

/** A record of a file that could not be read, while others of the file can. */
export interface UnreadRecord {
  /** Names the file, which record of it, and what to do. */
  error: GalleyError;
}

/** A file to import. Its content may be larger than memory. */
export interface ImportFile {
  /** As the person gave it: for messages and as a hint. */
  path: string;
  /** The path's last part. */
  name: string;
  /** In bytes. */
  size: number;
  /** The beginning of the content, at most `headBytes`. */
  head: Uint8Array;
  /** All of it. @param limit in bytes; the import limit when missing. @throws GalleyError too-large when it is larger */
  bytes(limit?: number): Promise<Uint8Array>;
  /** All of it in chunks, however large; can be asked for again. */
  stream(): AsyncIterable<Uint8Array>;
  /**
   * A file beside this one, or null when there is none: "x.ann", "../config.xml". Only inside the folder that the
   * person chose. @throws GalleyError too-large
   */
  sibling(relativePath: string): Promise<Uint8Array | null>;
}

/** How much of a file `recognise` sees. */
export const headBytes = 64 * 1024;

export interface ReadOptions {
  /** For formats that don't say themselves what they are encoded in. */
  encoding: EncodingChoice;
}

export interface Importer {
  /**
   * Whether it reads content that is no text (an archive, a PDF). Such importers are asked first; what nobody of them
   * recognises and is no text is refused by its kind.
   */
  binary?: boolean;
  /** Read in a thread of its own whatever its size: programs of others work on the content. */
  apart?: boolean;
  /** The file is read in parts, with time for others between them; what is read whole is read in a thread when it is large. */
  inParts?: boolean;
  /** Whether the content is of this format, by its first bytes (`headBytes` at most); `path` is a hint only. */
  recognise(head: Uint8Array, path: string): boolean;
  /** Whether to try it when no format recognises the file: a guess by its name, or what takes anything. */
  otherwise?(head: Uint8Array, path: string): boolean;
  /**
   * Names of files that belong to a file of this format when they lie in the same folder: they are not imported by
   * themselves, and can be asked for with `sibling`.
   */
  companions?(name: string): readonly string[];
  /**
   * False where the file holds complete Galley documents: only their sources are kept then. Otherwise the imported
   * bytes are kept beside the pages' sources, where those aren't the file itself.
   */
  keepsFile?: boolean;
  /**
   * The pages, one after the other; must not collect them where the format can be read in parts. A record that is damaged
   * in itself is told in its place.
   * @throws GalleyError that names the file, the place and what to do; the pages before it are imported
   */
  read(file: ImportFile, options: ReadOptions): AsyncIterable<ImportedPage | UnreadRecord>;
}

/** Where an exporter writes. Paths are relative; nothing is visible under its final name before all is done. */
export interface ExportSink {
  /** Appends text (as UTF-8) or bytes to a file of the export; the first call for a path creates it. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** Something that the person can choose about an export. */
export type FormatOption = {
  /** As on the command line: `--option table=entities`. */
  name: string;
  label: Label;
} & (
  | { kind: "choice"; choices: readonly { value: string; label: Label }[]; default: string }
  | { kind: "boolean"; default: boolean }
  | { kind: "text"; default: string }
);

/** A value for each option that the format declares. */
export type OptionValues = Readonly<Record<string, string | boolean>>;

export interface ExportContext {
  settings: CorpusSettings;
  /** The corpus's known entities, which entities' `ref` names. */
  registry: Registry;
  options: OptionValues;
  /** File name of the main output file, for formats that write one. A companion's name begins with `fileStem`. */
  fileName: string;
  /** `fileName` without its ending. */
  fileStem: string;
  /** The document can't be written in this format; it is reported by name and the others go on. */
  refuse(document: GalleyDocument, error: GalleyError): void;
  /** The document's decoded source. @throws GalleyError when it can't be read */
  source(document: GalleyDocument): Promise<CodePointText>;
  /**
   * The bytes of the file that the document was imported from, where they were kept beside its source; else null.
   * @throws GalleyError when they can't be read
   */
  original(document: GalleyDocument): Promise<Uint8Array | null>;
  /** Something of a written document was left out. */
  notice(document: GalleyDocument, notice: ExchangeNotice): void;
}

export interface Exporter {
  /** One file for everything (with companions beside it, if it writes any), or a folder with files for each document. */
  writes: "file" | "folder";
  /** Without the dot. */
  extension: string;
  options?: readonly FormatOption[];
  /** Where the output is no text: what a person is shown of a document's before it is written. */
  preview?(document: GalleyDocument, context: ExportContext): Promise<string>;
  /**
   * Set where a file of many documents is the files of some of them one after the other, and needs of the context neither
   * registry nor sources: then those of a large corpus are made side by side in threads.
   */
  inParts?: true;
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
