/**
 * A proof sheet on pages of paper (A4): roles and notes in the margin, the text with its changes, and beside it a column
 * for remarks. A change is told by a line as well as by its colour. Must not know: documents, how a PDF is written.
 */
import type { Label } from "../../../shared/model/settings.ts";
import type { PdfFile } from "../pdf/write/pdf-file.ts";
import { type Color, cellsOf, drawLine, stroke, type TextStyle } from "./drawing.ts";
import { type Line, linesOf } from "./lines.ts";
import {
  articleName,
  bothNames,
  type Mark,
  markSamples,
  marksName,
  type Sheet,
  type SheetRow,
  type SheetRun,
  sheetName,
} from "./sheet.ts";

// In points.
const [WIDTH, HEIGHT] = [595, 842];
const [TOP, BOTTOM] = [HEIGHT - 58, 62];
const MARGIN = { x: 40, width: 64 };
/** Thirty characters a line. */
const TEXT = { x: 114, width: 330 };
const REMARKS = { x: 458, width: 97 };
/** What stands over the text and its margin. */
const HEAD = TEXT.x + TEXT.width - MARGIN.x;
const FULL = REMARKS.x + REMARKS.width - MARGIN.x;

const ink: Color = [0.11, 0.106, 0.098];
const quiet: Color = [0.34, 0.325, 0.294];
const faint: Color = [0.73, 0.7, 0.66];
const red: Color = [0.7, 0.149, 0.118];
const green: Color = [0.039, 0.36, 0.212];
const brown: Color = [0.478, 0.294, 0];

const small: TextStyle = { size: 8, color: quiet };
const smallInk: TextStyle = { size: 8, color: ink, bold: true };
const english: TextStyle = { size: 7, color: quiet };
const note: TextStyle = { size: 7.5, color: brown };
const remarksName: Label = { zh: "批注", en: "Remarks" };

/** Sizes of text by role; others are like a paragraph. */
const big: Record<string, { size: number; bold: boolean }> = {
  title: { size: 15, bold: true },
  kicker: { size: 11, bold: true },
  subtitle: { size: 11, bold: true },
  heading: { size: 11, bold: true },
  ...Object.fromEntries(["caption", "credit", "byline", "dateline"].map((role) => [role, { size: 10, bold: false }])),
};
const plain = { size: 11, bold: false };
/** A headline is not left alone at the end of a page. */
const KEPT = new Set(["title", "kicker", "subtitle", "heading"]);

type Lines = Line<TextStyle>[];

/** Something that stands in one piece, `height` high; `draw` is given its upper edge. */
interface Piece {
  height: number;
  /** How much must fit on the page below it as well. */
  keep: number;
  draw(top: number): string;
}

/** Draws all pages of a sheet, and makes an entry of the outline for it. @returns how many pages */
export async function drawSheet(pdf: PdfFile, sheet: Sheet): Promise<number> {
  const pages: string[] = [];
  let content = "";
  let top = TOP;
  for (const piece of await piecesOf(pdf, sheet)) {
    if (top - piece.height - piece.keep < BOTTOM && top < TOP) {
      pages.push(content);
      content = "";
      top = TOP;
    }
    content += piece.draw(top);
    top -= piece.height;
  }
  pages.push(content);
  let first = 0;
  for (const [index, each] of pages.entries()) {
    const number = pdf.page(WIDTH, HEIGHT, (await frame(pdf, sheet, index + 1, pages.length)) + each);
    first ||= number;
  }
  pdf.outline(sheet.title, first);
  return pages.length;
}

