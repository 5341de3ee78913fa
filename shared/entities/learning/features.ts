/**
 * What the tagger sees of each character: its neighbours, the lexicon's words, what sort of names it is written in, and
 * what the patterns found there. A feature is a number of 32 bits made of what it says, so that no text is built for it;
 * which ones matter is learned. Offsets are UTF-16 units.
 */
import type { Candidate } from "../candidate.ts";
import type { Line, Word } from "../line.ts";
import { sounds } from "../tables/sounds.ts";
import { isRareSurname, surnames } from "../tables/surnames.ts";

/** Features of every unit of a text, one unit's after the other's; 0 stands for none. */
export interface Features {
  /** How many numbers belong to a unit. */
  stride: number;
  numbers: Int32Array;
}

/** Numbers of a unit: those that it always has, and room for where rival candidates begin and end. */
const ALWAYS = 41;
const RIVALS = 6;
export const STRIDE = ALWAYS + RIVALS;

/** The features of units `start` up to `end`. */
export function stretchOf({ stride, numbers }: Features, start: number, end: number): Features {
  return { stride, numbers: numbers.subarray(start * stride, end * stride) };
}

/** Outside of the text. */
const EDGE = 0x25a0;
/** Where names of places and bodies end; how far ahead the next one stands says where a name may begin. */
const ENDS = new Set(
  "省市县区州旗镇乡村街道路巷桥山河江湖海岛国局院厅委会司厂校队社所站馆部处室团行店园场港庄寨里屯坊店楼寺庙",
);
const FAR = 7;

/** Features of every unit of a line. @param chosen the patterns' best set, @param all their candidates, rivals too */
export function featuresOf(line: Line, chosen: readonly Candidate[], all: readonly Candidate[]): Features {
  const { text } = line;
  const { length } = text;
  const numbers = new Int32Array(length * STRIDE);
  const role = hashOf(line.role);
  const unit = (i: number) => (i < 0 || i >= length ? EDGE : text.charCodeAt(i));
  const shapes = Int32Array.from({ length }, (_, i) => shapeOf(text[i] as string));
  const shape = (i: number) => shapes[i] ?? EDGE;
  const sorts = Int32Array.from({ length }, (_, i) => sortOf(line, i));
  const sort = (i: number) => sorts[i] ?? -1;
  const runs = soundRuns(text);
  const ahead = endsAhead(text);
  const quoted = insideQuotes(text);
  const tags = patternTags(length, chosen);
  const tag = (i: number) => tags.whole[i] ?? EDGE;
  const kind = (i: number) => tags.kind[i] ?? EDGE;
  const word = (of: Word | undefined) => (of ? hashOf(of.text) : 0);
  const wordKind = (of: Word | undefined) => of?.kind?.charCodeAt(0) ?? (of ? 1 : 0);

  for (let i = 0; i < length; i++) {
    let at = i * STRIDE;
    let template = 0;
    const add = (a: number, b = 0, c = 0, d = 0) => {
      numbers[at++] = numberOf(++template, a, b, c, d);
    };
    const own = line.wordOver(i);
    const place = own ? placeInWord(i, own.start, own.end) : 0;
    const before = own ? line.wordOver(own.start - 1) : line.wordOver(i - 1);
    const after = own ? line.wordOver(own.end) : line.wordOver(i + 1);
    const [p2, p1, c, n1, n2] = [unit(i - 2), unit(i - 1), unit(i), unit(i + 1), unit(i + 2)];
    const [tagBefore, tagHere, tagAfter] = [kind(i - 1), kind(i), kind(i + 1)];
    add(0);
    add(c);
    add(p1);
    add(n1);
    add(p2);
    add(n2);
    add(p2, p1);
    add(p1, c);
    add(c, n1);
    add(n1, n2);
    add(p1, n1);
    add(p1, c, n1);
    add(shape(i - 1), shape(i), shape(i + 1));
    add(shape(i - 2), shape(i - 1), shape(i), shape(i + 1) * 1024 + shape(i + 2));
    add(word(own), place);
    add(word(before), place);
    add(word(after), place);
    add(own ? text.charCodeAt(own.end - 1) : 0, place, own ? Math.min(4, own.end - own.start) : 0);
    add(wordKind(own), place, wordKind(before), wordKind(after));
    add(wordKind(own), place, word(before));
    add(wordKind(own), place, word(after));
    add(quoted[i] as number, role);
    add(sort(i));
    add(sort(i - 1), sort(i), sort(i + 1));
    add(sort(i), sort(i + 1), sort(i + 2));
    add(sort(i - 2), sort(i - 1), sort(i));
    add(sort(i), p1);
    add(sort(i), n1);
    add(runs[i] as number, shape(i + 1));
    add(runs[i] as number, wordKind(own), place);
    add(ahead.distance[i] as number, ahead.unit[i] as number);
    add(ahead.distance[i] as number, ahead.unit[i] as number, p1);
    add(ahead.distance[i] as number, wordKind(own), place);
    add(tag(i));
    add(tag(i), c);
    add(tagBefore, tagHere, tagAfter);
    add(tag(i), p1);
    add(tag(i), n1);
    add(tag(i), quoted[i] as number);
    add(tagHere, word(before), place);
    add(tagHere, word(after), place);
  }
  addRivals(numbers, length, all, tags.kind);
  return { stride: STRIDE, numbers };
}

