/**
 * Columns: how wide the lines around a line are, and which stretches of a page are prose broken at a column's edge.
 * One width for the whole page would be wrong: stories of one page are set in columns of different widths.
 */
import type { Lexicon } from "../context.ts";
import { standsAlone } from "./fixed-lines.ts";
import type { Line } from "./lines.ts";
import { endsWithComma, hasProseMark, startsWithClosing } from "./marks.ts";
import { isByline, isStoryOpener } from "./patterns.ts";
import { wordAcross } from "./words.ts";

/** Neighbours looked at on either side; a column's width can change within a few lines. */
const REACH = 8;
const NARROWEST = 7;
const WIDEST = 64;

export interface Column {
  /** Width of a full line here, in Han characters. */
  width: number;
  /** The stretch is surely prose broken at the column's edge, not a list, a table or verse. */
  sure: boolean;
  /** Whether paragraphs of this stretch begin with an indent. */
  indents: boolean;
  /** Where the spaces are gone: first lines are shorter by an indent, or full (flush left); null when it can't be told. */
  firstLines: "short" | "full" | null;
  /** How many sentences end inside lines for one paragraph that ends there. */
  sentences: number;
  /** The usual number of empty source lines between two lines. */
  gap: number;
}

/** For each line its column, or null where lines are not broken at a column's edge. */
export function columnsOf(lines: readonly Line[], lexicon: Lexicon): (Column | null)[] {
  const widths = segmentsOf(lines).flatMap(([from, to]) => {
    // A few lines say too little by themselves.
    const range = to - from < 6 ? ([0, lines.length] as const) : ([from, to] as const);
    return lines
      .slice(from, to)
      .map((line) => (line.block.role === "paragraph" ? localWidth(lines, line.index, range) : 0));
  });
  const columns: (Column | null)[] = lines.map(() => null);
  const pageIndents = lines.filter(isSetIn).length >= 4 && indentsOf(lines, 0, lines.length);
  for (const [from, to] of stretches(widths)) {
    const kind = proseOf(lines, widths, from, to, lexicon);
    if (!kind) continue;
    const habits = {
      firstLines: firstLinesOf(lines, widths, from, to),
      sure: kind === "sure",
      indents: indentsOf(lines, from, to, pageIndents ? 1 : 2),
      sentences: sentencesOf(lines, widths, from, to),
      gap: usualGap(lines, from, to),
    };
    for (let i = from; i < to; i++) if (widths[i]) columns[i] = { width: widths[i] as number, ...habits };
  }
  return columns;
}

interface Fit {
  width: number;
  /** Share of the lines looked at that fit this width. */
  share: number;
  members: number;
}

/**
 * The width that most lines around share, or 0 when they share none or the line doesn't fit into it. At the edge of a
 * column the lines of one side agree better than those of both.
 */
function localWidth(lines: readonly Line[], index: number, [first, end]: readonly [number, number]): number {
  const own = lines[index] as Line;
  const from = Math.max(first, index - REACH);
  const to = Math.min(end, index + REACH + 1);
  let fit = fitOf(lines, index, from, to);
  if (fit.share < 0.8) {
    const sides = [fitOf(lines, index, index, to), fitOf(lines, index, from, index + 1)];
    for (const side of sides) if (side.members >= 4 && side.share > fit.share + 0.1) fit = side;
  }
  // Quotation marks and brackets are set closer where the line needs it.
  const over = own.width - fit.width - 1.2;
  const fits = over <= 0 || over <= Math.min(2, (own.text.match(/[“”‘’《》（）「」、，]/g)?.length ?? 0) / 2);
  return fit.share >= 0.55 && fit.members >= 3 && fits ? fit.width : 0;
}

function fitOf(lines: readonly Line[], index: number, from: number, to: number): Fit {
  let best: Fit & { support: number } = { width: 0, share: 0, members: 0, support: 0 };
  const tried: number[] = [];
  for (let candidate = from; candidate < to; candidate++) {
    const { width, ended } = lines[candidate] as Line;
    if (ended || width < NARROWEST || width > WIDEST || tried.includes(width)) continue;
    tried.push(width);
    let support = 0;
    let total = 0;
    let members = 0;
    for (let i = from; i < to; i++) {
      const line = lines[i] as Line;
      if (line.block.role !== "paragraph") continue;
      const weight = 1 / (1 + Math.abs(i - index) / 3);
      const off = line.width - width;
      if (Math.abs(off) <= 1) {
        // The nearer the better, so that the width is the full lines', not the mean of full and first ones.
        support += Math.abs(off) <= 0.5 ? weight : weight * 0.7;
        total += weight;
        members++;
      } else if (off < -1 && off >= -2.6) {
        // A paragraph's first line is two characters shorter; a last line may be too.
        support += weight / 2;
        total += weight;
      } else if (off > 0 || (!line.ended && !standsAlone(line))) total += weight;
    }
    const near = Math.abs(support - best.support) < 1e-9;
    if (near ? width > best.width : support > best.support)
      best = { width, share: Math.min(1, support / (total * 0.9)), members, support };
  }
  return best;
}

