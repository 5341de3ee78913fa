/**
 * Glyphs that follow each other in a PDF as stretches of lines, and which way the page's lines run. Everything behind
 * this counts along the lines and across them, so that pages set from top to bottom are read by the same rules.
 * Must not know: PDF files, columns.
 */
import type { Box } from "../../../shared/model/page-layout.ts";
import type { Glyph } from "./pdfium.ts";

export interface Run {
  glyphs: Glyph[];
  /** Runs from top to bottom; null for a single glyph, which runs as its page does. */
  vertical: boolean | null;
}

/** How far two glyphs of a run may stand apart, in their size: wide setting, and the spaces between words. */
const ACROSS_GAP = 1.3;
const DOWN_GAP = 0.9;
/** Shorter ones that run down a page of other direction are a column of figures or the like. */
const LEAST_DOWN = 4;

const isSpace = (glyph: Glyph) => !glyph.text.trim();

/** Stretches of one line each, in the order of the file, and whether the page as a whole runs from top to bottom. */
export function runsOf(glyphs: readonly Glyph[]): { runs: Run[]; vertical: boolean } {
  const runs: Run[] = [];
  let run = null as Run | null;
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    const way = run && last ? follows(last, glyph, run.vertical) : null;
    if (run && way) {
      run.glyphs.push(glyph);
      if (!isSpace(glyph) && run.vertical === null) run.vertical = way === "down";
    } else if (!isSpace(glyph)) {
      run = { glyphs: [glyph], vertical: null };
      runs.push(run);
    } else run = null;
    last = glyph;
  }
  for (const { glyphs: own } of runs) while (own.length && isSpace(own.at(-1) as Glyph)) own.pop();
  const weight = (vertical: boolean) =>
    runs.reduce(
      (sum, each) => (each.vertical === vertical && each.glyphs.length > 2 ? sum + each.glyphs.length : sum),
      0,
    );
  const vertical = weight(true) > weight(false);
  return { runs: runs.flatMap((each) => settled(each, vertical)), vertical };
}

/** Which way a glyph follows another, or null. */
function follows(one: Glyph, next: Glyph, vertical: boolean | null): "across" | "down" | null {
  const size = Math.max(one.size, next.size);
  if (Math.min(one.size, next.size) < size * 0.55) return null;
  const [a, b] = [one.box, next.box];
  const middle = (box: Box, axis: 0 | 1) => (box[axis] + (axis ? box[3] : box[2])) / 2;
  if (vertical !== true) {
    const gap = b[0] - a[2];
    const level = Math.abs(middle(a, 1) - middle(b, 1)) < size * 0.4;
    if (level && gap > -0.6 * size && gap < ACROSS_GAP * size) return "across";
  }
  if (vertical !== false) {
    const gap = b[1] - a[3];
    const level = Math.abs(middle(a, 0) - middle(b, 0)) < size * 0.3;
    if (level && gap > -0.3 * size && gap < DOWN_GAP * size) return "down";
  }
  return null;
}

/** Short stretches against the page's direction are no lines; single glyphs go as the page does. */
function settled(run: Run, vertical: boolean): Run[] {
  if (run.vertical === null) return [{ ...run, vertical }];
  if (run.vertical === vertical || run.glyphs.length >= LEAST_DOWN) return [run];
  return run.glyphs.filter((glyph) => !isSpace(glyph)).map((glyph) => ({ glyphs: [glyph], vertical }));
}

/**
 * A place counted along the lines and across them: for lines from left to right as it is, for lines from top to bottom
 * with the top as their start and the page's right edge as the first line's place.
 */
export function alongLines([left, top, right, bottom]: Box, vertical: boolean, width: number): Box {
  return vertical ? [top, width - right, bottom, width - left] : [left, top, right, bottom];
}

/** The middle one of numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
