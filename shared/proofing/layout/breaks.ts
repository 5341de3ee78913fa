/**
 * What the place between two lines is: the same paragraph goes on, or a new one begins. Every clue adds to a score; no
 * clue decides alone, since each of them fails somewhere (a full stop may stand at the column's edge by chance, a
 * headline may fill its column).
 */
import type { Label } from "../../model/settings.ts";
import type { ProofingContext } from "../context.ts";
import { type Column, columnsOf, lacksProseMarks } from "./columns.ts";
import { cutScore, endingHabit } from "./cut-score.ts";
import { clues, wordClue } from "./evidence.ts";
import { standsAlone } from "./fixed-lines.ts";
import type { Line } from "./lines.ts";
import {
  closes,
  endsQuotation,
  endsSigned,
  endsWithColon,
  endsWithComma,
  hasProseMark,
  openAfter,
  startsWithClosing,
} from "./marks.ts";
import {
  goesOn,
  isFurniture,
  isStoryOpener,
  namesSpeaker,
  numberOf,
  opensParagraph,
  startsSpeech,
} from "./patterns.ts";
import { Score } from "./score.ts";
import { cutsWord, wordAcross } from "./words.ts";

export interface Break {
  /** join: one paragraph; part: two paragraphs; keep: lines of one block that are lines on purpose (a list, verse). */
  kind: "join" | "part" | "keep";
  /** The lines are broken at a column's edge (else: a paragraph cut at the end of a column or page). */
  wrapped: boolean;
  /** The page was mended here: nothing is left to do. */
  done?: boolean;
  /** Positive for a join. */
  score: number;
  /** Wrong less than once in a thousand. */
  safe: boolean;
  evidence: Label[];
}

/** The lines are joined already. */
const JOINED: Break = { kind: "join", wrapped: true, done: true, score: 9, safe: false, evidence: [] };
const HELD: Break = { kind: "join", wrapped: false, score: 5, safe: false, evidence: [clues.bracket] };
const FURNITURE_GOES_ON: Break = {
  kind: "join",
  wrapped: false,
  score: 4,
  safe: false,
  evidence: [clues.full, clues.open],
};
const NOT_SET_IN: Break = { kind: "join", wrapped: true, score: 4, safe: false, evidence: [clues.indentUsed] };
const PART: Break = { kind: "part", wrapped: false, score: -9, safe: false, evidence: [] };

/** Scores from which two lines are one paragraph: at a column's edge, and elsewhere. */
const JOIN_WRAPPED = 1;
const JOIN_CUT = 3;
const SAFE_WRAPPED = 3.4;
const SAFE_CUT = 6.5;

/** What stands before each line: `result[i]` is the place between lines i-1 and i; the first entry is a part. */
export function breaksOf(
  lines: readonly Line[],
  listed: readonly boolean[],
  context: ProofingContext,
): { breaks: Break[]; columns: (Column | null)[] } {
  const columns = columnsOf(lines, context.lexicon);
  const habit = endingHabit(lines);
  const setIn = paragraphsAreSetIn(lines);
  const breaks: Break[] = [];
  let open = "";
  let tail = "";
  let fresh = true;
  let guessed = false;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    let found = PART;
    if (before && line.joined) found = JOINED;
    else if (before) {
      const inList = (listed[index] ?? false) && (listed[index - 1] ?? false);
      const signed = endsSigned(tail);
      const after = lines[index + 1];
      found = between({ before, line, after, open, signed, fresh, guessed, columns, context, habit, setIn, inList });
      guessed = before.ended;
    }
    breaks.push(found);
    fresh = found.kind !== "join";
    open = openAfter(line.text, fresh ? "" : open);
    tail = fresh ? line.text : (tail + line.text).slice(-60);
  }
  undoHeadlineJoins(lines, breaks);
  return { breaks, columns };
}

interface Place {
  before: Line;
  line: Line;
  after: Line | undefined;
  /** Marks left open by the paragraph so far. */
  open: string;
  /** The paragraph so far ends with a sign-off in brackets, which may begin a line above. */
  signed: boolean;
  /** `before` is the first line of its paragraph. */
  fresh: boolean;
  /** A sentence ended above `before`, so that it may be a paragraph's first line all the same. */
  guessed: boolean;
  columns: readonly (Column | null)[];
  context: ProofingContext;
  habit: number;
  /** Every paragraph of the page begins with an indent. */
  setIn: boolean;
  inList: boolean;
}

