/** ALTO XML, versions 1 to 4: read with its layout, written back into the file that it came from, or anew as version 4.2. */
import type { Format } from "./format.ts";
import { layoutExporter } from "./layout/export-layout.ts";
import { recognisedPages } from "./layout/recognised-files.ts";
import { newAlto, rewriteAlto } from "./layout/write-alto.ts";
import { xmlRootIs } from "./support/xml.ts";

export const alto: Format = {
  id: "alto",
  about: {
    zh: "ALTO 识别结果：读入行、词、坐标与置信度；导出时改后的文字写回原来的行与词",
    en: "ALTO: recognised lines and words with coordinates; corrected text goes back into the lines and words that it came from",
  },
  losses: [
    {
      zh: "不含实体、关系、备注、状态与分篇；段落合并后仍按原来的行写出。",
      en: "Entities, relations, notes, status and articles are left out; lines that were joined are lines again.",
    },
    {
      zh: "来自 ALTO 的稿件保留原文件的区域与顺序，改过的角色与移动过的段落不写出；改过的词没有置信度与字形。",
      en: "Of a document from ALTO the file's regions and order stay: changed roles and moved blocks are not written, corrected words lose their confidence and glyphs.",
    },
    {
      zh: "不是来自识别文件的稿件没有坐标；空行略去。",
      en: "Documents that were never recognised have no coordinates; empty lines are left out.",
    },
  ],
  importer: {
    recognise: (head) => xmlRootIs(head, "alto"),
    read: (file) => recognisedPages(file, "alto"),
  },
  exporter: layoutExporter({
    format: "alto",
    rewrite: (text, placed, corrected) => rewriteAlto(text, placed, corrected),
    write: (page) => newAlto(page),
  }),
};
