/**
 * A page as lines: what stands between two line ends of a block or two blocks, with its width and its indent. Structure
 * is read from lines, whether a block holds one of them (every wrapped line was a paragraph of its own in the source)
 * or many. Offsets in UTF-16 units of the block's text.
 */
import { codePointLength } from "../../model/offsets.ts";
import type { Page, PageBlock } from "../page.ts";
import { endsSentence } from "./marks.ts";

export interface Line {
  readonly block: PageBlock;
  readonly index: number;
  /** The line without white space around it: [start, end) of the block's text. */
  readonly start: number;
  readonly end: number;
  /** The same characters. */
  readonly raw: string;
  /** Without spaces next to a character that is not Latin: letter-spaced lines read like others. */
  readonly text: string;
  /** A sentence ends with the line. */
  readonly ended: boolean;
  /** As it was printed, a paragraph's indent included, in Han characters; a Latin letter or digit counts half. */
  readonly width: number;
  /** Its characters were set apart to fill the column. */
  readonly stretched: boolean;
  /** White space before the line in the text or in the source, in Han characters. */
  readonly indent: number;
  /** It was printed as a line of its own and is joined to the line before it already. */
  readonly joined: boolean;
  /** Empty source lines before it; 0 inside a block, null when unknown. */
  readonly gap: number | null;
  /** Whether it is the first, and the last, line of its block. */
  readonly first: boolean;
  readonly last: boolean;
}

/** The page's lines in reading order; lines of nothing but white space are left out. */
export function linesOf(page: Page): Line[] {
  const lines: Line[] = [];
  for (const block of page.blocks) addLines(block, page, lines);
  return setInWholes(lines) ? lines.map((line) => ({ ...line, width: line.width + latinIn(line.raw) / 2 })) : lines;
}

function addLines(block: PageBlock, page: Page, lines: Line[]): void {
  const { text } = block;
  const parts: { start: number; end: number; space: string; joined: boolean }[] = [];
  const seams = seamsOf(block, page);
  for (let from = 0; from <= text.length; ) {
    const lineEnd = text.indexOf("\n", from);
    const to = lineEnd < 0 ? text.length : lineEnd;
    const edges = [from, ...seams.filter((seam) => seam > from && seam < to), to];
    for (const [order, edge] of edges.slice(0, -1).entries()) {
      const part = text.slice(edge, edges[order + 1]);
      const trimmed = part.trim();
      if (!trimmed) continue;
      const start = edge + part.indexOf(trimmed);
      parts.push({ start, end: start + trimmed.length, space: text.slice(edge, start), joined: order > 0 });
    }
    from = to + 1;
  }
  for (const [order, { start, end, space, joined }] of parts.entries()) {
    const raw = text.slice(start, end);
    const squeezed = withoutGaps(raw);
    const printed = end - start > LONGEST_LINE ? null : sourceLine(block, page, start, end);
    const shown = printed?.line ?? raw;
    const stretched = shown.includes(" ") && STRETCHED.test(shown);
    const indent = Math.max(spaceWidth(space), spaceWidth(printed?.space ?? ""));
    lines.push({
      block,
      index: lines.length,
      start,
      end,
      raw,
      text: squeezed,
      ended: endsSentence(squeezed),
      width: widthOf(stretched ? squeezed : shown) + (indent <= DEEPEST_INDENT ? indent : 0),
      stretched,
      indent,
      joined: joined && order > 0,
      gap: joined ? null : order ? 0 : block.gap,
      first: order === 0,
      last: order === parts.length - 1,
    });
  }
}

/**
 * Where lines of the source were joined in a paragraph (UTF-16 offsets): a page that is mended by half shows its columns
 * as the raw one does, so that what is done first does not decide what is seen next.
 */
function seamsOf(block: PageBlock, page: Page): number[] {
  const { pieces, role } = block.block;
  if (!page.source || pieces.length < 2 || role !== "paragraph") return [];
  const seams: number[] = [];
  let offset = 0;
  let last: number | null = null;
  for (const piece of pieces) {
    if ("inserted" in piece) {
      offset += codePointLength(piece.inserted);
      continue;
    }
    const [from, to] = piece.source;
    const apart = last !== null && from > last && from - last <= FARTHEST_LINE;
    if (apart && /[\r\n]/.test(page.source.slice(last as number, from))) seams.push(block.points.toUtf16(offset));
    last = to;
    offset += to - from;
  }
  return seams;
}

