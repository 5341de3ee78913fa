/**
 * A page of a PDF as text: its glyphs put into lines, the lines into columns and these into reading order, then divided
 * into paragraphs, whose roles are what their size and place say. Must not know: PDF files, the engine.
 */
import { codePointLength } from "../../../shared/model/offsets.ts";
import type { Box, LayoutLine, LayoutRegion, LayoutWord, PageLayout } from "../../../shared/model/page-layout.ts";
import { spaceBetween } from "../layout/recognised.ts";
import { boxAround, boxShape } from "../layout/shapes.ts";
import { type Part, readingOrder } from "./columns.ts";
import type { Glyph, PdfPage } from "./pdfium.ts";
import { alongLines, median, type Run, runsOf } from "./runs.ts";

/** A stretch of a line, or several lines that run against the page's direction. */
interface Placed extends Part {
  runs: Run[];
  vertical: boolean;
}

interface Line {
  glyphs: Glyph[];
  text: string;
  /** Along the lines and across them. */
  box: Box;
  size: number;
  vertical: boolean;
  /** Where each glyph stands in the text, in code points; null for a space at an edge. */
  places: (number | null)[];
}

export interface Paragraph {
  lines: Line[];
  role: string;
}

/** Letters that stand so far apart, in their size, are words. */
const WORD_GAP = 0.22;

/** The page's paragraphs in reading order. */
export function paragraphsOf(page: Pick<PdfPage, "glyphs" | "width" | "height">): Paragraph[] {
  const { runs, vertical } = runsOf(page.glyphs);
  const along = (box: Box) => alongLines(box, vertical, page.width);
  const parts = [
    ...runs.filter((run) => run.vertical === vertical).map((run) => placed([run], vertical, along)),
    ...insets(runs.filter((run) => run.vertical !== vertical)).map((inset) => placed(inset, !vertical, along)),
  ];
  const frame = along([0, 0, page.width, page.height]);
  // Running titles go over all columns, whatever stands below them: they would be read as the columns' beginnings.
  const { head, foot, rest } = furnitureOf(parts, frame, along);
  const paragraphs: Line[][] = [];
  for (const column of readingOrder(rest)) paragraphs.push(...paragraphsIn(column, vertical, along, page.width));
  const edge = (lines: Line[]) => lines.map((line): Paragraph => ({ lines: [line], role: "boilerplate" }));
  return [...edge(head), ...withRoles(paragraphs), ...edge(foot)];
}

/** Share of the page's height at its edges where running titles and page numbers stand. */
const MARGIN = 0.08;
const furniture =
  /^[\s\-—–·•~|]*[A-Z]?\d{1,4}[\s\-—–·•~|]*$|第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版|责任?编辑|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|星期[一二三四五六日天]/i;

/** The page's running titles and numbers, line by line: short lines at its edges that say what such lines say. */
function furnitureOf(
  parts: readonly Placed[],
  [, top, , bottom]: Box,
  along: (box: Box) => Box,
): { head: Line[]; foot: Line[]; rest: Placed[] } {
  const margin = (bottom - top) * MARGIN;
  const taken = new Set<Placed>();
  const linesAt = (within: (part: Placed) => boolean) =>
    rowsOf(parts.filter((part) => within(part))).flatMap((row) => {
      const line = rowLine(row, row[0]?.vertical === true, along);
      if (Array.from(line.text).length > 60 || !furniture.test(line.text)) return [];
      for (const part of row) taken.add(part);
      return [line];
    });
  const head = linesAt(({ box }) => box[3] - top < margin);
  const foot = linesAt(({ box }) => bottom - box[1] < margin);
  return { head, foot, rest: parts.filter((part) => !taken.has(part)) };
}

function placed(runs: Run[], vertical: boolean, along: (box: Box) => Box): Placed {
  const glyphs = runs.flatMap((run) => run.glyphs);
  const box = along(boxAround(glyphs.map((glyph) => glyph.box)));
  return { runs, vertical, box, size: median(glyphs.map((glyph) => glyph.size)) };
}

