/**
 * What the tagger sees of each character: its neighbours, the lexicon's words, and what the patterns found there.
 * A feature is a string; which ones matter is learned. Offsets are UTF-16 units.
 */
import type { Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";

/** Features of every unit of a line. @param chosen the patterns' best set, @param all their candidates, rivals too */
export function featuresOf(line: Line, chosen: readonly Candidate[], all: readonly Candidate[]): string[][] {
  const { text, role } = line;
  const tags = patternTags(text.length, chosen);
  const rivals = rivalTags(text.length, all);
  const quoted = insideQuotes(text);
  const at = (offset: number) => text[offset] ?? "■";
  const tagAt = (offset: number) => tags[offset] ?? "■";
  return Array.from({ length: text.length }, (_, i) => {
    const word = line.wordOver(i);
    const place = word ? placeInWord(i, word.start, word.end) : "-";
    const before = word ? line.wordOver(word.start - 1) : line.wordOver(i - 1);
    const after = word ? line.wordOver(word.end) : line.wordOver(i + 1);
    const shape = `${shapeOf(at(i - 1))}${shapeOf(at(i))}${shapeOf(at(i + 1))}`;
    const tag = tagAt(i);
    return [
      "1",
      `c${at(i)}`,
      `<${at(i - 1)}`,
      `>${at(i + 1)}`,
      `<<${at(i - 2)}${at(i - 1)}`,
      `<c${at(i - 1)}${at(i)}`,
      `c>${at(i)}${at(i + 1)}`,
      `>>${at(i + 1)}${at(i + 2)}`,
      `s${shape}`,
      `w${word?.text ?? ""}${place}`,
      `wb${before?.text ?? ""}${place}`,
      `wa${after?.text ?? ""}${place}`,
      `k${word?.kind ?? ""}${place}${before?.kind ?? ""}${after?.kind ?? ""}`,
      `q${quoted[i]}${role}`,
      `p${tag}`,
      `p${tag}c${at(i)}`,
      `pp${kindOf(tagAt(i - 1))}${kindOf(tag)}${kindOf(tagAt(i + 1))}`,
      `p<${tag}${at(i - 1)}`,
      `p>${tag}${at(i + 1)}`,
      `pq${tag}${quoted[i]}`,
      ...(rivals[i] ?? []).map((rival) => `r${rival}`),
      ...(rivals[i] ?? []).map((rival) => `r${rival}${kindOf(tag)}`),
    ];
  });
}

/** Pattern tags of each unit: place in the span, type, source and how sure. */
function patternTags(length: number, chosen: readonly Candidate[]): string[] {
  const tags = new Array<string>(length).fill("O");
  for (const { start, end, type, score, source } of chosen)
    for (let i = start; i < end; i++) tags[i] = `${i === start ? "B" : "I"}-${type}|${source}|${Math.round(score * 5)}`;
  return tags;
}

function kindOf(tag: string): string {
  return tag.split("|", 1)[0] ?? "";
}

/** Where candidates begin and end, chosen or not. */
function rivalTags(length: number, all: readonly Candidate[]): (string[] | undefined)[] {
  const rivals: (string[] | undefined)[] = new Array(length);
  const add = (i: number, tag: string) => {
    const list = rivals[i] ?? [];
    rivals[i] = list;
    if (!list.includes(tag)) list.push(tag);
  };
  for (const { start, end, type } of all) {
    add(start, `[${type}`);
    if (end < length) add(end, `]${type}`);
  }
  return rivals;
}

function insideQuotes(text: string): string[] {
  let inside = "";
  return Array.from({ length: text.length }, (_, i) => {
    const unit = text[i] ?? "";
    if ("“《（".includes(unit)) inside = unit;
    const now = inside;
    if ("”》）".includes(unit)) inside = "";
    return now;
  });
}

function placeInWord(i: number, start: number, end: number): string {
  if (end - start === 1) return "S";
  return i === start ? "B" : i === end - 1 ? "E" : "M";
}

function shapeOf(unit: string): string {
  if (/[0-9]/.test(unit)) return "9";
  if (/[A-Za-z]/.test(unit)) return "a";
  if (/[一二三四五六七八九十百千万亿两〇零]/.test(unit)) return "n";
  if (/[\p{P}\s■]/u.test(unit)) return unit;
  return "x";
}
