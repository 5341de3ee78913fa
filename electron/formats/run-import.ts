/**
 * The one way in for a source's bytes: limits, what is no text, encoding, then the formats that can read it. The
 * caller reads files and keeps what comes back. Must not know: disk, corpora.
 */
import { type EncodingChoice, importLimit } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { decodeSource, detectEncoding, type SourceEncoding } from "./encoding.ts";
import { baseName } from "./file-names.ts";
import type { ImportedPage } from "./format.ts";
import { formats } from "./index.ts";
import { notText } from "./sniff.ts";

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/** @throws GalleyError empty-file, too-large or not-text */
function checkBytes(bytes: Uint8Array, path: string): void {
  const name = baseName(path);
  if (bytes.length > importLimit) {
    const [size, limit] = [megabytes(bytes.length), megabytes(importLimit)];
    throw new GalleyError(
      "too-large",
      `${name} is ${size} MB large; up to ${limit} MB can be imported. Split it into pages.`,
      { name, size, limit },
    );
  }
  if (isBlank(bytes)) throw new GalleyError("empty-file", `${name} is empty: there is nothing to import.`, { name });
  const kind = notText(bytes, detectEncoding(bytes));
  if (kind) {
    throw new GalleyError(
      "not-text",
      `${name} is not text; it seems to be ${kind.en}. Save it as plain text (.txt) or extract its text, and import that.`,
      { name, kind: kind.en, kindZh: kind.zh },
    );
  }
}

/** Nothing but ASCII white space and byte order marks; stops at the first byte that is something. */
function isBlank(bytes: Uint8Array): boolean {
  const marks = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00];
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || marks.includes(byte));
}

/**
 * The pages of a source file.
 * @param path a hint for the format, and its last part the name to show
 * @throws GalleyError empty-file, too-large, not-text, bad-encoding, or what the format finds wrong
 */
export function readSourceFile(bytes: Uint8Array, path: string, options: { encoding: EncodingChoice }): ImportedPage[] {
  checkBytes(bytes, path);
  for (const { importer } of formats) if (importer?.recognise(bytes, path)) return importer.read(bytes, path, options);
  throw new Error("plain text takes everything");
}

const SAMPLE_CHARACTERS = 300;

/**
 * How a file would be read, for a person to judge before importing. Bytes may be the beginning of the file.
 * @returns `sample`: the first 300 characters, without a byte order mark; `certain` is true for a given encoding
 * @throws GalleyError as `readSourceFile`
 */
export function previewSource(
  bytes: Uint8Array,
  path: string,
  options: { encoding: EncodingChoice },
): { encoding: SourceEncoding; certain: boolean; sample: string } {
  checkBytes(bytes, path);
  const { encoding, certain } =
    options.encoding === "auto" ? detectEncoding(bytes) : { encoding: options.encoding, certain: true };
  // Four bytes make a character at most; the last one may be cut.
  const head = bytes.subarray(0, SAMPLE_CHARACTERS * 4 + 4);
  const text = decodeSource(head, encoding, baseName(path), { mayGoOn: true });
  return { encoding, certain, sample: Array.from(text).slice(0, SAMPLE_CHARACTERS).join("") };
}