/** Lines that run against the page's direction, those that belong together as one part. */
function insets(runs: readonly Run[]): Run[][] {
  const groups: { runs: Run[]; box: Box; size: number }[] = [];
  for (const run of runs) {
    const box = boxAround(run.glyphs.map((glyph) => glyph.box));
    const size = median(run.glyphs.map((glyph) => glyph.size));
    const near = groups.find((group) => Math.abs(group.size - size) < size * 0.2 && isNear(group.box, box, size));
    if (near) {
      near.runs.push(run);
      near.box = boxAround([near.box, box]);
    } else groups.push({ runs: [run], box, size });
  }
  return groups.map((group) => group.runs);
}

function isNear(one: Box, other: Box, distance: number): boolean {
  return (
    other[0] < one[2] + distance &&
    one[0] < other[2] + distance &&
    other[1] < one[3] + distance &&
    one[1] < other[3] + distance
  );
}

/** The paragraphs of a column that nothing divides. */
function paragraphsIn(parts: readonly Placed[], vertical: boolean, along: (box: Box) => Box, width: number): Line[][] {
  const own = parts.filter((part) => part.vertical === vertical);
  const paragraphs = divided(linesOf(own, vertical, along));
  // What runs another way stands before what begins behind it.
  for (const inset of parts.filter((part) => part.vertical !== vertical)) {
    const across = (box: Box) => alongLines(box, !vertical, width);
    const singles = inset.runs.map((run) => placed([run], !vertical, across));
    const lines = linesOf(singles, !vertical, across).map((line) => ({ ...line, box: inset.box }));
    const at = paragraphs.findIndex(([first]) => first && first.box[1] > inset.box[1]);
    paragraphs.splice(at < 0 ? paragraphs.length : at, 0, lines);
  }
  return paragraphs;
}

function linesOf(parts: readonly Placed[], vertical: boolean, along: (box: Box) => Box): Line[] {
  return rowsOf(parts).map((row) => rowLine(row, vertical, along));
}

/** Parts that stand on one level each, from the top. */
function rowsOf(parts: readonly Placed[]): Placed[][] {
  const middle = ({ box }: Placed) => (box[1] + box[3]) / 2;
  const rows: Placed[][] = [];
  for (const part of parts.toSorted((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && middle(part) - middle(first) < Math.min(part.size, first.size) * 0.5) row.push(part);
    else rows.push([part]);
  }
  return rows;
}

function rowLine(row: readonly Placed[], vertical: boolean, along: (box: Box) => Box): Line {
  const glyphs = row.toSorted((a, b) => a.box[0] - b.box[0]).flatMap((part) => part.runs.flatMap((run) => run.glyphs));
  return lineOf(glyphs, vertical, along);
}

function lineOf(glyphs: Glyph[], vertical: boolean, along: (box: Box) => Box): Line {
  const size = median(glyphs.map((glyph) => glyph.size));
  let text = "";
  let length = 0;
  let last: Glyph | null = null;
  let space = "";
  const places = glyphs.map((glyph) => {
    if (!glyph.text.trim()) {
      if (last) space += glyph.text;
      return null;
    }
    let gap = space;
    if (last && !space && along(glyph.box)[0] - along(last.box)[2] > WORD_GAP * size) {
      const asWord = ({ text: letters, box }: Glyph) => {
        return { text: letters, shape: boxShape(along(box)), confidence: null };
      };
      gap = spaceBetween(asWord(last), asWord(glyph), { vertical: false, size });
    }
    const place = length + codePointLength(gap);
    text += gap + glyph.text;
    length = place + codePointLength(glyph.text);
    last = glyph;
    space = "";
    return place;
  });
  const seen = glyphs.filter((glyph) => glyph.text.trim());
  return { glyphs, text, places, size, vertical, box: along(boxAround(seen.map((glyph) => glyph.box))) };
}

const ends = /[。！？；：…!?.;:][”’」』）)"']*$/;

/** Lines as paragraphs: by their size, the space between them, their first line's indent, and short last lines. */
function divided(lines: readonly Line[]): Line[][] {
  if (!lines.length) return [];
  const start = median(lines.map(({ box }) => box[0]));
  const end = Math.max(...lines.map(({ box }) => box[2]));
  const gaps = lines.slice(1).map(({ box }, index) => box[1] - (lines[index] as Line).box[3]);
  const usual = median(gaps);
  const paragraphs: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const paragraph = paragraphs.at(-1);
    if (!before || !paragraph) {
      paragraphs.push([line]);
      continue;
    }
    const { size } = line;
    const other = Math.max(size, before.size) > Math.min(size, before.size) * 1.15;
    const apart = line.box[1] - before.box[3] > usual + size * 0.6;
    const indent = (each: Line) => each.box[0] - start > each.size * 0.8;
    const indented = indent(line) && (!indent(before) || ends.test(before.text));
    const short = end - before.box[2] > size * 1.8 && ends.test(before.text) && !indent(before);
    if (other || apart || indented || (short && line.box[0] - start < size * 0.5)) paragraphs.push([line]);
    else paragraph.push(line);
  }
  return paragraphs;
}

