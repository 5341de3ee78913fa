/**
 * The one way in for a file's content: limits, what is no text, encoding, then the format that can read it. The caller
 * opens files and keeps what comes back. Must not know: disk, corpora.
 */
import { GalleyError } from "../../shared/errors.ts";
import { detectEncoding } from "./encoding.ts";
import { baseName } from "./file-names.ts";
import {
  type Format,
  headBytes,
  type ImportedPage,
  type Importer,
  type ImportFile,
  type ReadOptions,
  type UnreadRecord,
} from "./format.ts";
import { findFormat, formats } from "./index.ts";
import { pagesOfFile } from "./reading/pages-of-file.ts";
import { notText } from "./sniff.ts";
import { refuseTooLarge } from "./too-large.ts";

/** @throws GalleyError not-text */
function refuseNotText(head: Uint8Array, name: string): void {
  const kind = notText(head, detectEncoding(head));
  if (!kind) return;
  throw new GalleyError(
    "not-text",
    `${name} is not text; it seems to be ${kind.en}. Save it as plain text (.txt) or extract its text, and import that.`,
    { name, kind: kind.en, kindZh: kind.zh },
  );
}

/** Nothing but ASCII white space and byte order marks; stops at the first byte that is something. */
function isBlank(bytes: Uint8Array): boolean {
  const marks = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00];
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || marks.includes(byte));
}

/** A format that can be imported, with its importer at hand. */
export type ImportFormat = Format & { importer: Importer };

function canImport(format: Format): format is ImportFormat {
  return format.importer !== null;
}

/** @throws GalleyError unknown-format, when there is none of this id or it can't be imported */
export function findImportFormat(id: string): ImportFormat {
  const format = findFormat(id);
  if (canImport(format)) return format;
  throw new GalleyError("unknown-format", `The format “${id}” can't be imported.`, { format: id });
}

/**
 * The format of a file by its beginning.
 * @param chosen the person's own choice; null to recognise it
 * @throws GalleyError empty-file, not-text, unknown-format
 */
export function formatOfFile(
  { head, path, size }: Pick<ImportFile, "head" | "path" | "size">,
  chosen: string | null = null,
): ImportFormat {
  const name = baseName(path);
  const importable = formats.filter(canImport);
  const recognised = (list: readonly ImportFormat[]) => list.find(({ importer }) => importer.recognise(head, path));
  if (head.length === size && isBlank(head)) {
    // Of a page in several files one may be empty: annotations of a text that has none.
    const ofSeveral = importable.filter(({ importer }) => importer.companions?.(name).length);
    const format = recognised(ofSeveral);
    if (format && (chosen === null || chosen === format.id)) return format;
    throw new GalleyError("empty-file", `${name} is empty: there is nothing to import.`, { name });
  }
  if (chosen !== null) {
    const format = findImportFormat(chosen);
    if (!format.importer.binary) refuseNotText(head, name);
    return format;
  }
  const binary = recognised(importable.filter(({ importer }) => importer.binary));
  if (binary) return binary;
  refuseNotText(head, name);
  const texts = importable.filter(({ importer }) => !importer.binary);
  const text = recognised(texts) ?? texts.find(({ importer }) => importer.otherwise?.(head, path));
  if (!text) throw new Error("plain text takes everything");
  return text;
}

/** A file that is in memory already. @param siblings contents of the files beside it, by their paths relative to it */
export function memoryFile(
  path: string,
  bytes: Uint8Array,
  siblings: ReadonlyMap<string, Uint8Array> = new Map(),
): ImportFile {
  const name = baseName(path);
  return {
    path,
    name,
    size: bytes.length,
    head: bytes.subarray(0, headBytes),
    async bytes(limit) {
      refuseTooLarge(name, bytes.length, limit);
      return bytes;
    },
    async *stream() {
      yield bytes;
    },
    sibling: async (relativePath) => siblings.get(relativePath) ?? null,
  };
}

/**
 * The pages of a file, as it names their entity types and roles.
 * @param options.format id of the format that the person chose; null or missing to recognise it
 * @throws GalleyError empty-file, too-large, not-text, bad-encoding, or what the format finds wrong
 */
export async function* readPages(
  file: ImportFile,
  options: ReadOptions & { format?: string | null },
): AsyncGenerator<ImportedPage | UnreadRecord> {
  yield* pagesOfFile(formatOfFile(file, options.format ?? null), file, options);
}