/** What every page has: its place in the sheet, and the column for remarks. */
async function frame(pdf: PdfFile, sheet: Sheet, page: number, pages: number): Promise<string> {
  const corpus = [{ text: `${sheet.corpus} · `, style: small }, ...named(sheetName, small)];
  const head = await shortened(page > 1 ? [{ text: sheet.title, style: small }] : corpus, HEAD - 10);
  const remarks = await oneLine(named(remarksName, small));
  const count = await oneLine([{ text: `${page} / ${pages}`, style: small }]);
  const file = await shortened([{ text: sheet.source[0] ?? "", style: small }], 190);
  const edge = REMARKS.x - 7;
  return [
    drawLine(pdf, head, MARGIN.x, HEIGHT - 40, null),
    drawLine(pdf, remarks, REMARKS.x, HEIGHT - 40, null),
    stroke(faint, 0.5, MARGIN.x, HEIGHT - 46, MARGIN.x + FULL, HEIGHT - 46),
    stroke(faint, 0.5, edge, HEIGHT - 46, edge, BOTTOM - 12, "1.5 2.5"),
    drawLine(pdf, file, MARGIN.x, 34, null),
    drawLine(pdf, count, (WIDTH - count.width) / 2, 34, null),
  ].join("");
}

async function piecesOf(pdf: PdfFile, sheet: Sheet): Promise<Piece[]> {
  const pieces = await heading(pdf, sheet);
  for (const [index, rows] of sheet.articles.entries()) {
    if (sheet.articles.length > 1) {
      const name = await oneLine(named(articleName(index + 1), small));
      pieces.push({
        height: 20,
        keep: 60,
        draw: (top) =>
          (index ? stroke(faint, 0.7, MARGIN.x, top - 3, TEXT.x + TEXT.width, top - 3, "4 3") : "") +
          drawLine(pdf, name, MARGIN.x, top - 14, null),
      });
    }
    for (const row of rows) pieces.push(...(await rowPieces(pdf, row)));
  }
  return pieces;
}

async function heading(pdf: PdfFile, sheet: Sheet): Promise<Piece[]> {
  const title = await linesIn([{ text: sheet.title, style: { size: 17, color: ink, bold: true } }], HEAD);
  const about = await linesIn([{ text: [...sheet.source, ...sheet.state].join(" · "), style: small }], HEAD);
  const counts: Lines = [];
  for (const { name, rows } of sheet.summary) {
    const values = rows.map(([label, value]) => [...named(label, small), { text: ` ${value}`, style: smallInk }]);
    counts.push(...(await itemLines([named(name, smallInk), ...values], HEAD)));
  }
  if (sheet.hasMarks) {
    const samples = markSamples.map(({ runs, name }) => [
      ...runs.map((run) => ({ text: run.text, style: styleOf(run.mark, { size: 8, bold: false }) })),
      { text: " ", style: small },
      ...named(name, small),
    ]);
    counts.push(...(await itemLines([named(marksName, smallInk), ...samples], HEAD)));
  }
  const rule: Piece = {
    height: 18,
    keep: 0,
    draw: (top) => stroke(ink, 1.2, MARGIN.x, top - 5, TEXT.x + TEXT.width, top - 5),
  };
  return [
    ...stacked(pdf, title, MARGIN.x, 25, null),
    ...stacked(pdf, about, MARGIN.x, 15, null),
    ...stacked(pdf, counts, MARGIN.x, 13, null),
    rule,
  ];
}

