/**
 * PDF. Read: a text layer. Each page is a document; what stands where comes from the file itself, the order from
 * the columns. Pages that are only pictures are named: their text must be recognised first. Written: proof sheets.
 */

import { GalleyError } from "../../shared/errors.ts";
import { notice } from "../../shared/exchange-notices.ts";
import type { Block, Source } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { PageLayout } from "../../shared/model/page-layout.ts";
import { numberedName } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile, UnreadRecord } from "./format.ts";
import { layoutOfPage, paragraphsOf } from "./pdf/page-text.ts";
import { openPdf, type PdfFile, type PdfPage, readyPdf } from "./pdf/pdfium.ts";
import { pdfExporter } from "./proofsheet/pdf-export.ts";
import { bytesAsText } from "./support/bytes-as-text.ts";
import { encodeUtf8 } from "./support/extracted.ts";

/** Pages of newspapers that were recognised come with their pictures. In bytes. */
const LIMIT = 256 * 1024 * 1024;
/** A text of which more than this has no meaning in the file is of no use. */
const MOST_UNKNOWN = 0.3;

function layoutFor(page: PdfPage): PageLayout {
  return layoutOfPage(page, paragraphsOf(page));
}

function blocksOf({ text, regions }: PageLayout): Block[] {
  const points = new CodePointText(text);
  return regions.map(({ role, lines }, index) => {
    const [start, end] = [lines[0]?.start ?? 0, lines.at(-1)?.end ?? 0];
    return {
      id: `b${index + 1}`,
      role,
      text: points.slice(start, end),
      pieces: [{ source: [start, end] }],
      entities: [],
    };
  });
}

function importedPage(file: ImportFile, page: PdfPage, pages: number): ImportedPage {
  const layout = layoutFor(page);
  const notices = page.unknown ? [notice("pdf-signs", { page: page.label, n: page.unknown })] : [];
  return {
    name: pages > 1 ? numberedName(file.name, page.number) : file.name,
    bytes: encodeUtf8(layout.text),
    extension: "txt",
    encoding: "utf-8",
    text: layout.text,
    articles: [{ id: "a1", blocks: blocksOf(layout) }],
    rest: { meta: { title: "", publication: "", date: "", page: page.label, url: "" } },
    notices,
  };
}

/** "3, 5–8" */
function listed(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

function withoutText(name: string, pages: readonly number[], all: boolean): GalleyError {
  const place = all ? name : `${name}, page ${listed(pages)}`;
  return new GalleyError(
    "pdf-without-text",
    `${place} has no text layer: there are only pictures. Have the text recognised first (OCR) and import what comes of it: PDF with text, hOCR, ALTO or PAGE.`,
    all ? { name } : { name, place: listed(pages) },
  );
}

function garbled(name: string, pages: readonly number[]): GalleyError {
  return new GalleyError(
    "pdf-garbled",
    `${name}, page ${listed(pages)}: the text layer does not say which characters its signs are. Have the page recognised (OCR), and import that.`,
    { name, place: listed(pages) },
  );
}

async function* readPdf(file: ImportFile): AsyncGenerator<ImportedPage | UnreadRecord> {
  // Before anything of the file is asked for: what a file may take of the processor's time is counted from there.
  await readyPdf();
  const pdf = await openPdf(await file.bytes(LIMIT), file.name);
  try {
    const pictures: number[] = [];
    const unclear: number[] = [];
    let read = 0;
    for (let index = 0; index < pdf.pages; index++) {
      const page = pageOf(pdf, index);
      if (page instanceof GalleyError) {
        yield { error: page };
        continue;
      }
      const signs = page.glyphs.filter((glyph) => glyph.text.trim()).length;
      if (signs && page.unknown > signs * MOST_UNKNOWN) unclear.push(page.number);
      else if (signs) {
        read++;
        yield { ...importedPage(file, page, pdf.pages), reached: { done: index + 1, total: pdf.pages } };
      } else if (page.drawn) pictures.push(page.number);
    }
    if (unclear.length) yield { error: garbled(file.name, unclear) };
    if (pictures.length) yield { error: withoutText(file.name, pictures, !read && !unclear.length) };
    else if (!read && !unclear.length)
      throw new GalleyError("empty-file", `${file.name} has no page with text.`, { name: file.name });
  } finally {
    pdf.close();
  }
}

function pageOf(pdf: PdfFile, index: number): PdfPage | GalleyError {
  try {
    return pdf.page(index);
  } catch (error) {
    if (error instanceof GalleyError && error.code === "pdf-damaged") return error;
    throw error;
  }
}

/**
 * Where each line and glyph of a document's source stands on the page; null for what is not of a PDF.
 * @param bytes of the original file @param text the document's source
 * @throws GalleyError pdf-locked, pdf-damaged, too-heavy
 */
export async function pdfLayoutOf(bytes: Uint8Array, source: Source, text: string): Promise<PageLayout | null> {
  if (source.original?.format !== "pdf") return null;
  const pdf = await openPdf(bytes, source.original.name);
  try {
    const number = Number(/ (\d+)$/.exec(source.name)?.[1] ?? 1);
    if (number > pdf.pages) return null;
    const layout = layoutFor(pdf.page(number - 1));
    return layout.text === text ? layout : null;
  } finally {
    pdf.close();
  }
}

export const pdf: Format = {
  id: "pdf",
  about: {
    zh: "PDF：读取文字层（按分栏顺序，每页一个文档）；导出为校样，带修改痕迹，可打印、传阅",
    en: "PDF: a text layer is read, in the order of its columns, a document for each page; written as proof sheets, with every change marked, to print or send round",
  },
  losses: [
    {
      zh: "图片、表格线、字体与颜色不读入；没有文字层的页面（扫描图）须先做文字识别。",
      en: "Pictures, rules, fonts and colours are not read; pages without a text layer (scans) must be recognised first.",
    },
    {
      zh: "导出的校样供阅读与打印：实体与备注略去，不能再读回为文档。",
      en: "A proof sheet is to be read and printed: entities and notes are left out, and it can't be read back as the document.",
    },
  ],
  importer: {
    binary: true,
    apart: true,
    recognise: (head) => /^[\s\S]{0,1024}?%PDF-\d/.test(bytesAsText(head, 1100)),
    read: readPdf,
  },
  exporter: pdfExporter,
};
