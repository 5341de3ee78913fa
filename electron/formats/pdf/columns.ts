/**
 * The order in which the parts of a page are read. A page is divided into bands that lie below each other, a band by
 * the gutters that go through all of it into columns, a column again into bands, until nothing divides it. So a headline
 * over three columns is read before them, and a column that stands beside two stories after both.
 * All places are counted along the lines and across them. Must not know: glyphs, files.
 */
import type { Box } from "../../../shared/model/page-layout.ts";
import { boxAround } from "../layout/shapes.ts";
import { median } from "./runs.ts";

/** Something that is not divided any more: a stretch of a line, or lines that run another way. */
export interface Part {
  box: Box;
  /** Of its letters. */
  size: number;
}

type Interval = readonly [number, number];

/** What lies on one level of a region, with the free stretches beside and between it. */
interface Slice<P extends Part> {
  parts: P[];
  top: number;
  bottom: number;
  free: Interval[];
}

interface Band<P extends Part> {
  slices: Slice<P>[];
  free: Interval[];
}

/** No page has more of them side by side; where letters are tiny or lie anywhere, there are thousands of such stretches. */
const MOST_GUTTERS = 60;
/** Width of a gutter in the size of the letters, in a band of few lines and of many: the longer, the less is chance. */
const WIDE_GUTTER = 1.2;
const GUTTER = 0.6;
const MANY_LINES = 4;
/** What is so much larger than the rest is a headline for all that stands below it. */
const HEADLINE = 1.35;
/** A wider gap stands between two headlines, not in one. */
const SAME_LINE = 4;
/** Levels of division; a page of a newspaper needs four or five. */
const MOST_LEVELS = 24;

/** The parts in reading order, those of an undivided column together. */
export function readingOrder<P extends Part>(parts: readonly P[], level = 0): P[][] {
  if (parts.length < 2 || level === MOST_LEVELS) return parts.length ? [[...parts]] : [];
  const size = median(parts.map((part) => part.size));
  const columns: P[][] = [];
  // Bands without columns that follow each other are one text.
  let text: P[] = [];
  const endText = () => {
    if (text.length) columns.push(text);
    text = [];
  };
  for (const band of bandsOf(slicesOf(parts, size), size)) {
    const own = band.slices.flatMap((slice) => slice.parts);
    const gutters = isOneLine(own) ? [] : guttersOf(band.free, own, size, linesIn(own));
    if (!gutters.length) {
      text.push(...own);
      continue;
    }
    endText();
    for (const piece of piecesOf(band, own, gutters, size)) columns.push(...readingOrder(piece, level + 1));
  }
  endText();
  return columns;
}

/** What a band with gutters is divided into: columns, or what stands above and below a headline for all of them. */
function piecesOf<P extends Part>(
  band: Band<P>,
  parts: readonly P[],
  gutters: readonly Interval[],
  size: number,
): P[][] {
  const edges = gutters.map(([start, end]) => (start + end) / 2).sort((a, b) => a - b);
  const over = new Set(parts.flatMap((part) => edgesUnder(part, parts, edges, size)));
  const free = edges.filter((edge) => !over.has(edge));
  if (free.length) return divided(parts, free);
  const pieces: P[][] = [];
  let before: boolean | null = null;
  for (const slice of band.slices) {
    const headline = isHeadline(slice, size);
    if (headline === before) pieces.at(-1)?.push(...slice.parts);
    else pieces.push([...slice.parts]);
    before = headline;
  }
  return pieces.length > 1 ? pieces : divided(parts, edges);
}

/**
 * The gutters that a headline is set over: in the middle over columns on both sides, with nothing else beside it there.
 * @param edges the gutters' middles, from the start of the lines
 */
function edgesUnder(headline: Part, parts: readonly Part[], edges: readonly number[], size: number): number[] {
  if (headline.size < size * HEADLINE) return [];
  const [first, , last] = around(parts);
  const ends = [first, ...edges, last];
  const [left, top, right, bottom] = headline.box;
  const middle = (left + right) / 2;
  const beside = parts.filter(
    ({ box }) => box[1] < bottom - size * 0.2 && top + size * 0.2 < box[3] && !(box[0] === left && box[1] === top),
  );
  const isOver = (start: number, end: number) =>
    Math.abs((start + end) / 2 - middle) <= headline.size &&
    beside.every(({ box }) => box[2] <= start || box[0] >= end);
  // What stands between its ends is under it; so is what a wider stretch takes in on both sides.
  const under = new Set<number>();
  for (const [from, start] of ends.entries()) {
    if (start > left) break;
    for (let to = ends.length - 1; to > from + 1; to--) {
      const end = ends[to] as number;
      if (end < right) break;
      if (!isOver(start, end)) continue;
      for (const edge of ends.slice(from + 1, to)) under.add(edge);
      break;
    }
  }
  return [...under];
}

