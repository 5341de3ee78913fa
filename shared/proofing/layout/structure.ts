/**
 * What a page would look like when mended: its paragraphs, what each is, its stories and their headlines. Computed once
 * for a state of the page and shared by all layout and role rules, which only compare it with the document.
 */
import type { Label as Text } from "../../model/settings.ts";
import type { ProofingContext } from "../context.ts";
import type { Page, PageBlock } from "../page.ts";
import { type Break, breaksOf } from "./breaks.ts";
import { clues } from "./evidence.ts";
import { type Headlines, headlinesOf } from "./headlines.ts";
import { labelsOf, type UnitLabel } from "./labels.ts";
import { type Line, linesOf } from "./lines.ts";
import { type ListRun, listsIn } from "./lists.ts";
import { bigramsOf } from "./overlap.ts";
import { isKicker, isStoryOpener, numberOf, startsWithDash } from "./patterns.ts";
import { hasRunInHeadings, type Stories, storiesOf } from "./stories.ts";
import { type Interruption, interruptionsOf, type Unit, unitsOf } from "./units.ts";

export interface Structure {
  lines: readonly Line[];
  /** What stands before each line. */
  breaks: readonly Break[];
  lists: readonly ListRun[];
  units: readonly Unit[];
  interruptions: readonly Interruption[];
  /** What each unit is, where that is known; paragraphs have none. */
  roles: readonly (UnitLabel | null)[];
  stories: Stories;
  headlines: Headlines;
}

const known = new WeakMap<Page, { context: ProofingContext; structure: Structure }>();

export function structureOf(page: Page, context: ProofingContext): Structure {
  const kept = known.get(page);
  if (kept?.context === context) return kept.structure;
  const structure = read(page, context);
  known.set(page, { context, structure });
  return structure;
}

function read(page: Page, context: ProofingContext): Structure {
  const lines = linesOf(page);
  const lists = listsIn(lines, context.lexicon);
  const listed = lines.map(() => false);
  for (const { from, to } of lists) listed.fill(true, from, to);
  const { breaks } = breaksOf(lines, listed, context);
  const units = unitsOf(lines, breaks, listed);
  const interruptions = interruptionsOf(units, lines, context);
  const labels = labelsOf(units, interruptions);
  const levels = units.map((unit) => levelOf(unit, page));
  const stories = storiesOf(units, labels, levels);
  const headlines = headlinesOf(units, stories, context.lexicon);
  const roles = [...labels];
  setHeadlineRoles(units, stories, headlines, roles);
  return { lines, breaks, lists, units, interruptions, roles, stories, headlines };
}

/** The level of the source's heading mark in front of a unit: 1 for #, 2 for ##; 0 for none. */
function levelOf(unit: Unit, page: Page): number {
  const origin = (unit.blocks[0] as PageBlock).origin;
  if (!origin || !page.source || unit.role === "paragraph") return 0;
  const before = page.source.slice(Math.max(0, origin[0] - 10), origin[0]);
  return /(?:^|[\r\n]) {0,3}(#{1,6})[ \t]*$/.exec(before)?.[1]?.length ?? 0;
}

function setHeadlineRoles(
  units: readonly Unit[],
  { stories, headings, heap }: Stories,
  { merged, moves }: Headlines,
  roles: (UnitLabel | null)[],
): void {
  const set = (index: number, role: string, score: number, ...evidence: Text[]) => {
    roles[index] = { role, score, evidence };
  };
  // A line that was added to the headline above has no role of its own.
  const parts = new Set(merged.flatMap((headline) => headline.units.slice(1).map(({ index }) => index)));
  for (const story of stories) {
    const elsewhere = moves.some((move) => move.story === story);
    setHeaderRoles(units, story.header, elsewhere, parts, story.evidence, set);
  }
  for (const { headline, score, evidence } of moves)
    for (const unit of headline.units) set(unit.index, "title", Math.min(0.95, 0.5 + score / 2), ...evidence);
  const own = hasRunInHeadings(units);
  for (const index of headings) setSectionRole(units, index, own, set);
  for (const index of heap)
    if (!moves.some(({ headline }) => headline.units.some((unit) => unit.index === index))) keep(units, index, roles);
}

/** A short line at the page's end that fits no story stays what it is. */
function keep(units: readonly Unit[], index: number, roles: (UnitLabel | null)[]): void {
  if ((units[index] as Unit).role === "paragraph") roles[index] = null;
}

type SetRole = (index: number, role: string, score: number, ...evidence: Text[]) => void;

function setHeaderRoles(
  units: readonly Unit[],
  header: readonly number[],
  elsewhere: boolean,
  parts: ReadonlySet<number>,
  evidence: readonly Text[],
  set: SetRole,
): void {
  const rows = header.filter((index) => !parts.has(index));
  // Where the title is moved here from elsewhere, it goes between the kicker and the subtitle.
  const title = elsewhere
    ? (rows.findLast((index) => !startsWithDash((units[index] as Unit).raw)) ?? -1) + 0.5
    : titleAmong(units, rows);
  for (const index of header) {
    const row = parts.has(index) ? rows.findLast((other) => other < index) : index;
    if (row === undefined) continue;
    if (row === title) set(index, "title", 0.9, ...evidence);
    else if (row < title) set(index, "kicker", 0.85, clues.aboveTitle);
    else set(index, "subtitle", 0.85, startsWithDash((units[row] as Unit).raw) ? clues.dash : clues.underTitle);
  }
}

/** Which of the lines above a story is its title. */
function titleAmong(units: readonly Unit[], rows: readonly number[]): number {
  const of = (role: string) => rows.find((index) => units[index]?.role === role);
  const marked = of("title");
  if (marked !== undefined) return marked;
  const [first, second] = rows.filter((index) => !startsWithDash((units[index] as Unit).raw));
  if (first === undefined) return rows[0] ?? -1;
  return second !== undefined && (isKicker((units[first] as Unit).raw) || units[first]?.role === "kicker")
    ? second
    : first;
}

/**
 * A short line between finished paragraphs is a section's heading or a picture's caption. Which of the two is decided
 * for the page: sections have headings alike.
 */
function setSectionRole(units: readonly Unit[], index: number, runIn: boolean, set: SetRole): void {
  const unit = units[index] as Unit;
  if (unit.role !== "paragraph") {
    set(
      index,
      unit.role === "title" ? "title" : unit.role === "kicker" || unit.role === "subtitle" ? unit.role : "heading",
      0.9,
    );
    return;
  }
  const next = units[index + 1];
  if (numberOf(unit.raw)) set(index, "heading", 0.85, clues.numbered, clues.bodyFollows);
  else if (runIn) set(index, "caption", 0.7, clues.runIn, clues.noFullStop);
  else if (next && (next.text.length >= 30 || isStoryOpener(next.text)) && belongs(unit, units)) {
    set(index, "heading", 0.7, clues.noFullStop, clues.bodyFollows);
  }
}

/** Whether a short line could name what follows: a line that only says what was said just above is rather a caption. */
function belongs(unit: Unit, units: readonly Unit[]): boolean {
  const share = (other: Unit | undefined) => {
    const pairs = bigramsOf(unit.text);
    return pairs.filter((pair) => other?.text.includes(pair)).length / Math.max(1, pairs.length);
  };
  const above = share(units[unit.index - 1]);
  return above < 0.6 || share(units[unit.index + 1]) >= above;
}
