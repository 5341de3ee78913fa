/**
 * Tables as text for spreadsheets, with commas or tabs: UTF-8 with a byte order mark, RFC 4180 quoting, and no cell that
 * a spreadsheet would run as a formula.
 */
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { chosenTable, type Row, tableOption } from "./tables.ts";

// Also the full-width signs, which some spreadsheets take for the plain ones, and any space before them; and what has
// the apostrophe already, so that taking one away always gives the original back.
const formula = /^'*(?:[\t\r\n]|[\s\u200b]*[=+\-@＝＋－＠])/;

/** A field as RFC 4180 has it; what could be a formula gets an apostrophe, which spreadsheets read as “text”. */
function cell(value: string | number, separator: string): string {
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function line(values: Row, separator: string): string {
  return `${values.map((value) => cell(value, separator)).join(separator)}\r\n`;
}

export const tableLosses = [
  {
    zh: "每次只含一种表（实体、稿件、改动或已知实体），不含文章全文。",
    en: "One kind of table at a time (entities, documents, corrections or known entities), not the articles' text.",
  },
];

function separated(id: string, separator: string, about: Format["about"]): Format {
  return {
    id,
    about,
    losses: [
      ...tableLosses,
      {
        zh: "可能被当作公式的内容前加一个撇号（'）。",
        en: "What a spreadsheet could take for a formula gets an apostrophe (') before it.",
      },
    ],
    importer: null,
    exporter: {
      writes: "file",
      extension: id,
      options: [tableOption],
      async write(documents, sink, context) {
        const table = chosenTable(context);
        const { fileName } = context;
        await sink.write(fileName, `\uFEFF${line(table.columns, separator)}`);
        for (const row of table.corpusRows?.(context) ?? []) await sink.write(fileName, line(row, separator));
        await exportEach(documents, sink, context, async (document) => {
          const rows = (await table.rows(document, context)).map((row) => line(row, separator));
          return rows.length ? [[fileName, rows.join("")]] : [];
        });
      },
    },
  };
}

export const csv = separated("csv", ",", {
  zh: "表格（CSV）：实体、稿件、改动或已知实体，可直接用电子表格打开",
  en: "Table (CSV): entities, documents, corrections or known entities, opens in a spreadsheet",
});

export const tsv = separated("tsv", "\t", {
  zh: "表格（TSV）：同 CSV，以制表符分隔",
  en: "Table (TSV): as CSV, with tabs",
});
