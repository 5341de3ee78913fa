/**
 * What became of a source, character by character: the corrected text at the place where each character stood, whatever
 * the page's order and joins are now. Must not know: files, formats.
 */
import type { Correction } from "../../../shared/corrections/correction.ts";
import { correctionsOf } from "../../../shared/corrections/corrections-of.ts";
import { blocksOf, type GalleyDocument } from "../../../shared/model/document.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import type { PlacedLine } from "./recognised.ts";

/** A block that no character of the source is in. */
export interface AddedBlock {
  id: string;
  role: string;
  text: string;
}

export interface CorrectedSource {
  /** What the source's characters [start, end) became (code points). */
  slice(start: number, end: number): string;
  added: readonly AddedBlock[];
}

export function correctedSource(document: GalleyDocument, source: CodePointText): CorrectedSource {
  const original = Array.from(source.text);
  const cells = [...original];
  const all = correctionsOf(document, source);
  const added = addedBlocks(document, all);
  const isAdded = new Set(added.map(({ id }) => id));
  for (const { kind, source: range, block, wrong, right } of all) {
    if (kind === "join" || kind === "split" || kind === "move" || isAdded.has(block)) continue;
    const [from, to] = range;
    // A line end that was written into a line is none of the page's: what it parts stays one line.
    const written = Array.from(right.replaceAll("\n", wrong && !wrong.trim() ? " " : ""));
    if (from === to) insert(cells, original, from, written.join(""));
    else if (written.length === to - from) for (const [index, text] of written.entries()) cells[from + index] = text;
    else for (let at = from; at < to; at++) cells[at] = at === from ? written.join("") : "";
  }
  return { slice: (start, end) => cells.slice(start, end).join(""), added };
}

const spaces = /\s+/gu;

/** Blocks of nothing but written text that stands for nothing in the source; one that was typed anew stands for its lines. */
function addedBlocks(document: GalleyDocument, corrections: readonly Correction[]): AddedBlock[] {
  const byBlock = Map.groupBy(corrections, ({ block }) => block);
  return blocksOf(document).flatMap(({ id, role, text, pieces }) => {
    if (!text.trim() || pieces.some((piece) => "source" in piece)) return [];
    const own = byBlock.get(id) ?? [];
    const written = own.map(({ right }) => right).join("");
    const isAll = written.replace(spaces, "") === text.replace(spaces, "");
    return isAll && own.every(({ wrong }) => !wrong) ? [{ id, role, text }] : [];
  });
}

/** Goes with the character before it on the same line, else with the one behind it. */
function insert(cells: string[], original: readonly string[], at: number, text: string): void {
  const hasBefore = at > 0 && original[at - 1] !== "\n";
  if (hasBefore) cells[at - 1] += text;
  else if (at < cells.length) cells[at] = text + cells[at];
}

/** What became of a line's words, and of what stood between them. */
export interface CorrectedWords {
  /** For each word of the line; null for one that is not in its text. */
  words: (string | null)[];
  /** White space before each word. */
  gaps: string[];
}

/** What was written into a gap belongs to the word that it touches. */
export function correctedWords({ words: places }: PlacedLine, corrected: CorrectedSource): CorrectedWords {
  const words: (string | null)[] = [];
  const gaps: string[] = [];
  let last = -1;
  for (const [index, place] of places.entries()) {
    gaps.push("");
    words.push(place && corrected.slice(place.start, place.end));
    if (!place) continue;
    const before = places[last];
    if (before) {
      const gap = corrected.slice(before.end, place.start);
      const [, left, space, right] = /^(\S*)(\s*)(\S*)$/.exec(gap) ?? [gap, gap, "", ""];
      words[last] += left ?? "";
      gaps[index] = space ?? "";
      words[index] = (right ?? "") + words[index];
    }
    last = index;
  }
  return { words, gaps };
}
