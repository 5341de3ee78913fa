/**
 * JSON from a stranger as a value that is safe to look into: how deep it nests is known before it is parsed (a million
 * brackets take many seconds), and no key of it can become a prototype. Must not know: what is in it.
 */

/** Our own files nest 8 deep; unknown keys may nest further. Deeper, parsing and writing themselves become the danger. */
export const mostNesting = 64;

const tooDeep = `arrays and objects nest more than ${mostNesting} deep`;

/** What was refused although it is JSON. */
export class UnsafeJson extends SyntaxError {}

function isTextTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > mostNesting) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Where a value has one of the keys, e.g. "articles.0.__proto__"; null when it has none. */
function placeOfKey(value: unknown, keys: readonly string[], path = ""): string | null {
  if (!value || typeof value !== "object") return null;
  for (const [key, item] of Object.entries(value)) {
    const place = path ? `${path}.${key}` : key;
    if (keys.includes(key)) return place;
    const inside = placeOfKey(item, keys, place);
    if (inside) return inside;
  }
  return null;
}

/**
 * @param forbidden keys that it may not have anywhere
 * @throws UnsafeJson; SyntaxError when it is no JSON
 */
export function parseJsonText(text: string, forbidden: readonly string[] = ["__proto__"]): unknown {
  if (isTextTooDeep(text)) throw new UnsafeJson(tooDeep);
  const json: unknown = JSON.parse(text);
  // Most texts hold no such word, and no escape that could spell one.
  const mayHold = text.includes("\\u") || forbidden.some((key) => text.includes(key));
  const place = mayHold ? placeOfKey(json, forbidden) : null;
  if (place !== null) throw new UnsafeJson(`the key ${place} is not allowed`);
  return json;
}

/** The same question of a value that arrived as one: whether it nests too deep to be walked and written by recursion. */
export function nestsTooDeep(value: unknown, most = mostNesting): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > most) return true;
    const next: unknown[] = [];
    for (const holder of level) {
      if (!holder || typeof holder !== "object" || ArrayBuffer.isView(holder)) continue;
      for (const item of Object.values(holder)) if (item && typeof item === "object") next.push(item);
    }
    level = next;
  }
  return false;
}
