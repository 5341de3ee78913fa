/**
 * Headlines: which neighbouring lines are one headline, and which story each belongs to. On some pages headlines stand
 * behind their story or in a heap at the page's end, in another order.
 */
import type { Label as Text } from "../../model/settings.ts";
import type { Lexicon } from "../context.ts";
import { clues, sharedClue, wordClue } from "./evidence.ts";
import { closes, endsWithComma, openAfter } from "./marks.ts";
import { Overlap, sharedWords } from "./overlap.ts";
import { isColumnName, isKicker, isStoryOpener, numberOf, startsWithDash } from "./patterns.ts";
import { leadsOf, type Stories, type Story } from "./stories.ts";
import type { Unit } from "./units.ts";
import { wordAcross } from "./words.ts";

export interface Headline {
  /** Its lines, in order. */
  units: Unit[];
  text: string;
  /** How surely the lines are one headline; 0 for a single line. */
  score: number;
  evidence: Text[];
  /** What goes between two lines: a space between clauses, nothing inside a phrase. */
  between: string;
}

export interface Assignment {
  headline: Headline;
  story: Story;
  /** The unit that it goes in front of. */
  before: number;
  score: number;
  evidence: Text[];
}

export interface Headlines {
  /** Headlines of more than one line. */
  merged: Headline[];
  /** Headlines that stand away from their story. */
  moves: Assignment[];
}

const MERGE = 1.5;
const LONGEST = 48;
/** A headline is moved only to a story that it fits this well, and clearly better than where it stands. */
const FITS = 0.3;
const CLEARLY = 0.12;

/** Takes headlines that belong elsewhere out of `stories`' headers. */
export function headlinesOf(units: readonly Unit[], found: Stories, lexicon: Lexicon): Headlines {
  const { stories, heap, headings } = found;
  const leads = leadsOf(found, units);
  const overlap = new Overlap(leads);
  const bestOf = (text: string) => overlap.match(text)[0];
  const merged: Headline[] = [];
  const group = (indices: readonly number[], couplets = true): Headline[] => {
    const rows = indices.map((index) => units[index] as Unit);
    const headlines = mergeLines(rows, lexicon, stories.length > 1 ? bestOf : null, couplets);
    merged.push(...headlines.filter((headline) => headline.units.length > 1));
    return headlines;
  };
  const headers = stories.map(({ header }) => group(header));
  // Only a column's name and a subtitle: the title itself stands elsewhere.
  const lacks = ({ header, photo }: Story) =>
    !photo && header.every((index) => isColumnName(units[index]?.raw ?? "") || startsWithDash(units[index]?.raw ?? ""));
  const placeOf = ({ header, body }: Story) => {
    const subtitle = header.find((index) => startsWithDash(units[index]?.raw ?? ""));
    return subtitle ?? (header.length ? (header.at(-1) as number) + 1 : body);
  };
  const without = stories.filter(lacks).length;
  // Where there are no more lines than stories without a headline, each line is a headline of its own.
  const heaped = group(heap, heap.length > without);
  group([...headings].sort((a, b) => a - b));

  const moves: Assignment[] = [];
  const empty = new Set(stories.flatMap((story, index) => (lacks(story) ? [index] : [])));
  const take = (headline: Headline, from: number | null): boolean => {
    const matches = overlap.match(headline.text);
    const scoreAt = (index: number | null) => matches.find((match) => match.index === index)?.score ?? 0;
    const best = matches.find(({ index }) => empty.has(index) && index !== from);
    if (!best || best.score < (stories.length > 1 ? FITS : 0.5)) return false;
    const own = from === null ? 0 : scoreAt(from);
    if (best.score < own * 2 + (from === null ? 0 : CLEARLY)) return false;
    const rival = matches.find(({ index }) => index !== best.index && index !== from);
    if (rival && rival.score > best.score) return false;
    const story = stories[best.index] as Story;
    empty.delete(best.index);
    moves.push({
      headline,
      story,
      before: placeOf(story),
      score: best.score,
      evidence: [sharedClue(sharedWords(headline.text, leads[stories.indexOf(story)] ?? ""))],
    });
    return true;
  };
  const put = (headline: Headline, story: Story, score: number) =>
    moves.push({
      headline,
      story,
      before: story.body,
      score,
      evidence: [clues.behind, sharedClue(sharedWords(headline.text, leads[stories.indexOf(story)] ?? ""))],
    });
  if (isShifted(stories, headers, heaped, overlap)) {
    // All headlines of the page stand behind their stories: one that shares few words goes with the others.
    const rows = [...headers.slice(1), heaped];
    for (const [index, row] of rows.entries()) {
      const [headline, story] = [row[0] as Headline, stories[index] as Story];
      put(headline, story, overlap.match(headline.text).find((match) => match.index === index)?.score ?? 0);
    }
    for (const story of stories) [story.header, story.start] = [[], story.body];
    return { merged, moves };
  }
  // Above an opener stands its headline, or the one of the story that ended there.
  for (const order of [stories.keys(), [...stories.keys()].reverse()]) {
    for (const index of order) {
      const story = stories[index] as Story;
      if (!isStoryOpener(units[story.body]?.text ?? "")) continue;
      for (const headline of headers[index] ?? []) {
        const numbers = headline.units.map((unit) => unit.index);
        if (!numbers.every((number) => story.header.includes(number)) || !take(headline, index)) continue;
        story.header = story.header.filter((number) => !numbers.includes(number));
        story.start = story.header[0] ?? story.body;
        if (!story.header.length) empty.add(index);
      }
    }
  }
  // The best pair first, so that a weak headline doesn't take another's place.
  const ranked = heaped
    .map((headline) => ({ headline, score: bestOf(headline.text)?.score ?? 0 }))
    .sort((a, b) => b.score - a.score);
  const rest = ranked.filter(({ headline }) => !take(headline, null)).map(({ headline }) => headline);
  if (stories.length > 2) eliminate(rest);
  return { merged, moves };

  /**
   * As many headlines left as stories without: they belong together even where they share little, the pair that shares
   * most first. Where others of the heap have found their stories, the last pair need not share anything.
   */
  function eliminate(left: Headline[]): void {
    if (left.length !== empty.size || left.length > 3) return;
    const sure = ranked.length - left.length;
    while (left.length) {
      const pairs = left.flatMap((headline) => {
        const matches = overlap.match(headline.text);
        return [...empty].map((index) => {
          const score = matches.find((match) => match.index === index)?.score ?? 0;
          return { headline, index, score };
        });
      });
      const best = pairs.reduce((most, pair) => (pair.score > most.score ? pair : most));
      if (best.score < 0.1 && (left.length > 1 || sure < 2)) return;
      const story = stories[best.index] as Story;
      const clue =
        left.length > 1 ? sharedClue(sharedWords(best.headline.text, leads[best.index] ?? "")) : clues.onlyOneLeft;
      moves.push({ headline: best.headline, story, before: placeOf(story), score: best.score, evidence: [clue] });
      empty.delete(best.index);
      left.splice(left.indexOf(best.headline), 1);
    }
  }
}

