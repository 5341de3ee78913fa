/**
 * Units: the paragraphs, headlines, captions of a page as they would be after mending. A unit's lines may still stand
 * in several blocks (wrapped), or several units in one block; later decisions (roles, stories) are made about units, so
 * that they can be offered on a raw page already.
 */
import type { Label } from "../../model/settings.ts";
import type { ProofingContext } from "../context.ts";
import type { PageBlock } from "../page.ts";
import type { Break } from "./breaks.ts";
import { cutScore, endingHabit } from "./cut-score.ts";
import { clues } from "./evidence.ts";
import { standsAlone } from "./fixed-lines.ts";
import type { Line } from "./lines.ts";
import { endsSentence, hasProseMark, openAfter } from "./marks.ts";
import { captionMarker, isCredit, isStoryOpener } from "./patterns.ts";

export interface Unit {
  readonly index: number;
  readonly lines: readonly Line[];
  /** The blocks that its lines stand in, in order. */
  readonly blocks: readonly PageBlock[];
  /** Its lines are all the lines of its blocks, so that what is done to the blocks is done to the unit. */
  readonly whole: boolean;
  readonly role: string;
  /** Joined, without white space between Han characters. */
  readonly text: string;
  /** Joined as it stands. */
  readonly raw: string;
  readonly gap: number | null;
  /** The lines are a list, a table or verse. */
  readonly listed: boolean;
}

/** A paragraph that other blocks (captions) stand in the middle of. */
export interface Interruption {
  before: Unit;
  between: readonly Unit[];
  after: Unit;
  score: number;
  evidence: Label[];
}

export function unitsOf(lines: readonly Line[], breaks: readonly Break[], listed: readonly boolean[]): Unit[] {
  const units: Unit[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && breaks[to]?.kind !== "part") to++;
    units.push(unitFrom(lines.slice(from, to), units.length, listed[from] ?? false));
    from = to;
  }
  return units;
}

function unitFrom(lines: readonly Line[], index: number, listed: boolean): Unit {
  const [first, last] = [lines[0] as Line, lines.at(-1) as Line];
  const blocks = [...new Set(lines.map(({ block }) => block))];
  return {
    index,
    lines,
    blocks,
    whole: first.first && last.last,
    role: first.block.role,
    text: lines.map(({ text }) => text).join(""),
    raw: lines.map(({ raw }) => raw).join(""),
    gap: first.gap,
    listed,
  };
}

/** Captions and credits in the middle of a sentence. They show by what is around them: the text goes on behind. */
export function interruptionsOf(
  units: readonly Unit[],
  lines: readonly Line[],
  context: ProofingContext,
): Interruption[] {
  const habit = endingHabit(lines);
  const result: Interruption[] = [];
  for (let i = 0; i < units.length; i++) {
    const found = interruptionAt(units, i, context, habit);
    if (!found) continue;
    result.push(found);
    i = found.after.index - 1;
  }
  return result;
}

const MOST_BETWEEN = 4;

function interruptionAt(
  units: readonly Unit[],
  at: number,
  context: ProofingContext,
  habit: number,
): Interruption | null {
  const before = units[at] as Unit;
  const last = before.lines.at(-1) as Line;
  if (before.role !== "paragraph" || before.listed || !before.whole || endsSentence(last.text)) return null;
  if (standsAlone(last)) return null;
  // Too short to be a sentence's half, unless a quotation mark or bracket says that it is one.
  if (!hasProseMark(before.text) && before.text.length < 30 && !openAfter(before.text)) return null;
  const between: Unit[] = [];
  for (let i = at + 1; i < units.length && between.length < MOST_BETWEEN; i++) {
    const unit = units[i] as Unit;
    const after = units[i + 1];
    if (!canInterrupt(unit) || !after) return null;
    between.push(unit);
    if (after.role !== "paragraph" || after.listed || !after.whole || standsAlone(after.lines[0] as Line)) continue;
    if (isStoryOpener(after.text)) return null;
    const open = openAfter(before.text);
    const first = { ...(after.lines[0] as Line), gap: 1 };
    const cut = cutScore(last, first, open, context, habit);
    // A picture's gap in an open sentence speaks for itself; without one, the text behind must prove that it goes on.
    const gap = between.some((one) => (one.gap ?? 0) >= 3);
    const known = between.every(
      (one) => one.role === "caption" || captionMarker(one.raw) || standsAlone(one.lines[0] as Line),
    );
    const score = cut.score + (gap ? 2 : 0) + (known ? 2 : 0) - (last.width < 20 ? 0 : 0.5);
    const needed = gap || known ? 3.5 : 5;
    if (score >= needed && (endsSentence(after.text) || cut.proved)) {
      const evidence = [clues.open, clues.captionBetween, ...cut.evidence, ...(gap ? [clues.gap] : [])];
      return { before, between, after, score, evidence };
    }
  }
  return null;
}

function canInterrupt(unit: Unit): boolean {
  if (!unit.whole || unit.listed || unit.text.length > 110 || isStoryOpener(unit.text)) return false;
  if (unit.role === "caption" || unit.role === "credit" || isCredit(unit.raw)) return true;
  return unit.role === "paragraph" && (unit.gap ?? 0) >= 3 ? true : unit.role === "paragraph" && unit.text.length <= 45;
}
