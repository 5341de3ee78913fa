/**
 * The records of a JSON file that may be larger than memory: an array of them, one a line, or one alone. A record that
 * is no JSON is told by its place and the others go on. Must not know: particular formats, files.
 */
import { GalleyError } from "../../../shared/errors.ts";
import { decodeSource } from "../encoding.ts";
import type { ImportFile } from "../format.ts";
import { parseJson } from "../galley-json.ts";
import { linesOf } from "../support/lines.ts";
import { badRecord } from "./bad-record.ts";

export type JsonRecord = {
  /** The file, and which record of it. */
  place: string;
} & ({ value: unknown } | { error: GalleyError });

/** No record is as large; one that is would not fit into memory together with what is made of it. In bytes. */
const MAX_RECORD = 64 * 1024 * 1024;

type Content = Pick<ImportFile, "name" | "head" | "stream" | "bytes">;

/** @throws GalleyError bad-encoding, too-large, or bad-record where the file can't be divided into records */
export async function* jsonRecords(file: Content): AsyncGenerator<JsonRecord> {
  const form = formOf(file.head);
  if (form === "array") {
    let number = 0;
    for await (const bytes of elementsOf(file)) {
      const place = `${file.name}, record ${++number}`;
      yield recordOf(place, () => decodeSource(bytes, "utf-8", place));
    }
  } else if (form === "lines") {
    for await (const { text, number } of linesOf(file)) {
      if (text.trim()) yield recordOf(`${file.name}, line ${number}`, () => text);
    }
  } else {
    const bytes = await file.bytes();
    yield recordOf(file.name, () => decodeSource(bytes, "utf-8", file.name));
  }
}

function recordOf(place: string, text: () => string): JsonRecord {
  try {
    return { place, value: parseJson(text(), place) };
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
    const { code, message, details } = error;
    return { place, error: code === "document-damaged" ? new GalleyError("bad-record", message, details) : error };
  }
}

function formOf(head: Uint8Array): "array" | "lines" | "value" {
  const text = new TextDecoder().decode(head).trimStart();
  if (text.startsWith("[")) return "array";
  const [line, next] = text.split("\n", 2);
  // A record that goes over several lines has its first brace, or its first keys, alone on the first.
  return next === undefined || line?.trimEnd().endsWith("}") ? "lines" : "value";
}

const sign = { quote: 0x22, comma: 0x2c, open: 0x5b, escape: 0x5c, close: 0x5d, openObject: 0x7b, closeObject: 0x7d };

/** The bytes of each element of an array: JSON's signs are ASCII, and no part of a longer character looks like one. */
async function* elementsOf(file: Content): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let number = 1;
  let done = false;
  const damaged = (reason: string) =>
    badRecord(`${file.name}, record ${number}`, reason, "The records before it were imported. Correct the file.");

  for await (const chunk of file.stream()) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === sign.escape) escaped = true;
        else if (byte === sign.quote) inString = false;
        continue;
      }
      if (byte === sign.quote) inString = true;
      else if (byte === sign.open || byte === sign.openObject) {
        if (depth++ === 0) start = at + 1;
      } else if (byte === sign.closeObject || byte === sign.close || byte === sign.comma) {
        if (byte !== sign.comma) depth--;
        const ends = byte === sign.comma ? depth === 1 : depth === 0;
        if (!ends || done) continue;
        const bytes = Buffer.concat([...parts, chunk.subarray(start, at)]);
        parts = [];
        held = 0;
        start = at + 1;
        done = depth === 0;
        if (done && !bytes.toString("latin1").trim() && number === 1) return;
        yield bytes;
        number++;
      }
    }
    if (depth === 0) continue;
    parts.push(chunk.slice(start));
    held += chunk.length - start;
    if (held > MAX_RECORD) throw damaged(`it is larger than ${MAX_RECORD / 1024 / 1024} MB`);
  }
  if (!done) throw damaged("the file ends inside it");
}
