/**
 * A text that lies in a file beside its annotations. Such files are UTF-8 by their formats; only where that can't be is
 * the encoding guessed. Must not know: particular formats, files.
 */
import type { EncodingChoice } from "../../../shared/api.ts";
import { decodeSource, detectEncoding } from "../encoding.ts";
import type { ImportedPage } from "../format.ts";

export interface TextFile {
  name: string;
  text: string;
  source: Pick<ImportedPage, "bytes" | "extension" | "encoding">;
}

function encodingOf(bytes: Uint8Array): ReturnType<typeof detectEncoding>["encoding"] {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return detectEncoding(bytes).encoding;
  }
}

/** @throws GalleyError bad-encoding */
export function readTextFile(bytes: Uint8Array, name: string, choice: EncodingChoice): TextFile {
  const encoding = choice === "auto" ? encodingOf(bytes) : choice;
  return { name, text: decodeSource(bytes, encoding, name), source: { bytes, extension: "txt", encoding } };
}
