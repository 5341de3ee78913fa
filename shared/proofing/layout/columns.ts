/**
 * Columns: how wide the lines around a line are, and which stretches of a page are prose broken at a column's edge.
 * One width for the whole page would be wrong: stories of one page are set in columns of different widths.
 */
import type { Lexicon } from "../context.ts";
import type { Line } from "./lines.ts";
import { endsSentence, endsWithComma, hasProseMark, startsWithClosing } from "./marks.ts";
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
  /** The usual number of empty source lines between two lines. */
  gap: number;
}

/** For each line its column, or null where lines are not broken at a column's edge. */
export function columnsOf(lines: readonly Line[], lexicon: Lexicon): (Column | null)[] {
  const widths = lines.map((line, index) => (line.block.role === "paragraph" ? localWidth(lines, index) : 0));
  const columns: (Column | null)[] = lines.map(() => null);
  for (const [from, to] of stretches(widths)) {
    const kind = proseOf(lines, widths, from, to, lexicon);
    if (!kind) continue;
    const habits = { sure: kind === "sure", indents: indentsOf(lines, from, to), gap: usualGap(lines, from, to) };
    for (let i = from; i < to; i++) if (widths[i]) columns[i] = { width: widths[i] as number, ...habits };
  }
  return columns;
}

/** The width that most lines around share, or 0 when they share none or the line doesn't fit into it. */
function localWidth(lines: readonly Line[], index: number): number {
  const from = Math.max(0, index - REACH);
  const to = Math.min(lines.length, index + REACH + 1);
  const own = lines[index] as Line;
  let best = 0;
  let bestSupport = 0;
  let bestShare = 0;
  let members = 0;
  for (let candidate = from; candidate < to; candidate++) {
    const width = lines[candidate]?.width ?? 0;
    if (width < NARROWEST || width > WIDEST || width === best || endsSentence(lines[candidate]?.text ?? "")) continue;
    let support = 0;
    let total = 0;
    let count = 0;
    for (let i = from; i < to; i++) {
      const line = lines[i] as Line;
      if (line.block.role !== "paragraph") continue;
      const weight = 1 / (1 + Math.abs(i - index) / 3);
      const off = line.width - width;
      if (Math.abs(off) <= 1) {
        support += weight;
        total += weight;
        count++;
      } else if (off < -1 && off >= -2.6) {
        // A paragraph's first line is two characters shorter; a last line may be too.
        support += weight / 2;
        total += weight;
      } else if (off > 0 || !endsSentence(line.text)) total += weight;
    }
    const better = support > bestSupport + 1e-9 || (Math.abs(support - bestSupport) < 1e-9 && width > best);
    if (better) [best, bestSupport, bestShare, members] = [width, support, support / total, count];
  }
  return bestShare >= 0.55 && members >= 3 && own.width <= best + 1.7 ? best : 0;
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
  for (let i = from; i < to; i++) {
    const line = lines[i] as Line;
    const marks = line.text.match(/[，。、；：！？,;:]/g)?.length ?? 0;
    const atEnd = endsWithComma(line.text) || endsSentence(line.text) ? 1 : 0;
    inner += Math.max(0, marks - atEnd);
    outer += atEnd;
    const next = lines[i + 1];
    if (i + 1 >= to || !next || !widths[i] || line.width < (widths[i] ?? 0) - 2.7 || endsSentence(line.text)) continue;
    breaks++;
    if (startsWithClosing(next.text) || wordAcross(lexicon, line.text, next.text)) proofs++;
  }
  if (breaks < 3 || proofs < 2 || proofs / breaks < 0.15 || inner / Math.max(1, inner + outer) < 0.55) return null;
  return breaks >= 8 && proofs >= 4 && proofs / breaks >= 0.25 && inner / (inner + outer) >= 0.65 ? "sure" : "likely";
}

/** Whether an indent marks a paragraph here: some lines have one, most have none. */
function indentsOf(lines: readonly Line[], from: number, to: number): boolean {
  const indented = lines.slice(from, to).filter(({ indent }) => indent >= 1).length;
  return indented >= 1 && indented / (to - from) < 0.6;
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
  return !hasProseMark(line.text) && !endsSentence(line.text);
}
