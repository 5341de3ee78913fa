/**
 * A page as lines: what stands between two line ends of a block or two blocks, with its width and its indent. Structure
 * is read from lines, whether a block holds one of them (every wrapped line was a paragraph of its own in the source)
 * or many. Offsets in UTF-16 units of the block's text.
 */
import type { Page, PageBlock } from "../page.ts";

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
  /** In Han characters; a Latin letter or digit counts half. */
  readonly width: number;
  /** White space before the line in the text or in the source, in Han characters. */
  readonly indent: number;
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
  return lines;
}

function addLines(block: PageBlock, page: Page, lines: Line[]): void {
  const { text } = block;
  const parts: { start: number; end: number; space: string }[] = [];
  for (let from = 0; from <= text.length; ) {
    const lineEnd = text.indexOf("\n", from);
    const to = lineEnd < 0 ? text.length : lineEnd;
    const part = text.slice(from, to);
    const trimmed = part.trim();
    if (trimmed) {
      const start = from + part.indexOf(trimmed);
      parts.push({ start, end: start + trimmed.length, space: text.slice(from, start) });
    }
    from = to + 1;
  }
  for (const [order, { start, end, space }] of parts.entries()) {
    const raw = text.slice(start, end);
    const squeezed = withoutGaps(raw);
    lines.push({
      block,
      index: lines.length,
      start,
      end,
      raw,
      text: squeezed,
      width: widthOf(squeezed),
      indent: widthOf(space || sourceSpace(block, page, start)),
      gap: order ? 0 : block.gap,
      first: order === 0,
      last: order === parts.length - 1,
    });
  }
}

/** White space before a line in the source, where it may have been taken out of the text already. */
function sourceSpace(block: PageBlock, page: Page, start: number): string {
  if (!page.source) return "";
  let at = block.points.toCodePoint(start);
  for (const piece of block.block.pieces) {
    const length = "source" in piece ? piece.source[1] - piece.source[0] : Array.from(piece.inserted).length;
    if (at < length) {
      if (!("source" in piece)) return "";
      const place = piece.source[0] + at;
      return /[^\S\r\n]*$/u.exec(page.source.slice(Math.max(0, place - 8), place))?.[0] ?? "";
    }
    at -= length;
  }
  return "";
}

/** Without the spaces that stand next to anything but Latin letters and digits on both sides. */
export function withoutGaps(text: string): string {
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

/** Width in Han characters: half for ASCII, a whole for all else, the ideographic space included. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x2000 && !/[·—]/.test(character) ? 0.5 : 1;
  return width;
}
