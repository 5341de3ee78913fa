/**
 * A document as the bytes of its file. Written part by part into one buffer: a long page as one string would be held in
 * memory three times.
 */
import type { GalleyDocument } from "../../shared/model/document.ts";
import { serializedParts } from "../../shared/model/serialize.ts";

/** Bytes of a file for each character of its source, mostly: text, provenance, entities. */
const BYTES_A_CHARACTER = 12;
/** Bytes that a UTF-16 unit takes at most. */
const BYTES_A_UNIT = 3;

export function documentBytes(document: GalleyDocument): Buffer<ArrayBuffer> {
  let bytes = Buffer.allocUnsafeSlow(4096 + document.source.length * BYTES_A_CHARACTER);
  let length = 0;
  for (const part of serializedParts(document)) {
    const most = length + part.length * BYTES_A_UNIT;
    if (most > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * most);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    length += bytes.write(part, length);
  }
  return bytes.subarray(0, length);
}
