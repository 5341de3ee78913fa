/**
 * Plain text: read as lines and blank lines (`articlesFromText`), written as one file a document with a blank line
 * between blocks and two between articles.
 */
import { articlesFromText } from "../../shared/model/from-text.ts";
import { decodeSource, detectEncoding } from "./encoding.ts";
import { exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, Importer, ImportFile, ReadOptions } from "./format.ts";
import { plainText } from "./plain-text.ts";

const markdownPath = /\.(md|markdown)$/i;

async function* readText(file: ImportFile, options: ReadOptions): AsyncGenerator<ImportedPage> {
  const { name } = file;
  const bytes = await file.bytes();
  const encoding = options.encoding === "auto" ? detectEncoding(bytes).encoding : options.encoding;
  const text = decodeSource(bytes, encoding, name);
  const extension = markdownPath.test(name) ? "md" : "txt";
  yield { name, bytes, extension, encoding, text, articles: articlesFromText(text) };
}

/** Both plain text and markdown: the same marks count in both, only the ending that the source is kept under differs. */
export const markdownImporter: Importer = {
  recognise: () => false,
  otherwise: (_, path) => markdownPath.test(path),
  read: readText,
};

export const txt: Format = {
  id: "txt",
  about: {
    zh: "纯文本：一个文档一个文件，段落之间空一行",
    en: "Plain text: one file a document, a blank line between blocks",
  },
  losses: [
    { zh: "不含实体、备注与状态。", en: "Entities, notes and status are left out." },
    { zh: "不含段落角色；空段落略去。", en: "Roles are left out; so are empty blocks." },
    {
      zh: "重新导入时，段内空行会分段，行首的 # 与 > 会被当作标记。",
      en: "Read back, a blank line inside a block divides it, and # or > at the start of a line counts as a mark.",
    },
  ],
  // Any text is plain text.
  importer: { recognise: () => false, otherwise: () => true, read: readText },
  exporter: {
    writes: "folder",
    extension: "txt",
    async write(documents, sink, context) {
      const fileName = makeFileNamer("txt");
      await exportEach(documents, sink, context, (document) => [
        [`${fileName(document.source.name)}.txt`, plainText(document).text],
      ]);
    },
  },
};
