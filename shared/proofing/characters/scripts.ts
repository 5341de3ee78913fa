/** Tells the traditional from the simplified script, character by character. A detector: texts are never converted. */
import { simplifiedCharacters, simplifiedOnly, traditionalCharacters } from "./scripts-table.ts";

const BASE = 0x4e00;
/** By code unit from U+4E00: 1 for what only traditional texts write, 2 for what only simplified ones do. */
const kind = new Uint8Array(0xa000 - BASE);
for (let i = 0; i < simplifiedOnly.length; i++) kind[simplifiedOnly.charCodeAt(i) - BASE] = 2;
for (let i = 0; i < traditionalCharacters.length; i++) kind[traditionalCharacters.charCodeAt(i) - BASE] = 1;

/** How many characters are found in one of the two scripts only. */
export function scriptCounts(text: string): { simplified: number; traditional: number } {
  let simplified = 0;
  let traditional = 0;
  for (let i = 0; i < text.length; i++) {
    const found = kind[text.charCodeAt(i) - BASE];
    if (found === 1) traditional++;
    else if (found === 2) simplified++;
  }
  return { simplified, traditional };
}

/** How the other script writes a character that only one of them has; null for all others. */
export function inOtherScript(char: string): string | null {
  const found = kind[char.charCodeAt(0) - BASE];
  if (!found) return null;
  const [from, to] =
    found === 1 ? [traditionalCharacters, simplifiedCharacters] : [simplifiedCharacters, traditionalCharacters];
  return to[from.indexOf(char)] ?? null;
}

/** The text as the simplified script writes it, character by character: for reading, never for putting in its place. */
export function inSimplifiedScript(text: string): string {
  if (scriptCounts(text).traditional === 0) return text;
  let written = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    written += kind[unit.charCodeAt(0) - BASE] === 1 ? (inOtherScript(unit) ?? unit) : unit;
  }
  return written;
}

/** Index of the next character (UTF-16 units) that only the given script has; -1 where there is none. */
export function nextOfScript(text: string, script: "simplified" | "traditional", from: number): number {
  const wanted = script === "traditional" ? 1 : 2;
  for (let i = from; i < text.length; i++) if (kind[text.charCodeAt(i) - BASE] === wanted) return i;
  return -1;
}
