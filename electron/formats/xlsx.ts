/**
 * A table as an Excel workbook of one sheet. Every text is a text cell, so nothing in it can be a formula. Written as a
 * stream: the sheet is packed row by row.
 */

import { strToU8, Zip, ZipDeflate } from "fflate";
import { notice } from "../../shared/exchange-notices.ts";
import { tableLosses } from "./csv.ts";
import { exportEach } from "./export-each.ts";
import type { ExportSink, Format } from "./format.ts";
import { xmlText } from "./support/xml.ts";
import { chosenTable, type Row, tableOption } from "./tables.ts";

/** What a cell and a sheet hold at most; more makes a workbook that Excel says is damaged. */
const MOST_CHARACTERS = 32_767;
const MOST_ROWS = 1_048_576;

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const fixedParts = {
  "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${R}"><sheets><sheet name="Galley" sheetId="1" r:id="r1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${R}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** "_x000D_" would be read as a character's code: its first sign is written as one itself. */
const escaped = (text: string) => xmlText(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_"));

function cell(value: string | number): string {
  if (typeof value === "number") return `<c><v>${value}</v></c>`;
  const characters = value.length > MOST_CHARACTERS ? value.slice(0, MOST_CHARACTERS).toWellFormed() : value;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(characters)}</t></is></c>`;
}

const line = (row: Row) => `<row>${row.map(cell).join("")}</row>\n`;
const isCut = (row: Row) => row.some((value) => typeof value === "string" && value.length > MOST_CHARACTERS);

export const xlsx: Format = {
  id: "xlsx",
  about: {
    zh: "Excel 工作簿（XLSX）：实体、稿件、改动或已知实体，内容都是文本，没有公式",
    en: "Excel workbook (XLSX): entities, documents, corrections or known entities, all of it text and no formula",
  },
  losses: [
    ...tableLosses,
    {
      zh: "单元格最多 32 767 个字符，工作表最多 1 048 576 行，超出的略去并说明。",
      en: "A cell holds 32,767 characters and a sheet 1,048,576 rows; what is more is left out and said.",
    },
    { zh: "XML 不能容纳的控制字符写成 U+FFFD。", en: "Control characters that XML can't hold are written as U+FFFD." },
  ],
  importer: null,
  exporter: {
    writes: "file",
    extension: "xlsx",
    options: [tableOption],
    async write(documents, sink, context) {
      const table = chosenTable(context);
      const packed = new PackedSheet(sink, context.fileName);
      await packed.add([table.columns, ...(table.corpusRows?.(context) ?? [])]);
      const counting: ExportSink = { write: async () => {} };
      await exportEach(documents, counting, context, async (document) => {
        const rows = await table.rows(document, context);
        const fitting = rows.slice(0, Math.max(0, MOST_ROWS - packed.rows));
        if (fitting.some(isCut)) context.notice(document, notice("xlsx-cut", { n: MOST_CHARACTERS }));
        if (fitting.length < rows.length) context.notice(document, notice("xlsx-full"));
        await packed.add(fitting);
        return [];
      });
      await packed.end();
    },
  },
};

/** The workbook as it is written, its sheet last. */
class PackedSheet {
  readonly #sink: ExportSink;
  readonly #fileName: string;
  readonly #zip: Zip;
  readonly #sheet: ZipDeflate;
  #packed: Uint8Array[] = [];
  #failure: Error | null = null;
  rows = 0;

  constructor(sink: ExportSink, fileName: string) {
    this.#sink = sink;
    this.#fileName = fileName;
    this.#zip = new Zip((error, chunk) => {
      if (error) this.#failure = error;
      else this.#packed.push(chunk);
    });
    for (const [name, text] of Object.entries(fixedParts)) this.#part(name).push(strToU8(declaration + text), true);
    this.#sheet = this.#part("xl/worksheets/sheet1.xml");
    this.#sheet.push(strToU8(`${declaration}<worksheet xmlns="${MAIN}"><sheetData>\n`));
  }

  #part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 6 });
    // A fixed time: the same table gives the same bytes.
    part.mtime = new Date(1980, 0, 1);
    this.#zip.add(part);
    return part;
  }

  async add(rows: readonly Row[]): Promise<void> {
    this.rows += rows.length;
    if (rows.length) this.#sheet.push(strToU8(rows.map(line).join("")));
    await this.#flush();
  }

  async end(): Promise<void> {
    this.#sheet.push(strToU8("</sheetData></worksheet>"), true);
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const chunks = this.#packed;
    this.#packed = [];
    for (const chunk of chunks) await this.#sink.write(this.#fileName, chunk);
  }
}
