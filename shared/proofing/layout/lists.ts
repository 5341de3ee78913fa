/**
 * Lines that are lines on purpose: lists, tables, verse. They are neither joined nor taken for headings. Several
 * neighbours must agree, since one line of any of these kinds may occur in prose.
 */

import type { Lexicon } from "../context.ts";
import { standsAlone } from "./fixed-lines.ts";
import type { Line } from "./lines.ts";
import { endsWithComma } from "./marks.ts";
import { numberOf } from "./patterns.ts";
import { wordAcross } from "./words.ts";

export type ListKind = "items" | "table" | "verse";

export interface ListRun {
  kind: ListKind;
  /** Indices of the first line and after the last one. */
  from: number;
  to: number;
}

const LONGEST_ITEM = 40;

export function listsIn(lines: readonly Line[], lexicon: Lexicon): ListRun[] {
  const runs: ListRun[] = [];
  for (let from = 0; from < lines.length; ) {
    const run = itemsAt(lines, from) ?? tableAt(lines, from) ?? verseAt(lines, from, lexicon);
    if (run) runs.push(run);
    from = run ? run.to : from + 1;
  }
  return runs;
}

function plain(line: Line | undefined): line is Line {
  return line?.block.role === "paragraph" && !standsAlone(line);
}

/** Three or more short lines with bullets, or numbered one after the other. */
function itemsAt(lines: readonly Line[], from: number): ListRun | null {
  const first = lines[from];
  if (!plain(first) || first.width > LONGEST_ITEM) return null;
  const bullet = bulletOf(first);
  const number = numberOf(first.raw);
  let to = from + 1;
  for (; to < lines.length; to++) {
    const line = lines[to];
    if (!plain(line) || line.width > LONGEST_ITEM) break;
    if (bullet) {
      if (bulletOf(line) !== bullet) break;
    } else {
      const own = numberOf(line.raw);
      if (!number || own?.style !== number.style || own.value !== number.value + to - from) break;
    }
  }
  return (bullet || number) && to - from >= 3 ? { kind: "items", from, to } : null;
}

function bulletOf(line: Line): string | null {
  if (/^[①-⑳]/u.test(line.raw)) return "①";
  return /^([•·●○◆◇■□★☆*▪►-])[ 　]*[^-—\d]/u.exec(line.raw)?.[1] ?? null;
}

/** Three or more rows with as many cells each (two where tabs or bars set the cells apart). */
function tableAt(lines: readonly Line[], from: number): ListRun | null {
  const first = lines[from];
  if (!plain(first)) return null;
  const cells = cellsOf(first);
  if (cells.count < 3) return null;
  let to = from + 1;
  while (plain(lines[to]) && cellsOf(lines[to] as Line).count === cells.count) to++;
  return to - from >= (cells.drawn ? 2 : 3) ? { kind: "table", from, to } : null;
}

function cellsOf(line: Line): { count: number; drawn: boolean } {
  if (!/[ 　\t|｜]/.test(line.raw)) return { count: 1, drawn: false };
  const drawn = line.raw.split(/\t|[|｜]| {3,}|　{2,}/u).filter((cell) => cell.trim()).length;
  if (drawn >= 3) return { count: drawn, drawn: true };
  // A letter-spaced line has many cells of one character; a sentence has marks.
  const cells = line.raw.split(/[ 　]+/u);
  const prose = /[，。；！？]/.test(line.raw) || cells.every((cell) => cell.length === 1);
  return { count: prose ? 0 : cells.length, drawn: false };
}

/** Four or more short lines with marks at their ends only, or all of one length without any. */
function verseAt(lines: readonly Line[], from: number, lexicon: Lexicon): ListRun | null {
  let to = from;
  let marked = 0;
  const widths = new Set<number>();
  for (; to < lines.length; to++) {
    const line = lines[to];
    if (!plain(line) || line.width > 20 || line.width < 2) break;
    const atEnd = line.ended || endsWithComma(line.text);
    if (/[，。；！？,;!?]./u.test(line.text.replace(/[”’」』）)]$/u, ""))) break;
    if (to > from && line.gap !== lines[from + 1]?.gap) break;
    if (atEnd) marked++;
    widths.add(atEnd ? line.width - 1 : line.width);
  }
  const count = to - from;
  if (count < 4 || runsOn(lines, from, to, lexicon)) return null;
  const sung = marked / count >= 0.7 && widths.size <= Math.max(3, count / 2);
  const even = widths.size === 1 && [...widths].every((width) => width >= 3 && width <= 9);
  const free = count >= 5 && lines.slice(from + 1, to).every((line) => line.gap === 0) && marked === 0;
  return sung || even || free ? { kind: "verse", from, to } : null;
}

/** Whether the lines are a stretch of prose in a narrow column: a sentence runs into them, on between them, or out. */
function runsOn(lines: readonly Line[], from: number, to: number, lexicon: Lexicon): boolean {
  const before = lines[from - 1];
  if (plain(before) && !before.ended && !/[：:》]$/.test(before.text) && before.width > 8) return true;
  let cut = 0;
  for (let i = Math.max(1, from); i <= to && i < lines.length; i++) {
    const [upper, lower] = [lines[i - 1] as Line, lines[i] as Line];
    if (plain(upper) && plain(lower) && !upper.ended && wordAcross(lexicon, upper.text, lower.text)) cut++;
  }
  // Two words may meet by chance; twice is no chance.
  return cut >= 2;
}
