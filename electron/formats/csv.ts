/**
 * The entities as a table for spreadsheets: UTF-8 with a byte order mark, RFC 4180 quoting, and no cell that a
 * spreadsheet would run as a formula.
 */
import { checkedBlocks, exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";

const columns = [
  "document",
  "source name",
  "article",
  "block",
  "role",
  "entity id",
  "type",
  "text",
  "start",
  "end",
  "ref",
  "by",
  "note",
] as const;

// Also the full-width signs, which some spreadsheets take for the plain ones, and any space before them; and what has
// the apostrophe already, so that taking one away always gives the original back.
const formula = /^'*(?:[\t\r\n]|[\s\u200b]*[=+\-@＝＋－＠])/;

/** A field as RFC 4180 has it; what could be a formula gets an apostrophe, which spreadsheets read as “text”. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function row(values: readonly (string | number)[]): string {
  return `${values.map(cell).join(",")}\r\n`;
}

export const csv: Format = {
  id: "csv",
  about: {
    zh: "实体表（CSV）：每行一个实体，可直接用电子表格打开",
    en: "Table of entities (CSV): one a row, opens in a spreadsheet",
  },
  losses: [
    { zh: "只含实体，不含文章文字与状态。", en: "Entities only: neither the articles' text nor status." },
    {
      zh: "可能被当作公式的内容前加一个撇号（'）。",
      en: "What a spreadsheet could take for a formula gets an apostrophe (') before it.",
    },
  ],
  importer: null,
  exporter: {
    writes: "file",
    extension: "csv",
    async write(documents, sink, context) {
      await sink.write(context.fileName, `\uFEFF${row(columns)}`);
      await exportEach(documents, sink, context, (document) => {
        const rows = document.articles.flatMap((article) =>
          checkedBlocks({ ...document, articles: [article] }).flatMap(({ block, entities }) =>
            entities.map((entity) =>
              row([
                document.id,
                document.source.name,
                article.id,
                block.id,
                block.role,
                entity.id,
                entity.type,
                entity.text,
                entity.start,
                entity.end,
                entity.ref ?? "",
                entity.by,
                entity.note,
              ]),
            ),
          ),
        );
        return rows.length ? [[context.fileName, rows.join("")]] : [];
      });
    },
  },
};
