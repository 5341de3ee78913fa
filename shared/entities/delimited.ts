/**
 * Tables of text: comma-, semicolon- or tab-separated, quoted as RFC 4180 has it, read with the line of every row; and
 * cells that no spreadsheet runs as a formula.
 * Must not know: what columns mean.
 */

export interface Row {
  /** Line of its beginning in the text, from 1. */
  line: number;
  cells: string[];
}

/** The sign that separates most in the first line outside quotes. */
export function separatorOf(text: string): "," | ";" | "\t" {
  const first = text.replace(/"[^"]*"/g, "").split(/\r\n|[\r\n]/, 1)[0] ?? "";
  const count = (sign: string) => first.split(sign).length;
  return count("\t") > 1 ? "\t" : count(";") > count(",") ? ";" : ",";
}

/** Rows that hold anything. A quote that is never closed ends with the text. */
export function parseDelimited(text: string, separator: string): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let from = 1;
  let isQuoted = false;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim())) rows.push({ line: from, cells });
    cells = [];
    cell = "";
    from = line;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    const isBreak = char === "\n" || (char === "\r" && text[at + 1] !== "\n");
    if (isBreak) line++;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (char === '"' && !cell.trim()) {
      cell = "";
      isQuoted = true;
    } else if (char === separator) {
      cells.push(cell);
      cell = "";
    } else if (isBreak) endRow();
    else if (char !== "\r") cell += char;
  }
  if (cell || cells.length) endRow();
  return rows;
}

// Also the full-width signs, which some spreadsheets take for the plain ones, any space before them, and what begins
// with an apostrophe already: so that taking one away always gives the original back.
const formula = /^'*(?:[\t\r\n]|[\s\u200b]*[=+\-@＝＋－＠])/;

/** A cell that a spreadsheet could run gets an apostrophe before it; quoted where it must be. */
export function writeCell(value: string, separator: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a cell that `writeCell` may have made safe. */
export function readCell(value: string): string {
  return value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value;
}
