/**
 * Entities as words of a full-text index: ASCII letters and digits that stand for a text and a type, or for an entry of
 * the registry, and can be read back. Must not know: where they are kept.
 */

/** Longer texts (UTF-16 units) are known by a checksum. */
const MOST_UNITS = 60;

/** Stands before the type, and in no text's hexadecimal. */
export const TYPE_MARK = "x";

/** The word of a text that is tagged as a type. */
export function entityWord(text: string, type: string): string {
  return textPrefix(text) + hexOf(type);
}

/** What the words of a text begin with, whatever its type. */
export function textPrefix(text: string): string {
  return text.length > MOST_UNITS ? `el${checksum(text)}${TYPE_MARK}` : `e${hexOf(text)}${TYPE_MARK}`;
}

/** What a word stands for; no text where that is known by a checksum only. */
export function namesOfWord(word: string): { text: string | null; type: string } {
  const border = word.indexOf(TYPE_MARK);
  const text = word[1] === "l" ? null : textOfHex(word.slice(1, border));
  return { text, type: textOfHex(word.slice(border + 1)) };
}

export function refWord(ref: string): string {
  return `r${hexOf(ref)}`;
}

export function refOfWord(word: string): string {
  return textOfHex(word.slice(1));
}

function hexOf(text: string): string {
  return Buffer.from(text, "utf16le").toString("hex");
}

/** A text, or a type, as it stands in a word. */
export function textOfHex(hex: string): string {
  return Buffer.from(hex, "hex").toString("utf16le");
}

/** FNV-1a, twice with different beginnings: 64 bits. */
function checksum(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
