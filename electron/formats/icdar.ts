/**
 * The text files of the ICDAR competitions in correcting recognised text (2017, 2019), a document each: one line of what
 * was recognised, and two of the same length that show what became of each character.
 */

import { linePairs } from "../../shared/corrections/pairs.ts";
import { notice } from "../../shared/exchange-notices.ts";
import { defaultRole } from "../../shared/model/settings.ts";
import { fromIcdarLines, icdarLines, marks } from "./aligned/icdar-lines.ts";
import { decodeSource } from "./encoding.ts";
import { exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile } from "./format.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { stemOf } from "./standoff/record-pages.ts";
import { encodeUtf8 } from "./support/extracted.ts";

async function* readIcdar(file: ImportFile): AsyncGenerator<ImportedPage> {
  const lines = decodeSource(await file.bytes(), "utf-8", file.name).split(/\r?\n/);
  const [input, aligned, right] = marks.map((mark, index) => contentOf(lines[index] ?? "", mark, index, file.name)) as [
    string,
    string,
    string,
  ];
  const more = lines.findIndex((line, index) => index >= marks.length && line.trim());
  if (more >= 0) throw badRecord(`${file.name}, line ${more + 1}`, "there is text behind the three lines");
  const read = fromIcdarLines({ input, aligned, right });
  if (typeof read === "string") throw badRecord(file.name, read);
  const { text, pieces, unknown } = read;
  yield {
    name: stemOf(file.name),
    bytes: encodeUtf8(input),
    extension: "txt",
    encoding: "utf-8",
    text: input,
    articles: [{ id: "a1", blocks: [{ id: "b1", role: defaultRole, text, pieces, entities: [] }] }],
    ...(unknown && {
      notices: [notice("icdar-unknown", { n: unknown })],
    }),
  };
}

function contentOf(line: string, mark: string, index: number, name: string): string {
  // Programs that trim lines take the space of an empty one.
  if (!`${line} `.startsWith(mark))
    throw badRecord(`${name}, line ${index + 1}`, `the line does not begin with “${mark}”`);
  return line.slice(mark.length);
}

export const icdar: Format = {
  id: "icdar",
  about: {
    zh: "ICDAR 识别后纠错竞赛：一个文档一个文件，原文与改后逐字对齐",
    en: "ICDAR post-OCR correction: a file a document, the source and what it became aligned by character",
  },
  losses: [
    {
      zh: "只含来自原文的行，按原文的顺序；另加的段落、角色与实体略去。",
      en: "Lines of the source only, in its order: blocks put in, roles and entities are left out.",
    },
    {
      zh: "换行写作一个空格；空行与行首的 # 与 > 标记略去。",
      en: "Line ends become a space; blank lines, and # and > marks at a line's start, are left out.",
    },
    {
      zh: "@ 与 # 是此格式的符号，文中的写作全角的 ＠ 与 ＃。",
      en: "@ and # are the format's own signs: those of the text are written as full-width ＠ and ＃.",
    },
    { zh: "读回时全文为一段。", en: "Read back, the text is one block." },
  ],
  importer: {
    recognise: (head) => new TextDecoder().decode(head.subarray(0, 64)).startsWith(marks[0]),
    read: readIcdar,
  },
  exporter: {
    writes: "folder",
    extension: "txt",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("txt");
      await exportEach(documents, sink, context, async (document) => {
        const { input, aligned, right, replaced } = icdarLines(linePairs(document, await context.source(document)));
        if (replaced) context.notice(document, notice("icdar-signs"));
        const lines = [input, aligned, right].map((line, index) => `${marks[index]}${line}\n`);
        return [[`${fileName(document.source.name)}.txt`, lines.join("")]];
      });
    },
  },
};