/** Where stories open or are signed the column may change: widths are compared only between two such places. */
function segmentsOf(lines: readonly Line[]): [number, number][] {
  const segments: [number, number][] = [];
  let from = 0;
  for (let i = 1; i <= lines.length; i++) {
    const line = lines[i];
    if (line && !isStoryOpener(line.text) && !isByline((lines[i - 1] as Line).raw)) continue;
    segments.push([from, i]);
    from = i;
  }
  return segments;
}

/** Runs of lines that have a width; up to two others (a headline, a long caption) may stand between. */
function stretches(widths: readonly number[]): [number, number][] {
  const result: [number, number][] = [];
  let from = -1;
  let last = -1;
  for (let i = 0; i <= widths.length; i++) {
    if (widths[i]) {
      if (from < 0) from = i;
      last = i;
    } else if (from >= 0 && (i - last > 2 || i === widths.length)) {
      result.push([from, last + 1]);
      from = -1;
    }
  }
  return result;
}

/**
 * Lists and verse have lines of one width too. Prose shows in that sentences run on over line ends (words and
 * brackets are cut by them) and that its commas stand within lines, not at their ends.
 */
function proseOf(lines: readonly Line[], widths: readonly number[], from: number, to: number, lexicon: Lexicon) {
  let breaks = 0;
  let proofs = 0;
  let inner = 0;
  let outer = 0;
  const indented = lines.slice(from, to).filter(isSetIn).length;
  for (let i = from; i < to; i++) {
    const line = lines[i] as Line;
    const marks = line.text.match(/[，。、；：！？,;:]/g)?.length ?? 0;
    const atEnd = line.ended || endsWithComma(line.text) ? 1 : 0;
    inner += Math.max(0, marks - atEnd);
    outer += atEnd;
    const next = lines[i + 1];
    if (i + 1 >= to || !next || !widths[i] || line.width < (widths[i] ?? 0) - 2.7 || line.ended) continue;
    breaks++;
    const setIn = indented >= 3 && next.indent < 1;
    if (setIn || startsWithClosing(next.text) || wordAcross(lexicon, line.text, next.text)) proofs++;
  }
  if (breaks < 3 || proofs < 2 || proofs / breaks < 0.15 || inner / Math.max(1, inner + outer) < 0.55) return null;
  return breaks >= 8 && proofs >= 4 && proofs / breaks >= 0.25 && inner / (inner + outer) >= 0.65 ? "sure" : "likely";
}

/** Whether an indent marks a paragraph here: `least` lines or more have one, most have none. */
function indentsOf(lines: readonly Line[], from: number, to: number, least = 2): boolean {
  const indented = lines.slice(from, to).filter(isSetIn).length;
  return indented >= least && indented / (to - from) < 0.6;
}

/** Behind lines that surely end a paragraph (a full stop, far from the edge) most full lines are two characters short. */
function firstLinesOf(
  lines: readonly Line[],
  widths: readonly number[],
  from: number,
  to: number,
): Column["firstLines"] {
  let short = 0;
  let full = 0;
  for (let i = from + 1; i < to; i++) {
    const before = lines[i - 1] as Line;
    const line = lines[i] as Line;
    const width = widths[i] ?? 0;
    if (!width || !before.ended || before.width > width - 3.5 || line.ended) continue;
    if (line.width > width - 1.4) full++;
    else if (line.width >= width - 2.7) short++;
  }
  if (short > 0 && short >= 2 * full) return "short";
  return full >= 2 && full >= 4 * short ? "full" : null;
}

function sentencesOf(lines: readonly Line[], widths: readonly number[], from: number, to: number): number {
  let inside = 0;
  let paragraphs = 0;
  for (let i = from; i < to; i++) {
    const { text, ended, width } = lines[i] as Line;
    inside += text.match(/[。！？][”’」』]*(?=[^”’」』])/g)?.length ?? 0;
    if (ended && width < (widths[i] ?? 0) - 1.2) paragraphs++;
  }
  return inside / Math.max(1, paragraphs);
}

function isSetIn({ indent }: Line): boolean {
  return indent >= 1 && indent <= 3;
}

function usualGap(lines: readonly Line[], from: number, to: number): number {
  const counts = new Map<number, number>();
  for (const { gap } of lines.slice(from + 1, to)) if (gap !== null) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  let usual = 1;
  let most = 0;
  for (const [gap, count] of counts) if (count > most) [usual, most] = [gap, count];
  return usual;
}

/** Whether a line could be part of a headline: no mark that prose has. */
export function lacksProseMarks(line: Line): boolean {
  return !line.ended && !hasProseMark(line.text);
}
