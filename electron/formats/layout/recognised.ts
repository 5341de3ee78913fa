/**
 * A page as the files of text recognition describe it, whatever their format: regions of lines of words, as elements of
 * the file. From it come the source's text, the place of every line and word in that text, and the document's blocks.
 * Must not know: particular formats, disk.
 */
import type { Block } from "../../../shared/model/document.ts";
import { CodePointText, codePointLength } from "../../../shared/model/offsets.ts";
import type {
  Confidence,
  LayoutLine,
  LayoutPart,
  LayoutRegion,
  LayoutWord,
  PageLayout,
  Shape,
} from "../../../shared/model/page-layout.ts";
import type { XmlElement } from "../support/xml.ts";

export interface RecognisedPart {
  text: string;
  shape: Shape | null;
  confidence: number | null;
}

export interface RecognisedWord extends RecognisedPart {
  glyphs: readonly RecognisedPart[];
  /** Something stands between it and the word before: a space, unless both are Chinese and close together. */
  apart: boolean;
  /** Null where the page is read to be shown or imported, and not written again: words are what a file has most of. */
  element: XmlElement | null;
}

export interface RecognisedLine {
  id: string;
  /** Where the file has it beside the words; else the words make it. */
  text: string | null;
  shape: Shape | null;
  confidence: number | null;
  words: readonly RecognisedWord[];
  /** Null where the file has the text of the region only. */
  element: XmlElement | null;
}

export interface RecognisedRegion {
  id: string;
  type: string;
  role: string;
  shape: Shape | null;
  vertical: boolean;
  lines: readonly RecognisedLine[];
  element: XmlElement;
}

export interface RecognisedPage {
  image: string;
  /** As printed on the page or counted in the file; "" for none. */
  number: string;
  width: number;
  height: number;
  unit: PageLayout["unit"];
  regions: readonly RecognisedRegion[];
  element: XmlElement;
  /** The file's outermost element. */
  root: XmlElement;
}

export interface PlacedLine {
  line: RecognisedLine;
  region: RecognisedRegion;
  text: string;
  start: number;
  end: number;
  /** Code points in the source; null for a word that is not in its line's text. */
  words: ({ start: number; end: number } | null)[];
}

/** A page with the place of every line in its text; lines without text are not in it. */
export interface PlacedPage {
  page: RecognisedPage;
  text: string;
  lines: readonly PlacedLine[];
}

/** What a word without glyphs has: one for all of them. */
export const noGlyphs: readonly RecognisedPart[] = [];

