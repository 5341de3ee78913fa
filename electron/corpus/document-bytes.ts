/**
 * A document as the bytes of its file. Written part by part into one buffer of just their size: a long page as one string
 * would be held in memory three times, and what is allocated for each save has to be collected while somebody types.
 */
import type { GalleyDocument } from "../../shared/model/document.ts";
import { serializedParts } from "../../shared/model/serialize.ts";
import { KnownBlocks } from "./known-blocks.ts";

type Part = string | Uint8Array;

/** @param known blocks whose bytes are kept from one save to the next */
export function documentBytes(document: GalleyDocument, known?: KnownBlocks): Buffer<ArrayBuffer> {
  return joined(documentParts(document, known));
}

/** The same in parts, strings as UTF-8. */
export function documentParts(document: GalleyDocument, known = new KnownBlocks()): Iterable<Part> {
  return serializedParts(document, (block, text) => known.bytesOf(block, text));
}

/** The bytes of all parts. */
export function joined(parts: Iterable<Part>): Buffer<ArrayBuffer> {
  const all = [...parts];
  const bytes = Buffer.allocUnsafeSlow(all.reduce((length, part) => length + Buffer.byteLength(part), 0));
  let length = 0;
  for (const part of all) {
    if (typeof part === "string") length += bytes.write(part, length);
    else {
      bytes.set(part, length);
      length += part.length;
    }
  }
  return bytes;
}
