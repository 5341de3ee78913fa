/** Lines of text, strokes and colours as a PDF page's drawing operators. Lengths are points, y counts from the page's lower edge. */
import type { PdfFile } from "../pdf/write/pdf-file.ts";
import { prepareSigns, signOf } from "../pdf/write/print-fonts.ts";
import type { Cell, Line } from "./lines.ts";

export type Color = readonly [red: number, green: number, blue: number];

export interface TextStyle {
  size: number;
  color: Color;
  bold?: boolean;
  /** A line through it, a slanted line over it, a line under it. */
  line?: "through" | "over" | "under";
}

/** Characters that are not drawn: marks of direction and of how others join, and what controls terminals. */
const UNSEEN = /[\p{Cc}\p{Variation_Selector}\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/u;
const TAB = 4;

/** A text's characters with their widths in points. Waits for the signs that are new. */
export async function cellsOf(runs: readonly { text: string; style: TextStyle }[]): Promise<Cell<TextStyle>[]> {
  const cells: Cell<TextStyle>[] = [];
  for (const { text, style } of runs) {
    const shown = text.replaceAll(/\r\n?/g, "\n").replaceAll("\t", " ".repeat(TAB));
    const characters = Array.from(shown).filter((character) => character === "\n" || !UNSEEN.test(character));
    await prepareSigns(characters.filter((character) => character !== "\n"));
    for (const character of characters) {
      if (character === "\n") {
        cells.push({ character, width: 0, style });
        continue;
      }
      const { outline, measures } = signOf(character.codePointAt(0) as number);
      cells.push({ character, width: (outline.width * style.size) / measures.unitsPerEm, style });
    }
  }
  return cells;
}

/** @param spread the width that the line is to fill, where it may; null to leave it as it is */
export function drawLine(
  pdf: PdfFile,
  { cells, width, last }: Line<TextStyle>,
  x: number,
  y: number,
  spread: number | null,
): string {
  if (!cells.length) return "";
  const size = cells[0]?.style.size ?? 0;
  const missing = spread === null || last || cells.length < 2 ? 0 : spread - width;
  // A line that ends early (a long word comes next) is not torn apart.
  const gap = missing > 0 && missing < size * 3 ? missing / (cells.length - 1) : 0;
  let out = "";
  let at = x;
  for (let index = 0; index < cells.length; ) {
    const { style } = cells[index] as Cell<TextStyle>;
    const from = at;
    let text = "";
    let font = "";
    while (index < cells.length && cells[index]?.style === style) {
      const cell = cells[index] as Cell<TextStyle>;
      const drawn = pdf.draw(cell.character.codePointAt(0) as number);
      if (drawn.font !== font) {
        if (font) text += "> Tj ";
        text += `/${drawn.font} ${style.size} Tf <`;
        font = drawn.font;
      }
      text += drawn.code;
      at += cell.width + gap;
      index++;
    }
    const end = index < cells.length ? at : at - gap;
    const bold = style.bold ? `2 Tr ${n(style.size * 0.03)} w ${rgb(style.color)} RG ` : "0 Tr ";
    out += `BT ${rgb(style.color)} rg ${bold}${n(gap)} Tc 1 0 0 1 ${n(from)} ${n(y)} Tm ${text}> Tj ET\n`;
    out += marking(style, from, end, y);
  }
  return out;
}

function marking({ line, size, color }: TextStyle, from: number, to: number, y: number): string {
  if (line === "through") {
    // A little longer and stronger than a stroke of the text, which it would else be taken for.
    const [width, over] = [Math.max(0.8, size * 0.08), size * 0.07];
    return stroke(color, width, from - over, y + size * 0.36, to + over, y + size * 0.36);
  }
  if (line === "under") return stroke(color, 0.8, from, y - size * 0.19, to, y - size * 0.19);
  if (line === "over") {
    const middle = (from + to) / 2;
    return stroke(color, 0.9, middle - size * 0.22, y - size * 0.16, middle + size * 0.22, y + size * 0.86);
  }
  return "";
}

export function stroke(color: Color, width: number, x1: number, y1: number, x2: number, y2: number, dash = ""): string {
  const how = `${rgb(color)} RG ${n(width)} w [${dash}] 0 d`;
  return `${how} ${n(x1)} ${n(y1)} m ${n(x2)} ${n(y2)} l S\n`;
}

function rgb(color: Color): string {
  return color.map(n).join(" ");
}

function n(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