const TITLE = 1.5;
const HEADING = 1.2;

function withRoles(paragraphs: readonly Line[][]): Paragraph[] {
  const weights = new Map<number, number>();
  for (const { size, text } of paragraphs.flat()) {
    const rounded = Math.round(size * 2) / 2;
    weights.set(rounded, (weights.get(rounded) ?? 0) + text.length);
  }
  const usual = [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] || 1;
  const sizes = paragraphs.map((lines) => median(lines.map(({ size }) => size)));
  const roles = sizes.map((size) =>
    size >= usual * TITLE ? "title" : size >= usual * HEADING ? "heading" : "paragraph",
  );
  // What is set smaller than the title beside it, and larger than the text, belongs to it.
  const roleOf = (role: string, index: number): string => {
    const isOf = (other: number) => {
      return role !== "paragraph" && roles[other] === "title" && (sizes[other] ?? 0) > (sizes[index] ?? 0) * 1.2;
    };
    return isOf(index - 1) ? "subtitle" : isOf(index + 1) ? "kicker" : role;
  };
  return paragraphs.map((lines, index) => ({ lines, role: roleOf(roles[index] ?? "paragraph", index) }));
}

const BETWEEN = "\n\n";
/** The layout's unit is a 1200th of an inch, the file's a 72nd. */
const UNITS = 1200 / 72;

/** The page's text and where each paragraph, line and glyph stands on it. */
export function layoutOfPage({ width, height }: PdfPage, paragraphs: readonly Paragraph[]): PageLayout {
  let text = "";
  let at = 0;
  const regions = paragraphs.map(({ lines, role }, index): LayoutRegion => {
    if (index) {
      text += BETWEEN;
      at += BETWEEN.length;
    }
    const placedLines = lines.map((line, number): LayoutLine => {
      if (number) {
        text += "\n";
        at++;
      }
      const start = at;
      text += line.text;
      at += codePointLength(line.text);
      return { ...part(start, at, line.glyphs), id: `l${index + 1}.${number + 1}`, words: wordsOf(line, start) };
    });
    const { shape } = part(
      0,
      0,
      lines.flatMap((line) => line.glyphs),
    );
    const vertical = lines[0]?.vertical === true;
    return { id: `r${index + 1}`, type: "", role, shape, vertical, lines: placedLines };
  });
  return {
    text,
    image: "",
    width: Math.round(width * UNITS),
    height: Math.round(height * UNITS),
    unit: "inch1200",
    regions,
  };
}

function part(start: number, end: number, glyphs: readonly Glyph[]) {
  const seen = glyphs.filter((glyph) => glyph.text.trim());
  const box = boxAround(seen.map((glyph) => glyph.box)).map((value) => Math.round(value * UNITS));
  return { start, end, shape: boxShape(box as unknown as Box), confidence: null };
}

/** Stretches without a space, with the place of each glyph. */
function wordsOf({ glyphs, places }: Line, start: number): LayoutWord[] {
  const words: { glyphs: Glyph[]; start: number; end: number }[] = [];
  const seen = glyphs.flatMap((glyph, index) => {
    const place = places[index];
    return place === null || place === undefined ? [] : [{ glyph, from: start + place }];
  });
  for (const { glyph, from } of seen) {
    const word = words.at(-1);
    const to = from + codePointLength(glyph.text);
    if (word?.end === from) {
      word.glyphs.push(glyph);
      word.end = to;
    } else words.push({ glyphs: [glyph], start: from, end: to });
  }
  return words.map((word) => {
    let at = word.start;
    const parts = word.glyphs.map((glyph) => {
      const from = at;
      at += codePointLength(glyph.text);
      return part(from, at, [glyph]);
    });
    return { ...part(word.start, word.end, word.glyphs), glyphs: parts };
  });
}