const chinese =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFE10-\uFE4F\uFF00-\uFFEF]/u;
/** Signs and figures that stand beside Chinese without a space, and that recognisers like to make words of. */
const close = /[\d“”‘’…—·,.:;!?()[\]"'%-]/;
/** From what share of the line's height a gap beside a Chinese character is a space: glyphs' boxes are often too narrow. */
const SPACE_GAP = 0.9;
const LETTER_GAP = 0.25;

/** How words of a line are joined: whether it runs down the page, and how high (wide) it is; null where nobody says. */
export interface Run {
  vertical: boolean;
  size: number | null;
}

export function runOf(line: { shape: Shape | null }, region: { vertical: boolean }): Run {
  const { vertical } = region;
  if (!line.shape) return { vertical, size: null };
  const [left, top, right, bottom] = line.shape.box;
  return { vertical, size: vertical ? right - left : bottom - top };
}

/** What stands between two words that the file keeps apart. */
export function spaceBetween(before: RecognisedPart, after: RecognisedPart, { vertical, size }: Run): "" | " " {
  const [left, right] = [Array.from(before.text).at(-1) ?? "", Array.from(after.text)[0] ?? ""];
  if (!chinese.test(left) && !chinese.test(right)) return " ";
  const isLetter = [left, right].some((character) => !chinese.test(character) && !close.test(character));
  if (!before.shape || !after.shape || !size) return isLetter ? " " : "";
  const [a, b] = [before.shape.box, after.shape.box];
  const gap = vertical ? b[1] - a[3] : b[0] - a[2];
  return gap >= (isLetter ? LETTER_GAP : SPACE_GAP) * size ? " " : "";
}

/** The text that words make, and where each stands in it (code points). */
export function joinWords(
  words: readonly (RecognisedPart & { apart: boolean })[],
  run: Run,
): { text: string; places: ({ start: number; end: number } | null)[] } {
  let text = "";
  let length = 0;
  let last: RecognisedPart | null = null;
  let apart = false;
  const places = words.map((word) => {
    apart ||= word.apart;
    if (!word.text) return null;
    const gap = last && apart ? spaceBetween(last, word, run) : "";
    const start = length + gap.length;
    text += gap + word.text;
    length = start + codePointLength(word.text);
    last = word;
    apart = false;
    return { start, end: length };
  });
  return { text, places };
}

/** Where each word stands in a text that the file has beside them: each looked for behind the one before. */
function findWords(words: readonly RecognisedPart[], text: string): ({ start: number; end: number } | null)[] {
  let at = 0;
  let points = 0;
  return words.map((word) => {
    const found = word.text ? text.indexOf(word.text, at) : -1;
    if (found < 0) return null;
    const start = points + codePointLength(text.slice(at, found));
    const end = start + codePointLength(word.text);
    at = found + word.text.length;
    points = end;
    return { start, end };
  });
}

export function placeLines(page: RecognisedPage): PlacedPage {
  let text = "";
  let length = 0;
  let lastRegion: RecognisedRegion | null = null;
  const lines: PlacedLine[] = [];
  for (const region of page.regions) {
    for (const line of region.lines) {
      const joined = line.text === null ? joinWords(line.words, runOf(line, region)) : null;
      // A line end inside a line would make two of it.
      const own = joined?.text ?? (line.text as string).replace(/[\r\n]/g, " ");
      if (!own.trim()) continue;
      const gap = lastRegion === null ? "" : lastRegion === region ? "\n" : "\n\n";
      const start = length + gap.length;
      const places = joined?.places ?? findWords(line.words, own);
      const words = places.map((place) => place && { start: start + place.start, end: start + place.end });
      text += gap + own;
      length = start + codePointLength(own);
      lastRegion = region;
      lines.push({ line, region, text: own, start, end: length, words });
    }
  }
  return { page, text, lines };
}

/** The blocks of a page: one for each region with text, its lines as they are. */
export function blocksOfPage({ text, lines }: PlacedPage): Block[] {
  const points = new CodePointText(text);
  const blocks: Block[] = [];
  for (let first = 0; first < lines.length; ) {
    const { region, start } = lines[first] as PlacedLine;
    let last = first;
    while (lines[last + 1]?.region === region) last++;
    const { end } = lines[last] as PlacedLine;
    blocks.push({
      id: `b${blocks.length + 1}`,
      role: region.role,
      text: points.slice(start, end),
      pieces: [{ source: [start, end] }],
      entities: [],
    });
    first = last + 1;
  }
  if (!blocks.length) blocks.push({ id: "b1", role: "paragraph", text: "", pieces: [], entities: [] });
  return blocks;
}

/** What a view needs of a page: no elements, all in offsets of its text. */
export function layoutOfPage({ page, text, lines }: PlacedPage): PageLayout {
  const byRegion = Map.groupBy(lines, ({ region }) => region);
  const regions = page.regions.map((region): LayoutRegion => {
    const { id, type, role, shape, vertical } = region;
    return { id, type, role, shape, vertical, lines: (byRegion.get(region) ?? []).map(lineOf) };
  });
  const { image, width, height, unit } = page;
  return { text, image, width, height, unit, regions };
}

function lineOf({ line, start, end, words }: PlacedLine): LayoutLine {
  const placed = line.words.flatMap((word, index): LayoutWord[] => {
    const place = words[index];
    if (!place) return [];
    return [{ ...place, shape: word.shape, confidence: word.confidence, glyphs: glyphsOf(word, place.start) }];
  });
  return { id: line.id, start, end, shape: line.shape, confidence: line.confidence, words: placed };
}

/** The glyphs' places; none where they are not the word's characters. */
function glyphsOf(word: RecognisedWord, start: number): LayoutPart[] {
  if (word.glyphs.map(({ text }) => text).join("") !== word.text) return [];
  let at = start;
  return word.glyphs.map(({ text, shape, confidence }) => {
    const from = at;
    at += codePointLength(text);
    return { start: from, end: at, shape, confidence };
  });
}

/** Above this a recogniser has no doubt worth keeping. */
const SURE = 0.9;

/**
 * What the recogniser was not sure of, in the order of the source: words, or lines where their words say nothing.
 * Neighbours of one confidence are one stretch.
 */
export function doubtsOf({ lines }: PlacedPage): Confidence[] {
  const doubts: Confidence[] = [];
  const add = (start: number, end: number, confidence: number | null) => {
    if (confidence === null || confidence >= SURE) return;
    const rounded = Math.round(confidence * 100) / 100;
    const last = doubts.at(-1);
    if (last && last[1] === start && last[2] === rounded) last[1] = end;
    else doubts.push([start, end, rounded]);
  };
  for (const { line, start, end, words } of lines) {
    const known = line.words.some((word, index) => words[index] && word.confidence !== null);
    if (!known) add(start, end, line.confidence);
    for (const [index, place] of words.entries()) {
      if (place) add(place.start, place.end, line.words[index]?.confidence ?? null);
    }
  }
  return doubts;
}
