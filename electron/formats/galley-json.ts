/**
 * Reading Galley documents back from JSON that someone hands in: nothing in it is trusted until it is checked. The
 * source's bytes are not in an export, so the text itself becomes the kept source. Must not know: files.
 */
import { GalleyError } from "../../shared/errors.ts";
import { checkDocument } from "../../shared/model/parse.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import type { ImportedPage } from "./format.ts";
import { extractedPage } from "./support/extracted.ts";

/** Our own nest 8 deep; unknown keys may nest further. Deeper, parsing itself becomes the danger. */
const MAX_DEPTH = 64;
// Never keys of ours; as keys of a plain object they are how prototypes get changed.
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

function damaged(name: string, reason: string, cause?: unknown): GalleyError {
  return new GalleyError("document-damaged", `${name}: ${reason}`, { name, reason }, { cause });
}

/** How deep arrays and objects nest, without parsing; stops at the first that is too deep. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function forbiddenKeyIn(value: unknown, path: string): string | null {
  if (!value || typeof value !== "object") return null;
  for (const [key, item] of Object.entries(value)) {
    const place = path ? `${path}.${key}` : key;
    if (forbiddenKeys.has(key)) return place;
    const inside = forbiddenKeyIn(item, place);
    if (inside) return inside;
  }
  return null;
}

/**
 * JSON as a value that is safe to look into.
 * @param place what the text is, for the message: a file name, perhaps with a line
 * @throws GalleyError document-damaged
 */
export function parseJson(text: string, place: string): unknown {
  if (isTooDeep(text)) throw damaged(place, `arrays and objects nest more than ${MAX_DEPTH} deep`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw damaged(place, `not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  const key = forbiddenKeyIn(json, "");
  if (key) throw damaged(place, `the key ${key} is not allowed`);
  return json;
}

/** How bytes that may be JSON begin, one character a byte. */
function beginning(bytes: Uint8Array): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
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