/**
 * Whether every story but the first has one headline above it, one is left at the end, and the headlines fit the
 * stories before them clearly better than those behind.
 */
function isShifted(
  stories: readonly Story[],
  headers: readonly (readonly Headline[])[],
  heaped: readonly Headline[],
  overlap: Overlap,
): boolean {
  const regular = headers.every((row, index) => row.length === (index ? 1 : 0));
  if (stories.length < 2 || heaped.length !== 1 || !regular || stories.some(({ photo }) => photo)) return false;
  const rows = [...headers.slice(1), heaped].map((row) => overlap.match((row[0] as Headline).text));
  const sharedWith = (offset: number) =>
    rows.reduce((sum, row, index) => sum + (row.find((match) => match.index === index + offset)?.score ?? 0), 0);
  return sharedWith(0) / rows.length >= FITS && sharedWith(0) > 2 * sharedWith(1);
}

type Best = ((text: string) => { index: number; score: number } | undefined) | null;

/** @param couplets whether two lines of one length may be one headline for that reason */
function mergeLines(units: readonly Unit[], lexicon: Lexicon, bestOf: Best, couplets: boolean): Headline[] {
  const result: Headline[] = [];
  for (const unit of units) {
    const last = result.at(-1);
    const pair = last && last.units.length < 3 ? pairOf(last, unit, lexicon, bestOf, couplets) : null;
    if (last && pair && pair.score >= MERGE) {
      last.units.push(unit);
      last.text += pair.between + unit.raw;
      last.score = Math.max(last.score, pair.score);
      last.between = pair.between;
      last.evidence.push(...pair.evidence);
    } else result.push({ units: [unit], text: unit.raw, score: 0, evidence: [], between: "" });
  }
  return result;
}

/** Nouns that finish a headline begun with a verb of holding or starting something. */
const HELD = /(?:会|会议|大会|座谈会|推进会|活动|仪式|培训班?|比赛|论坛|讲座|演练|行动|工作|项目)$/u;
const HOLDS = /(?:召开|举行|举办|开展|启动|组织|参加|部署|推进)/u;

function pairOf(first: Headline, second: Unit, lexicon: Lexicon, bestOf: Best, couplets: boolean) {
  const upper = first.units.at(-1) as Unit;
  const evidence: Text[] = [];
  if (upper.index + 1 !== second.index || !upper.whole || !second.whole || upper.role !== second.role) return null;
  if (startsWithDash(second.raw) || isKicker(first.text) || numberOf(second.raw) || numberOf(first.text)) return null;
  if (upper.role === "kicker" || upper.role === "subtitle") return null;
  if (first.text.length + second.raw.length > LONGEST || (second.gap ?? 0) > (upper.gap ?? 9) + 2) return null;
  let score = 0;
  let phrase = false;
  const add = (points: number, clue: Text) => {
    score += points;
    evidence.push(clue);
  };
  const word = wordAcross(lexicon, upper.text, second.text);
  if (endsWithComma(upper.text)) add(2, clues.comma);
  if (closes(second.text, openAfter(upper.text))) add(2, clues.bracket);
  if (word) add(2, wordClue(word));
  if (score) phrase = true;
  // The verb is above, what was held is below: one phrase.
  if (HOLDS.test(upper.text) && !HELD.test(upper.text) && HELD.test(second.text)) {
    phrase = true;
    add(0.8, clues.open);
  }
  const clauses = !/\s/u.test(first.text) && upper.text.length === second.text.length;
  if (couplets && clauses && upper.text.length >= 4 && upper.text.length <= 12) add(1.5, clues.couplet);
  const [a, b] = [bestOf?.(upper.text), bestOf?.(second.text)];
  if (a && b && a.score >= 0.2 && b.score >= 0.2) {
    if (a.index === b.index) add(1.5, clues.sameStory);
    else if (Math.max(a.score, b.score) >= FITS) score -= 3;
  }
  return { score, evidence, between: phrase ? "" : " " };
}