function between(place: Place): Break {
  const { before, line, inList, columns, open } = place;
  const sameBlock = before.block === line.block;
  if (sameBlock && (inList || line.block.role !== "paragraph")) return { ...PART, kind: "keep" };
  if (inList || before.block.role !== "paragraph" || line.block.role !== "paragraph") return PART;
  const column = columns[before.index];
  // （本栏图片均由 | 本报记者某某摄）: a bracket that the line closes holds it to what is above.
  const held = /[（(]$/.test(open) && line.width < 30 && closes(line.text, open);
  if (standsAlone(before) && !furnitureGoesOn(before, line, column ?? null)) return PART;
  if ((standsAlone(line) && !held) || isStoryOpener(line.text)) return PART;
  if (held && standsAlone(line)) return HELD;
  if (standsAlone(before)) return FURNITURE_GOES_ON;
  if (sameBlock && place.setIn && line.indent < 1) return NOT_SET_IN;
  return column && columns[line.index] ? atColumnEdge(place, column) : atCut(place);
}

/** 上一篇：… and 欢迎投稿… run on over the column's edge: the line is full, or a word of Latin letters is cut. */
function furnitureGoesOn(before: Line, line: Line, column: Column | null): boolean {
  if (!isFurniture(before.raw) || before.ended || before.width < 12 || standsAlone(line)) return false;
  if (latinAcross(before, line)) return true;
  return column !== null && column.width - before.width <= 1.2 && !endsWithColon(before.text);
}

/** Whether a number or a word of Latin letters stands across the line end. */
function latinAcross(before: Line, line: Line): boolean {
  return /[0-9A-Za-z]$/.test(before.text) && /^[0-9A-Za-z.%]/.test(line.text);
}

function atColumnEdge(place: Place, column: Column): Break {
  const { before, line, after, open, signed, fresh, guessed, columns, context } = place;
  const score = new Score();
  const ended = before.ended || signed;
  const nextColumn = columns[line.index] as Column;
  // Where a column begins its width is known only roughly: the wider of two that are near each other counts.
  const wider =
    nextColumn.width > column.width && nextColumn.width <= column.width + 2 ? nextColumn.width : column.width;
  const missing = before.stretched ? 0 : wider - before.width - (fresh ? headlineSpaces(before, wider) : 0);
  const flushLeft = column.firstLines === "full" && !column.indents;
  // Without Latin letters or a mark that may not end a line, every full line of such a column is full to the character.
  const exact = missing <= 0.4;
  const couldBeExact = flushLeft && /^\S*\p{Script=Han}$/u.test(before.raw) && /^\p{Script=Han}/u.test(line.text);
  const full = missing <= 1.2 || (fresh && missing <= 3.2 && !flushLeft && !column.indents);
  const nextMissing = nextColumn.width - line.width;
  const nextOpen = !line.ended;
  // A first line is set two characters in, also where the spaces themselves were lost.
  const nextIsFirst = column.firstLines !== "full" && nextOpen && nextMissing >= 1.4 && nextMissing <= 2.7;
  const heading = fresh && missing <= 0.9 && !column.indents && lacksProseMarks(before) && !endsWithColon(before.text);

  if (signed) score.add(-8);
  if (ended) score.add(-3);
  else if (endsWithComma(before.text)) score.add(2, clues.comma);
  else score.add(endsWithColon(before.text) ? -0.5 : 2, clues.open);
  const room = couldBeExact && !exact;
  if (full) score.add(room ? (fresh ? -1.5 : 0) : 1.5, clues.full);
  else if (missing <= 2.2 && !couldBeExact) score.add(0.3);
  else score.add(missing > column.width * 0.35 ? -3.5 : -2.5);
  const word = ended ? null : wordAcross(context.lexicon, before.text, line.text);
  // Where the column has room left, no word would have been cut; a first line may have lost its indent.
  const indentLost = fresh && !flushLeft && !column.indents ? 2 : 0;
  if (word) score.add(missing - indentLost <= 3.2 ? 3 : 1, wordClue(word));
  if (closes(line.text, open)) score.add(4, clues.bracket);
  if (startsWithClosing(line.text)) score.add(5, clues.closing);
  if (startsSpeech(line.text) && (ended || !full)) score.add(-2);
  if (column.indents) {
    if (line.indent >= 1) score.add(-5);
    else score.add(missing <= 2.2 ? 4 : 2.5, clues.indentUsed);
  } else if (nextIsFirst) score.add(ended ? -1.2 : -0.5);
  else if (column.firstLines === "short" && ended && full && nextMissing <= 1.2 && nextOpen)
    score.add(2.5, clues.nextFull);
  else if (flushLeft && ended && exact && sentenceGoesOn(place, column, nextMissing <= 1.2)) score.add(2.5, clues.full);
  if (line.gap !== null && line.gap > column.gap + 1) score.add(-3);
  // Behind a full stop, a line that neither fills the column nor ends with a mark is a headline.
  const parted = column.indents && (after?.indent ?? 0) >= 1;
  if (ended && nextOpen && (nextMissing > 3.2 || parted)) score.add(-4);
  // A full line without any mark at the beginning of a paragraph is rather a headline: a paragraph would be set in.
  const proved = word !== null || closes(line.text, open) || startsWithClosing(line.text);
  if (fresh && !ended && !endsWithComma(before.text) && numberOf(before.raw) && !proved && !isSpilt(before, line))
    score.add(-3);
  if (heading) score.add(nextIsFirst ? -4 : -2.5);
  if (column.sure) score.add(0.2, clues.manyWrapped);

  // A paragraph's first line may be a headline with a comma that happens to fill the column: it must be proved.
  const sure =
    cutsWord(context.lexicon, before.text, line.text) || closes(line.text, open) || startsWithClosing(line.text);
  const doubtful =
    ended || !full || heading || ((nextIsFirst || fresh || guessed) && !sure) || (column.indents && line.indent >= 1);
  const listItem = numberOf(line.text) !== null && !proved;
  const prose = hasProseMark(before.text) || hasProseMark(line.text) || proved;
  return {
    kind: score.value >= JOIN_WRAPPED ? "join" : "part",
    wrapped: true,
    score: score.value,
    safe: column.sure && score.value >= SAFE_WRAPPED && !doubtful && !listItem && prose && !endsWithColon(before.text),
    evidence: score.evidence,
  };
}

/**
 * Whether a sentence that ends at the very edge is more likely one of several than its paragraph's last. Both happen by
 * chance, as often as sentences end inside lines and as paragraphs end there.
 */
function sentenceGoesOn({ before, line, fresh }: Place, column: Column, nextFull: boolean): boolean {
  if (endsQuotation(before.text) && namesSpeaker(line.text)) return true;
  if (numberOf(line.raw) || !nextFull) return false;
  if (goesOn(line.text)) return true;
  return !fresh && !opensParagraph(line.text) && column.sentences >= 1.25;
}

/** The spaces between a headline's clauses are set, and count whole where the line then just fills the column. */
function headlineSpaces(line: Line, width: number): number {
  const spaces = lacksProseMarks(line) ? (line.raw.match(/ +/g)?.length ?? 0) * 0.75 : 0;
  return Math.abs(width - line.width - spaces) <= 0.6 ? spaces : 0;
}

function atCut({ before, line, after, open, context, habit, columns }: Place): Break {
  // What begins with a comma goes on with what is unfinished above, and a whole short sentence stands in between.
  if (!before.ended && line.ended && line.width < 45 && after && startsWithClosing(after.text)) return PART;
  const result = cutScore(before, line, open, context, habit);
  const inColumns = columns[before.index] !== null || columns[line.index] !== null;
  return {
    kind: result.score >= JOIN_CUT ? "join" : "part",
    wrapped: false,
    score: result.score,
    safe: result.score >= SAFE_CUT && result.proved && before.width >= 30 && !inColumns,
    evidence: result.evidence,
  };
}

/** Whether the lines that blocks begin with show that paragraphs are set in here: what is not goes on. */
function paragraphsAreSetIn(lines: readonly Line[]): boolean {
  const first = lines.filter((line) => line.first && line.block.role === "paragraph" && hasProseMark(line.text));
  return first.length >= 3 && first.filter(({ indent }) => indent >= 1 && indent <= 3).length / first.length >= 0.7;
}

/** What found no room in a headline's full line: a few characters, or the rest of what a dash began. */
function isSpilt(first: Line, second: Line): boolean {
  if (first.text.length < 10 || second.ended || second.width >= first.width) return false;
  return second.text.length <= 5 || /.——./u.test(first.text);
}

/** A paragraph of several lines without a single comma or full stop is no paragraph: these are headlines in a heap. */
function undoHeadlineJoins(lines: readonly Line[], breaks: Break[]): void {
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && breaks[to]?.kind === "join") to++;
    const part = lines.slice(from, to);
    const [first, second] = part as [Line, Line];
    const spilt = part.length === 2 && isSpilt(first, second) && breaks[from + 1]?.evidence.includes(clues.full);
    if (spilt) breaks[from + 1] = { ...(breaks[from + 1] as Break), safe: false };
    else if (part.length > 1 && part.every(lacksProseMarks) && !standsAlone(first))
      for (let i = from + 1; i < to; i++)
        if (!breaks[i]?.done) breaks[i] = { ...(breaks[i] as Break), kind: "part", safe: false };
    from = to;
  }
}
