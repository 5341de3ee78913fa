/** Proof sheets of all documents as one PDF, with an entry of its outline for each. */
import { notice } from "../../../shared/exchange-notices.ts";
import { exportEach } from "../export-each.ts";
import type { Exporter } from "../format.ts";
import { PdfFile } from "../pdf/write/pdf-file.ts";
import { drawSheet } from "./pdf-pages.ts";
import { bothNames, sheetName, sheetOf } from "./sheet.ts";
import { textSheet } from "./text.ts";

/** How many characters a notice lists. */
const LISTED = 20;

export const pdfExporter: Exporter = {
  writes: "file",
  extension: "pdf",
  async preview(document, context) {
    const sheet = sheetOf(document, await context.source(document), context.settings);
    const pdf = new PdfFile(sheet.title);
    return textSheet(sheet, await drawSheet(pdf, sheet));
  },
  async write(documents, sink, context) {
    const pdf = new PdfFile(`${context.settings.name} · ${bothNames(sheetName).join(" ")}`);
    await exportEach(documents, sink, context, async (document) => {
      const sheet = sheetOf(document, await context.source(document), context.settings);
      await drawSheet(pdf, sheet);
      const boxes = pdf.takeBoxes();
      const list = boxes.slice(0, LISTED).join(" ") + (boxes.length > LISTED ? " …" : "");
      if (boxes.length) context.notice(document, notice("pdf-boxes", { n: boxes.length, list }));
      return [[context.fileName, pdf.take()]];
    });
    pdf.end();
    await sink.write(context.fileName, pdf.take());
  },
};
