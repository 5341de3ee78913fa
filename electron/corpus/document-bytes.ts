/**
 * A document as the bytes of its file. Written part by part into one buffer: a long page as one string would be held in
 * memory three times.
 */
import type { GalleyDocument } from "../../shared/model/document.ts";
import { serializedParts } from "../../shared/model/serialize.ts";
import { KnownBlocks } from "./known-blocks.ts";

/** Bytes of a file for each character of its source, mostly: text, provenance, entities. */
const BYTES_A_CHARACTER = 12;
/** Bytes that a UTF-16 unit takes at most. */
const BYTES_A_UNIT = 3;

/** @param known blocks whose bytes are kept from one save to the next */
export function documentBytes(document: GalleyDocument, known = new KnownBlocks()): Buffer<ArrayBuffer> {
  let bytes = Buffer.allocUnsafeSlow(4096 + document.source.length * BYTES_A_CHARACTER);
  let length = 0;
  for (const part of serializedParts(document, (block, text) => known.bytesOf(block, text))) {
    const most = length + (typeof part === "string" ? part.length * BYTES_A_UNIT : part.length);
    if (most > bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * most);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    if (typeof part === "string") length += bytes.write(part, length);
    else {
      bytes.set(part, length);
      length += part.length;
    }
  }
  return bytes.subarray(0, length);
}
