/** A table as CSV that spreadsheets open as it is: the byte order mark says that it is UTF-8. */
import { writeCell } from "../../../shared/entities/delimited.ts";

export type Cells = readonly (readonly (string | number)[])[];

export function csvOf(rows: Cells): string {
  return rows.map((row) => `${row.map((cell) => writeCell(String(cell), ",")).join(",")}\r\n`).join("");
}

export function saveCsv(rows: Cells, name: string): void {
  const url = URL.createObjectURL(new Blob([`\ufeff${csvOf(rows)}`], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
