/**
 * Character error rate: how many characters of a text have to be put in, taken out or changed to get from one text to
 * another (Levenshtein distance in code points), over the length of the corrected text, as OCR research counts it.
 * A moved paragraph counts as taken out and put in. The rate can exceed 1.
 * Must not know: documents, disk.
 */
import { distance } from "fastest-levenshtein";
import { codePointLength, hasAstral } from "../model/offsets.ts";

export interface ErrorCount {
  /** Edit distance. */
  errors: number;
  /** Length of the corrected text in code points. */
  length: number;
  /** False for very long texts that were compared piece by piece: `errors` is then an upper bound. */
  exact: boolean;
}

/**
 * The distance's cost grows with the product of both lengths. Up to this product (two texts of 40,000 characters, some
 * 0.1 s) it is counted exactly; beyond, the texts are cut at lines that they share.
 */
const EXACT_LIMIT = 1.6e9;

/** `errors / length`; 0 for two empty texts, 1 where everything had to be taken out. */
export function errorRate({ errors, length }: { errors: number; length: number }): number {
  return length ? errors / length : errors ? 1 : 0;
}

/** A text without white space (full-width spaces and line ends included) and byte order marks. */
export function withoutSpace(text: string): string {
  return text.replace(/[\s\uFEFF]+/gu, "");
}

/**
 * @param original what was there, e.g. the OCR's text
 * @param corrected what it should be
 */
export function characterErrors(original: string, corrected: string, exactLimit = EXACT_LIMIT): ErrorCount {
  const [a, b] = asUnits(original, corrected);
  const { errors, exact } = compare(a, b, exactLimit);
  return { errors, length: codePointLength(corrected), exact };
}

/** Both texts with every character beyond U+FFFF replaced by one unit that neither uses, the same one each time. */
function asUnits(a: string, b: string): [string, string] {
  if (!hasAstral(a) && !hasAstral(b)) return [a, b];
  const used = new Set(a + b);
  const units = new Map<string, string>();
  let next = 0xe000;
  const unitOf = (character: string) => {
    if (character.length === 1) return character;
    let unit = units.get(character);
    if (!unit) {
      while (used.has(String.fromCharCode(next))) next++;
      unit = String.fromCharCode(next++);
      units.set(character, unit);
    }
    return unit;
  };
  const map = (text: string) => Array.from(text, unitOf).join("");
  return [map(a), map(b)];
}

function compare(a: string, b: string, limit: number): { errors: number; exact: boolean } {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (!restA || !restB) return { errors: restA.length + restB.length, exact: true };
  if (restA.length * restB.length <= limit) return { errors: distance(restA, restB), exact: true };
  return { errors: compareInBlocks(restA, restB, limit), exact: false };
}

/** Cuts both texts in two (at a passage that they share, near the middle) until the parts can be counted exactly. */
function compareInBlocks(a: string, b: string, limit: number): number {
  const [cutA, cutB] = findCut(a, b);
  return (
    compare(a.slice(0, cutA), b.slice(0, cutB), limit).errors + compare(a.slice(cutA), b.slice(cutB), limit).errors
  );
}

/** Passages this long occur twice by chance hardly ever. */
const PASSAGE = 24;
const TRIES = 64;

function findCut(a: string, b: string): [number, number] {
  const middle = Math.floor(a.length / 2);
  const expected = b.length / a.length;
  const step = Math.max(1, Math.floor(a.length / 4 / TRIES));
  for (let i = 0; i < TRIES; i++) {
    const at = middle + (i % 2 ? -1 : 1) * Math.ceil(i / 2) * step;
    const found = b.indexOf(a.slice(at, at + PASSAGE), Math.floor(b.length / 4));
    if (found > 0 && found < b.length * 0.75) return [at, found];
  }
  // Nothing in common near the middle: any cut is an upper bound.
  return [middle, Math.floor(middle * expected)];
}
