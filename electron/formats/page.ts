/** PAGE XML, 2010 to 2019: read with its layout, written back into the file that it came from, or anew as 2019-07-15. */
import type { Format } from "./format.ts";
import { layoutExporter } from "./layout/export-layout.ts";
import { recognisedPages } from "./layout/recognised-files.ts";
import { newPageXml, rewritePage } from "./layout/write-page.ts";
import { xmlRootIs } from "./support/xml.ts";

export const page: Format = {
  id: "page",
  about: {
    zh: "PAGE XML 识别结果（Transkribus、eScriptorium 等）：读入区域、行、词、坐标与阅读顺序；导出时改后的文字写回原来的行",
    en: "PAGE XML (Transkribus, eScriptorium …): regions, lines and words with coordinates and reading order; corrected text goes back into its lines",
  },
  losses: [
    {
      zh: "不含实体、关系、备注、状态与分篇；段落合并后仍按原来的行写出。",
      en: "Entities, relations, notes, status and articles are left out; lines that were joined are lines again.",
    },
    {
      zh: "来自 PAGE 的稿件保留原文件的区域与阅读顺序，改过的角色与移动过的段落不写出；改过的行与词没有置信度与字形。",
      en: "Of a document from PAGE the file's regions and reading order stay: changed roles and moved blocks are not written, corrected lines and words lose their confidence and glyphs.",
    },
    {
      zh: "不是来自识别文件的稿件没有坐标（写作 0,0）；空行略去。",
      en: "Documents that were never recognised have no coordinates (written as 0,0); empty lines are left out.",
    },
  ],
  importer: {
    recognise: (head) => xmlRootIs(head, "PcGts"),
    read: (file) => recognisedPages(file, "page"),
  },
  exporter: layoutExporter({
    format: "page",
    rewrite: (text, placed, corrected, document) => rewritePage(text, placed, corrected, document.updatedAt),
    write: (newPage, document) => newPageXml(newPage, document.updatedAt),
  }),
};
