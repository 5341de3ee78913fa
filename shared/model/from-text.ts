/**
 * The first, faithful structure of an imported text: what its own marks say and nothing else.
 *
 * Blank lines separate blocks; a markdown heading or quotation mark becomes a role. No guesses: joining wrapped lines,
 * finding captions or splitting articles is proofing, done with the editor's consent.
 * Every character that is neither a mark nor a line end between blocks is in exactly one block.
 */
import type { Article, Block, Piece } from "./document.ts";
import { codePointLength } from "./offsets.ts";
import { joinPieces } from "./pieces.ts";
import { defaultRole } from "./settings.ts";

interface Line {
  /** Without its line end. */
  text: string;
  /** Code point offset of its first character in the source. */
  start: number;
  /** Code point offset of its line end. */
  end: number;
  lineEnd: "\n" | "\r" | "\r\n" | "";
}

function splitLines(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of source.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const text = match[1] as string;
    const lineEnd = match[2] as Line["lineEnd"];
    if (!text && !lineEnd) break;
    const end = start + codePointLength(text);
    lines.push({ text, start, end, lineEnd });
    start = end + lineEnd.length;
  }
  return lines;
}

// Up to three spaces before a mark, as markdown has it; what follows the mark is the block's text.
const HEADING = /^ {0,3}(#{1,6})[ \t]+(?=\S)/;
const QUOTE = /^ {0,3}>[ \t]?(?=\S)/;

/** A line's role by its own mark, and how much of it the mark takes (ASCII, so UTF-16 units are code points). */
function readMark(line: string): { role: string; skip: number } {
  const heading = HEADING.exec(line);
  if (heading) return { role: heading[1] === "#" ? "title" : "heading", skip: heading[0].length };
  const quote = QUOTE.exec(line);
  if (quote) return { role: "quote", skip: quote[0].length };
  return { role: defaultRole, skip: 0 };
}

/** The line end between two lines of one block: always "\n" in the text; the CR of a CRLF is covered by no piece. */
function lineEndPiece(line: Line): Piece {
  if (line.lineEnd === "\r") return { inserted: "\n" };
  const lineFeed = line.end + line.lineEnd.length - 1;
  return { source: [lineFeed, lineFeed + 1] };
}

/**
 * The articles (always one) of a decoded source text.
 * @returns at least one block, numbered b1, b2 …; a text of nothing but space gives one empty block
 */
export function articlesFromText(source: string): Article[] {
  const blocks: Block[] = [];
  /** The last block, while a further line may still belong to it. */
  let open: { block: Block; lastLine: Line } | null = null;

  for (const line of splitLines(source)) {
    if (!line.text.trim()) {
      open = null;
      continue;
    }
    const { role, skip } = readMark(line.text);
    const isHeading = role === "title" || role === "heading";
    const piece: Piece = { source: [line.start + skip, line.end] };
    const text = line.text.slice(skip);
    if (open && !isHeading && open.block.role === role) {
      open.block.text += `\n${text}`;
      open.block.pieces.push(lineEndPiece(open.lastLine), piece);
      open.lastLine = line;
    } else {
      const block: Block = { id: `b${blocks.length + 1}`, role, text, pieces: [piece], entities: [] };
      blocks.push(block);
      open = isHeading ? null : { block, lastLine: line };
    }
  }
  if (!blocks.length) blocks.push({ id: "b1", role: defaultRole, text: "", pieces: [], entities: [] });
  for (const block of blocks) block.pieces = joinPieces(block.pieces);
  return [{ id: "a1", blocks }];
}