/** A block: its text line by line, with the margin's lines beside them. */
async function rowPieces(pdf: PdfFile, row: SheetRow): Promise<Piece[]> {
  const look = (row.role !== null && Object.hasOwn(big, row.role) && big[row.role]) || plain;
  const leading = look.size * (look.size > 12 ? 1.5 : 1.72);
  const styles = new Map<Mark, TextStyle>();
  const styleFor = (mark: Mark) => {
    const style = styles.get(mark) ?? styleOf(mark, look);
    styles.set(mark, style);
    return style;
  };
  const lines = await linesIn(
    row.runs.map(({ text, mark }: SheetRun) => ({ text, style: styleFor(mark) })),
    TEXT.width,
  );
  const margin: Lines = [];
  if (row.name) margin.push(...(await marginLines(row.name, { size: 8, color: quiet })));
  for (const each of row.notes) margin.push(...(await marginLines(each, note)));
  const kept = row.role !== null && KEPT.has(row.role);
  const pieces: Piece[] = lines.map((line, index) => {
    const isFirst = index === 0;
    const isLast = index === lines.length - 1;
    // The margin stands at the block's beginning; a short block is as high as its margin.
    const missing = isLast ? Math.max(0, margin.length * 10 - lines.length * leading) : 0;
    const rest = isFirst ? Math.max(0, margin.length * 10 - leading) : 0;
    return {
      height: leading + missing + (isLast ? 5 : 0),
      keep: kept
        ? (lines.length - index) * leading + 30
        : Math.max(rest, lines.length > 1 && (isFirst || index === lines.length - 2) ? leading : 0),
      draw: (top) => {
        const base = top - leading + look.size * 0.5;
        const beside = isFirst
          ? margin.map((each, place) => drawLine(pdf, each, MARGIN.x, base + (look.size - 8) * 0.2 - place * 10, null))
          : [];
        const bar = row.changed ? stroke(red, 1.4, TEXT.x - 6, top, TEXT.x - 6, top - leading) : "";
        return beside.join("") + bar + drawLine(pdf, line, TEXT.x, base, kept ? null : TEXT.width);
      },
    };
  });
  return pieces;
}

async function marginLines(label: Label, style: TextStyle): Promise<Lines> {
  const [name, inEnglish] = bothNames(label);
  const lines = await linesIn([{ text: name, style }], MARGIN.width);
  if (inEnglish) lines.push(...(await linesIn([{ text: inEnglish, style: { ...style, size: 7 } }], MARGIN.width)));
  return lines;
}

function styleOf(mark: Mark, { size, bold }: { size: number; bold: boolean }): TextStyle {
  if (mark === "removed") return { size, bold, color: red, line: "through" };
  if (mark === "slight") return { size, bold, color: red, line: "over" };
  if (mark === "inserted") return { size, bold, color: green, line: "under" };
  if (mark === "seam") return { size: size * 0.8, color: brown };
  return { size, bold, color: ink };
}

function named(label: Label, style: TextStyle): { text: string; style: TextStyle }[] {
  const [name, inEnglish] = bothNames(label);
  return [{ text: name, style }, ...(inEnglish ? [{ text: ` ${inEnglish}`, style: english }] : [])];
}

async function linesIn(runs: readonly { text: string; style: TextStyle }[], width: number): Promise<Lines> {
  return linesOf(await cellsOf(runs), width);
}

async function oneLine(runs: readonly { text: string; style: TextStyle }[]): Promise<Line<TextStyle>> {
  const [line] = await linesIn(runs, Number.POSITIVE_INFINITY);
  return line ?? { cells: [], width: 0, last: true };
}

/** As many items as there is room for in each line; none is broken. */
async function itemLines(items: readonly { text: string; style: TextStyle }[][], width: number): Promise<Lines> {
  const lines: Lines = [];
  for (const item of items) {
    const next = await oneLine([...item, { text: "　", style: small }]);
    const line = lines.at(-1);
    if (!line || line.width + next.width > width) lines.push(next);
    else
      lines[lines.length - 1] = { cells: [...line.cells, ...next.cells], width: line.width + next.width, last: true };
  }
  return lines;
}

/** As much of it as there is room for. */
async function shortened(runs: readonly { text: string; style: TextStyle }[], width: number): Promise<Line<TextStyle>> {
  const line = await oneLine(runs);
  if (line.width <= width) return line;
  const [sign] = await cellsOf([{ text: "…", style: line.cells[0]?.style ?? small }]);
  if (!sign) return line;
  const [start] = linesOf(line.cells, width - sign.width);
  return start ? { cells: [...start.cells, sign], width: start.width + sign.width, last: true } : line;
}

function stacked(pdf: PdfFile, lines: Lines, x: number, leading: number, spread: number | null): Piece[] {
  return lines.map((line) => ({
    height: leading,
    keep: 0,
    draw: (top) => drawLine(pdf, line, x, top - leading + (line.cells[0]?.style.size ?? 0) * 0.3, spread),
  }));
}
