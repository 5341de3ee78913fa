/**
 * A proof sheet as a web page: the corrected text with every change in it. What stands on it is `proofsheet/sheet.ts`'s
 * business, as that of the same sheet as a PDF is (`pdf.ts`).
 */
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { htmlBegin, htmlSheet } from "./proofsheet/html.ts";
import { sheetOf } from "./proofsheet/sheet.ts";
import { htmlEnd } from "./support/html-page.ts";

export const proofsheet: Format = {
  id: "proofsheet",
  about: {
    zh: "校样（HTML）：带修改痕迹的全文，可直接打印",
    en: "Proof sheet (HTML): the text with every change marked, ready to print",
  },
  losses: [{ zh: "供阅读与打印；实体与备注略去。", en: "To be read and printed; entities and notes are left out." }],
  importer: null,
  exporter: {
    writes: "file",
    extension: "html",
    async write(documents, sink, context) {
      await sink.write(context.fileName, htmlBegin(context.settings.name));
      await exportEach(documents, sink, context, async (document) => {
        const sheet = sheetOf(document, await context.source(document), context.settings);
        return [[context.fileName, htmlSheet(sheet)]];
      });
      await sink.write(context.fileName, htmlEnd);
    },
  },
};