/** What stood farther apart in the source (code points) was not one line after the other. */
const FARTHEST_LINE = 12;

/**
 * Whether Latin letters and digits take a whole character's place here: the lines that have some then agree with those
 * that have none in their number of characters and not in their printed width.
 */
function setInWholes(lines: readonly Line[]): boolean {
  const open = lines.filter(({ ended, width, stretched }) => !ended && !stretched && width >= 7 && width <= 64);
  const counts = new Map<number, number>();
  for (const { raw, width } of open)
    if (!latinIn(raw) && Number.isInteger(width)) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual, times] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  if (times < 5) return false;
  let half = 0;
  let whole = 0;
  for (const { raw, width } of open) {
    const latin = latinIn(raw);
    if (latin < 3) continue;
    if (Math.abs(width - usual) <= 0.5) half++;
    if (Math.abs(width + latin / 2 - usual) <= 0.5) whole++;
  }
  return whole >= 3 && whole > 2 * half;
}

/** How many characters of a text are counted as half ones. */
function latinIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) count++;
  }
  return count;
}

/** Where a code point offset of a block's text is in the source; null for inserted text. */
function sourceOffset(block: PageBlock, offset: number): number | null {
  let at = offset;
  for (const piece of block.block.pieces) {
    const length = "source" in piece ? piece.source[1] - piece.source[0] : codePointLength(piece.inserted);
    if (at < length) return "source" in piece ? piece.source[0] + at : null;
    at -= length;
  }
  return null;
}

/**
 * A line as the source has it, with the white space before it: mending may have taken spaces out already, and what was
 * printed fills the column with them.
 */
function sourceLine(block: PageBlock, page: Page, start: number, end: number): { space: string; line: string } | null {
  const from = page.source && sourceOffset(block, block.points.toCodePoint(start));
  const last = page.source && sourceOffset(block, block.points.toCodePoint(end) - 1);
  if (!page.source || from === null || last === null || last < from || last - from > 2 * (end - start) + 8) return null;
  const line = page.source.slice(from, last + 1);
  const space = /[^\S\r\n]*$/u.exec(page.source.slice(Math.max(0, from - 8), from))?.[0] ?? "";
  return /[\r\n]/.test(line) ? null : { space, line };
}

/** Without the spaces that stand next to anything but Latin letters and digits on both sides. */
function withoutGaps(text: string): string {
  if (!/\s/u.test(text)) return text;
  return text.replace(/\s+/gu, (space, at: number) => {
    const before = text[at - 1];
    const after = text[at + space.length];
    return before && after && isLatin(before) && isLatin(after) && /[A-Za-z]/.test(before + after) ? " " : "";
  });
}

function isLatin(character: string): boolean {
  return /[!-~]/.test(character);
}

/** What is set in deeper is centred or stands at the right. */
const DEEPEST_INDENT = 3;

const STRETCHED = /(?:[\p{Script=Han}，。、] ){4}/u;

/** Longer lines are no column's, and what spaces they have doesn't matter. */
const LONGEST_LINE = 80;

/**
 * Width in Han characters: half for ASCII, a whole for all else. A space counts a quarter, since most of them are what
 * recognition made of loose setting; the one behind 本报讯 is printed and counts whole.
 */
function widthOf(text: string): number {
  let width = /^本[报報][讯訊] /u.test(text) ? 0.75 : 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    // Han characters, and the marks and letters set as wide as they.
    if (code > 0x3000 && code !== 0xfeff) width++;
    else if (/\s/u.test(character)) width += code === 0x3000 ? 1 : 0.25;
    else width += code < 0x2000 && character !== "·" ? 0.5 : 1;
  }
  return width;
}

/** Width of white space alone: an indent of two ASCII spaces is one character, a tab two. */
function spaceWidth(space: string): number {
  let width = 0;
  for (const character of space) width += character === "　" ? 1 : character === "\t" ? 2 : 0.5;
  return width;
}
