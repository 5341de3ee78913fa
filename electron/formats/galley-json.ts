/**
 * Reading Galley documents back from JSON that someone hands in: nothing in it is trusted until it is checked. The
 * source's bytes are not in an export, so the text itself becomes the kept source. Must not know: files.
 */
import { GalleyError } from "../../shared/errors.ts";
import { parseJsonText, UnsafeJson } from "../../shared/model/json-text.ts";
import { checkDocument } from "../../shared/model/parse.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import type { ImportedPage } from "./format.ts";
import { bytesAsText } from "./support/bytes-as-text.ts";
import { extractedPage } from "./support/extracted.ts";

// Never keys of ours; as keys of a plain object they are how prototypes get changed.
const forbiddenKeys = ["__proto__", "constructor", "prototype"];

function damaged(name: string, reason: string, cause?: unknown): GalleyError {
  return new GalleyError("document-damaged", `${name}: ${reason}`, { name, reason }, { cause });
}

/**
 * JSON as a value that is safe to look into.
 * @param place what the text is, for the message: a file name, perhaps with a line
 * @throws GalleyError document-damaged
 */
export function parseJson(text: string, place: string): unknown {
  try {
    return parseJsonText(text, forbiddenKeys);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw damaged(place, cause instanceof UnsafeJson ? reason : `not valid JSON: ${reason}`, cause);
  }
}

/** How bytes that may be JSON begin, one character a byte. */
function beginning(bytes: Uint8Array): string {
  const head = bytesAsText(bytes, 4096);
  return head.replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
}

/** Whether bytes are Galley documents, and in which of the two forms. */
export function jsonForm(bytes: Uint8Array): "value" | "lines" | null {
  const text = beginning(bytes);
  // Our own documents say what they are before anything else.
  if (/^\{[^{}[\]\r\n]*"format"\s*:\s*"galley\/document"/.test(text)) return "lines";
  return /^\[?\s*\{[^{}[\]]*"format"\s*:\s*"galley\/document"/.test(text) ? "value" : null;
}

/** Other JSON in a file that is named so, which gets a better message from here than it makes a page. */
export function otherJson(bytes: Uint8Array, path: string): "value" | "lines" | null {
  if (!/^[[{]/.test(beginning(bytes))) return null;
  if (/\.json$/i.test(path)) return "value";
  return /\.(jsonl|ndjson)$/i.test(path) ? "lines" : null;
}

/**
 * A page from one parsed document.
 * @param place the file, and which document of it: "a.json, document 3 of 5"
 * @throws GalleyError document-damaged, document-newer or invalid-document
 */
export function pageFromJson(json: unknown, place: string): ImportedPage {
  const document = checkDocument(json, place);
  const problem = verifyDocument(document, null)[0];
  if (problem) {
    throw new GalleyError("invalid-document", `${place}: at ${problem.place}: ${problem.message}`, {
      name: place,
      place: problem.place,
      reason: problem.message,
    });
  }
  const { articles, source, ...rest } = document;
  return extractedPage(source.name, articles, { rest });
}

/** What both JSON formats don't keep. */
export const jsonLosses = [
  {
    zh: "重新导入时，各段文字本身成为新的原文：不含原始字节，也不含每个字在原文中的位置。",
    en: "Read back, the blocks' text itself becomes the source: the original bytes, and where each character stood in them, are not in the file.",
  },
];
