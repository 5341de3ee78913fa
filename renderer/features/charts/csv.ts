/** A table as CSV that spreadsheets open as it is: the byte order mark says that it is UTF-8. */
import { writeCell } from "../../../shared/entities/delimited.ts";
import { saveFile } from "../../ui/save-file.ts";

export type Cells = readonly (readonly (string | number)[])[];

export function csvOf(rows: Cells): string {
  return rows.map((row) => `${row.map((cell) => writeCell(String(cell), ",")).join(",")}\r\n`).join("");
}

export function saveCsv(rows: Cells, name: string): void {
  saveFile(`${name}.csv`, `\ufeff${csvOf(rows)}`, "text/csv");
}