/** Where candidates begin and end, chosen or not. */
function addRivals(numbers: Int32Array, length: number, all: readonly Candidate[], kinds: Int32Array): void {
  const add = (i: number, side: number, type: string) => {
    const rival = numberOf(ALWAYS + 1, side, hashOf(type));
    const first = i * STRIDE + ALWAYS;
    for (let at = first; at < first + RIVALS; at += 2) {
      if (numbers[at] === rival) return;
      if (numbers[at]) continue;
      numbers[at] = rival;
      numbers[at + 1] = numberOf(ALWAYS + 2, side, hashOf(type), kinds[i] ?? 0);
      return;
    }
  };
  for (const { start, end, type } of all) {
    add(start, 1, type);
    if (end < length) add(end, 2, type);
  }
}

/** Pattern tags of each unit: place in the span and type; `whole` with source and how sure, too. */
function patternTags(length: number, chosen: readonly Candidate[]): { kind: Int32Array; whole: Int32Array } {
  const kind = new Int32Array(length);
  const whole = new Int32Array(length);
  for (const { start, end, type, score, source } of chosen)
    for (let i = start; i < end; i++) {
      kind[i] = numberOf(1, i === start ? 1 : 2, hashOf(type));
      whole[i] = numberOf(2, kind[i] as number, hashOf(source), Math.round(score * 5));
    }
  return { kind, whole };
}

/** What a character is in names: a family name, a usual part of given names, of foreign names, the end of a place's or body's. */
function sortOf(line: Line, i: number): number {
  const character = line.text[i] as string;
  const family = surnames.has(character) ? (isRareSurname(character) ? 1 : 2) : 0;
  const odds = line.knowledge.nameOdds(character);
  const given = odds > 1.5 ? 3 : odds > 0 ? 2 : odds > -1.5 ? 1 : 0;
  return family + 3 * given + 12 * Number(sounds.has(character)) + 24 * Number(ENDS.has(character));
}

/** For each unit: how long the run of foreign names' characters around it is, and where in it the unit stands. */
function soundRuns(text: string): Int32Array {
  const runs = new Int32Array(text.length);
  for (let start = 0; start < text.length; start++) {
    let end = start;
    while (end < text.length && sounds.has(text[end] as string)) end++;
    const long = Math.min(6, end - start);
    for (let i = start; i < end; i++) runs[i] = long * 4 + (i === start ? 1 : i === end - 1 ? 3 : 2);
    start = Math.max(start, end);
  }
  return runs;
}

/** For each unit: how far ahead in its run of Han the next character stands that ends names, and which it is. */
function endsAhead(text: string): { distance: Int32Array; unit: Int32Array } {
  const distance = new Int32Array(text.length).fill(FAR);
  const unit = new Int32Array(text.length);
  let next = -1;
  for (let i = text.length - 1; i >= 0; i--) {
    if (ENDS.has(text[i] as string)) next = i;
    else if (!/\p{Script=Han}/u.test(text[i] as string)) next = -1;
    if (next < 0 || next - i >= FAR) continue;
    distance[i] = next - i;
    unit[i] = text.charCodeAt(next);
  }
  return { distance, unit };
}

function insideQuotes(text: string): Int32Array {
  let inside = 0;
  return Int32Array.from({ length: text.length }, (_, i) => {
    const unit = text[i] as string;
    if ("“《（".includes(unit)) inside = unit.charCodeAt(0);
    const now = inside;
    if ("”》）".includes(unit)) inside = 0;
    return now;
  });
}

/** Single, first, last, middle. */
function placeInWord(i: number, start: number, end: number): number {
  if (end - start === 1) return 1;
  return i === start ? 2 : i === end - 1 ? 3 : 4;
}

/** Digit, Latin, numeral, a sign itself, anything else. */
function shapeOf(unit: string): number {
  if (/[0-9０-９]/.test(unit)) return 1;
  if (/[A-Za-zＡ-Ｚａ-ｚ]/.test(unit)) return 2;
  if (/[一二三四五六七八九十百千万亿两〇零]/.test(unit)) return 3;
  if (/[\p{P}\s]/u.test(unit)) return unit.charCodeAt(0);
  return 4;
}

/** Never 0. */
function numberOf(template: number, a: number, b = 0, c = 0, d = 0): number {
  let hash = Math.imul(template, 0x9e3779b1);
  hash = mixed(hash, a);
  hash = mixed(hash, b);
  hash = mixed(hash, c);
  hash = mixed(hash, d);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0 || 1;
}

function mixed(hash: number, value: number): number {
  const turned = Math.imul(value, 0xcc9e2d51);
  const into = hash ^ Math.imul((turned << 15) | (turned >>> 17), 0x1b873593);
  return (Math.imul((into << 13) | (into >>> 19), 5) + 0xe6546b64) | 0;
}

function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = mixed(hash, text.charCodeAt(i));
  return hash;
}