/** Levels that nothing reaches over, from the top. */
function slicesOf<P extends Part>(parts: readonly P[], size: number): Slice<P>[] {
  const slices: Slice<P>[] = [];
  // Boxes of letters reach above and below what is seen.
  const inner = ({ box, size: own }: P): Interval => [
    box[1] + own * 0.15,
    Math.max(box[3] - own * 0.15, box[1] + own * 0.2),
  ];
  for (const part of parts.toSorted((a, b) => a.box[1] - b.box[1])) {
    const [top, bottom] = inner(part);
    const last = slices.at(-1);
    if (last && top < last.bottom) {
      last.parts.push(part);
      last.bottom = Math.max(last.bottom, bottom);
    } else slices.push({ parts: [part], top, bottom, free: [] });
  }
  for (const slice of slices) slice.free = freeOf(slice.parts, size);
  return slices;
}

/** The stretches along the lines where nothing stands, to both sides without end. */
function freeOf(parts: readonly Part[], size: number): Interval[] {
  const free: Interval[] = [];
  let at = Number.NEGATIVE_INFINITY;
  for (const { box } of parts.toSorted((a, b) => a.box[0] - b.box[0])) {
    if (box[0] - at >= size * GUTTER) free.push([at, box[0]]);
    at = Math.max(at, box[2]);
  }
  return [...free, [at, Number.POSITIVE_INFINITY]];
}

function common(one: readonly Interval[], other: readonly Interval[], size: number): Interval[] {
  return one.flatMap(([start, end]) =>
    other.flatMap(([from, to]): Interval[] => {
      const both = [Math.max(start, from), Math.min(end, to)] as const;
      return both[1] - both[0] >= size * GUTTER ? [both] : [];
    }),
  );
}

/** Of a page's many letters, too: they are more than a call takes arguments. */
const around = (parts: readonly Part[]) => boxAround(parts.map(({ box }) => box));

/** Of free stretches, those with something on both sides. */
function guttersOf(free: readonly Interval[], parts: readonly Part[], size: number, lines: number): Interval[] {
  const least = size * (lines >= MANY_LINES ? GUTTER : WIDE_GUTTER);
  const [start, , end] = around(parts);
  const gutters = free.filter((each) => each[0] >= start && each[1] <= end && each[1] - each[0] >= least);
  if (gutters.length <= MOST_GUTTERS) return gutters;
  return gutters.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0])).slice(0, MOST_GUTTERS);
}

function bandsOf<P extends Part>(slices: readonly Slice<P>[], size: number): Band<P>[] {
  const gaps = slices.slice(1).map((slice, index) => slice.top - (slices[index] as Slice<P>).bottom);
  const wide = Math.max(median(gaps) * 1.6, size * 0.9);
  const bands: Band<P>[] = [];
  for (const [index, slice] of slices.entries()) {
    const band = bands.at(-1);
    const before = slices[index - 1];
    if (!band || !before) {
      bands.push({ slices: [slice], free: slice.free });
      continue;
    }
    const free = common(band.free, slice.free, size);
    const own = band.slices.flatMap((each) => each.parts);
    const had = guttersOf(band.free, own, size, MANY_LINES).length;
    const has = guttersOf(free, [...own, ...slice.parts], size, MANY_LINES).length;
    const apart = slice.top - before.bottom >= wide;
    const ends =
      (had > 0 && has === 0) ||
      (had > has && apart) ||
      // What has no gutter lies across some of those below it.
      (had === 0 && guttersOf(slice.free, slice.parts, size, MANY_LINES).length > has);
    if (ends) bands.push({ slices: [slice], free: slice.free });
    else {
      band.slices.push(slice);
      band.free = free;
    }
  }
  return bands;
}

/** A line of large letters alone on its level; two headlines beside each other are none. */
function isHeadline({ parts, free }: Slice<Part>, size: number): boolean {
  if (!parts.every((part) => part.size >= size * HEADLINE) || !isOneLine(parts)) return false;
  return !free.some(([start, end]) => end - start > SAME_LINE * size && Number.isFinite(end - start));
}

/** All parts on one level. */
function isOneLine(parts: readonly Part[]): boolean {
  const top = Math.max(...parts.map(({ box }) => box[1]));
  const bottom = Math.min(...parts.map(({ box }) => box[3]));
  return bottom - top > 0.4 * Math.max(...parts.map(({ box }) => box[3] - box[1]));
}

function linesIn(parts: readonly Part[]): number {
  const [, top, , bottom] = around(parts);
  return Math.round((bottom - top) / (median(parts.map(({ box }) => box[3] - box[1])) || 1));
}

function divided<P extends Part>(parts: readonly P[], edges: readonly number[]): P[][] {
  const columns: P[][] = Array.from({ length: edges.length + 1 }, () => []);
  for (const part of parts) {
    const middle = (part.box[0] + part.box[2]) / 2;
    const index = edges.findIndex((edge) => middle < edge);
    columns[index < 0 ? edges.length : index]?.push(part);
  }
  return columns.filter((column) => column.length);
}
