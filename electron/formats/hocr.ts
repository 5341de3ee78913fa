/** hOCR, as Tesseract and others write it: read only. */
import type { Format } from "./format.ts";
import { recognisedPages } from "./layout/recognised-files.ts";
import { xmlRootIs } from "./support/xml.ts";

/** What says that HTML is hOCR: the classes of its pages, or the program that wrote it. */
const marks = /class\s*=\s*["'](?:[^"']*\s)?ocr_page\b|name\s*=\s*["']ocr-(?:system|capabilities)["']/;

export const hocr: Format = {
  id: "hocr",
  about: {
    zh: "hOCR 识别结果：行、词、坐标与置信度；每页一个文档",
    en: "hOCR: recognised lines and words with coordinates and confidence; a document for each page",
  },
  losses: [
    {
      zh: "字体与字号不读入；坐标留在原文件里。",
      en: "Fonts and sizes are not read; coordinates stay in the file that is kept.",
    },
  ],
  importer: {
    recognise: (head) => xmlRootIs(head, "html") && marks.test(new TextDecoder("latin1").decode(head)),
    read: (file) => recognisedPages(file, "hocr"),
  },
  exporter: null,
};
