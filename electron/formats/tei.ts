/** TEI P5: a file a document, valid against tei_all; read as it is written here and as other editors write it. */

import { GalleyError } from "../../shared/errors.ts";
import { notice } from "../../shared/exchange-notices.ts";
import { blocksOf } from "../../shared/model/document.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import { makeFileNamer, numberedName } from "./file-names.ts";
import type { Format } from "./format.ts";
import { encodeUtf8 } from "./support/extracted.ts";
import { decodeXml, hasForbiddenInXml, parseXml, xmlRootIs } from "./support/xml.ts";
import { readOtherFiles } from "./tei/other-files.ts";
import { readTei } from "./tei/read-tei.ts";
import { teiOf } from "./tei/write-tei.ts";

export const tei: Format = {
  id: "tei",
  about: {
    zh: "TEI P5：每个文档一个 XML 文件，含角色、实体、关系与登记的条目；可标出改动",
    en: "TEI P5: an XML file for each document with roles, entities, relations and the registry's entries; corrections on demand",
  },
  losses: [
    {
      zh: "XML 不能容纳的控制字符写成 U+FFFD；忽略过的提示与本版本不认识的内容不保留。",
      en: "Control characters that XML can't hold become U+FFFD; dismissals and keys that this version does not know are left out.",
    },
    {
      zh: "类型、角色与关系名里的空白变成 _；名录里只写文中提到的条目。",
      en: "White space in names of types, roles and relations becomes _; of the registry only entries that the document names are written.",
    },
    {
      zh: "整行删去的原文与段落的移动、拆分不标出。",
      en: "Whole lines of the source that were removed, and blocks that were moved or split, are not shown as corrections.",
    },
    {
      zh: "读入别人的 TEI 时，跨段的标注略去（会说明），版式与校勘记里的异文不读。",
      en: "Of others' TEI, spans over several blocks are left out (and named), layout and the variants of an apparatus are not read.",
    },
  ],
  importer: {
    recognise: (head) => xmlRootIs(head, "TEI", "teiCorpus"),
    async *read(file) {
      const root = parseXml(decodeXml(await file.bytes(), file.name), file.name);
      const pages = readTei(root, file.name, await readOtherFiles(root, file));
      if (!pages.length) {
        const reason = "there is no <TEI> in it";
        throw new GalleyError("document-damaged", `${file.name}: ${reason}.`, { name: file.name, reason });
      }
      for (const [index, { text, articles, rest, entries, notices }] of pages.entries()) {
        yield {
          name: pages.length > 1 ? numberedName(file.name, index + 1) : file.name,
          bytes: encodeUtf8(text),
          extension: "txt",
          encoding: "utf-8",
          ...{ text, articles, rest, notices },
          ...(entries.length ? { entries } : {}),
          reached: { done: index + 1, total: pages.length },
        };
      }
    },
  },
  exporter: {
    writes: "folder",
    extension: "xml",
    options: [
      {
        name: "corrections",
        label: { zh: "改动", en: "Corrections" },
        kind: "choice",
        choices: [
          { value: "applied", label: { zh: "只写改后的文字", en: "the corrected text alone" } },
          {
            value: "choice",
            label: { zh: "标出原字与改字（choice/sic/corr）", en: "both readings (choice/sic/corr)" },
          },
        ],
        default: "applied",
      },
      {
        name: "lines",
        label: { zh: "标出原文里被合并的行", en: "Line ends of the source that were taken out (lb)" },
        kind: "boolean",
        default: false,
      },
    ],
    async write(documents, sink, context) {
      const fileName = makeFileNamer("xml");
      const choice = context.options.corrections === "choice";
      const lines = context.options.lines === true;
      const { settings, registry } = context;
      await exportEach(documents, sink, context, async (document) => {
        const blocks = checkedBlocks(document);
        const source = choice || lines ? await context.source(document) : null;
        const changed = blocksOf(document).filter(({ text }) => hasForbiddenInXml(text));
        if (changed.length) {
          const ids = changed.map(({ id }) => id).join(", ");
          context.notice(document, notice("xml-characters", { list: ids }));
        }
        const xml = teiOf(document, blocks, source, { choice, lines, settings, registry });
        return [[`${fileName(document.source.name)}.xml`, xml]];
      });
    },
  },
};
