/** Parquet for data frames: a row for each document with its blocks and entities, or for each sentence with BIO tags. */

import type { GalleyDocument } from "../../shared/model/document.ts";
import { leftNotice, type TaggedSentence, taggedSentences } from "./conll/write-rows.ts";
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import type { Column, Row } from "./parquet/row-writer.ts";
import { type FlatDocument, flatten } from "./standoff/flat.ts";

/** Characters that rows hold before they are written: by sentences the writer takes some hundred bytes for each. */
const GROUP_CHARACTERS = 512 * 1024;

const documentColumns: Column[] = [
  { name: "id", kind: "text" },
  { name: "name", kind: "text" },
  { name: "status", kind: "text" },
  { name: "title", kind: "text" },
  { name: "publication", kind: "text" },
  { name: "date", kind: "text" },
  { name: "page", kind: "text" },
  { name: "url", kind: "text" },
  { name: "text", kind: "text" },
  {
    name: "blocks",
    kind: "records",
    fields: [
      { name: "id", kind: "text" },
      { name: "article", kind: "text" },
      { name: "role", kind: "text" },
      { name: "start", kind: "number" },
      { name: "end", kind: "number" },
    ],
  },
  {
    name: "entities",
    kind: "records",
    fields: [
      { name: "id", kind: "text" },
      { name: "type", kind: "text" },
      { name: "start", kind: "number" },
      { name: "end", kind: "number" },
      { name: "text", kind: "text" },
      { name: "ref", kind: "optional text" },
      { name: "by", kind: "text" },
      { name: "note", kind: "text" },
      { name: "attributes", kind: "text" },
    ],
  },
  {
    name: "relations",
    kind: "records",
    fields: [
      { name: "id", kind: "text" },
      { name: "type", kind: "text" },
      { name: "from", kind: "text" },
      { name: "to", kind: "text" },
      { name: "by", kind: "text" },
      { name: "note", kind: "text" },
    ],
  },
];

const sentenceColumns: Column[] = [
  { name: "id", kind: "text" },
  { name: "document", kind: "text" },
  { name: "tokens", kind: "texts" },
  { name: "tags", kind: "texts" },
];

function documentRow({ id, source, status, meta }: GalleyDocument, flat: FlatDocument): Row {
  const { title, publication, date, page, url } = meta;
  return {
    ...{ id, name: source.name, status, title, publication, date, page, url },
    text: flat.text.text,
    blocks: flat.articles.flatMap(({ id: article, blocks }) => blocks.map((block) => ({ ...block, article }))),
    // Which attributes there are differs from entity to entity; a column's fields can't.
    entities: flat.spans.map((span) => ({ ...span, attributes: JSON.stringify(span.attributes) })),
    relations: flat.relations,
  };
}

function sentenceRows({ id }: GalleyDocument, sentences: readonly TaggedSentence[]): Row[] {
  return sentences.map((sentence, index) => ({ id: `${id}-${index + 1}`, document: id, ...sentence }));
}

export const parquet: Format = {
  id: "parquet",
  about: {
    zh: "Parquet：供 pandas、DuckDB 等读取，一行一个文档或一句",
    en: "Parquet: for pandas, DuckDB and the like, a row for each document or sentence",
  },
  losses: [
    {
      zh: "不含原文与每个字在原文中的位置、未知的键、忽略的问题。",
      en: "The source and each character's place in it, unknown keys and dismissed findings are left out.",
    },
    {
      zh: "按句时：空白、角色、备注、链接、属性与关系也不保留；嵌套或交叉的实体只留最长的一个，其余在导出后列出。",
      en: "By sentences also white space, roles, notes, links, attributes and relations; of nested or crossing entities only the longest is kept, and the others are listed after the export.",
    },
  ],
  importer: null,
  exporter: {
    writes: "file",
    extension: "parquet",
    options: [
      {
        name: "rows",
        kind: "choice",
        default: "documents",
        choices: [
          { value: "documents", label: { zh: "文档，含段落与实体", en: "Documents, with blocks and entities" } },
          { value: "sentences", label: { zh: "句子，含 BIO 标签", en: "Sentences, with BIO tags" } },
        ],
        label: { zh: "每行一个", en: "A row for each" },
      },
    ],
    async write(documents, sink, context) {
      const bySentence = context.options.rows === "sentences";
      const { name, entityTypes } = context.settings;
      // Here and not above: the program starts without it.
      const { RowWriter } = await import("./parquet/row-writer.ts");
      const writer = new RowWriter(bySentence ? sentenceColumns : documentColumns, {
        galley: JSON.stringify({ corpus: name, offsets: "code points", entityTypes: entityTypes.map(({ id }) => id) }),
      });
      let rows: Row[] = [];
      let characters = 0;
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        if (bySentence) {
          const { sentences, left } = taggedSentences(flat);
          const said = leftNotice(left);
          if (said) context.notice(document, said);
          rows.push(...sentenceRows(document, sentences));
        } else rows.push(documentRow(document, flat));
        characters += flat.text.length;
        if (characters < GROUP_CHARACTERS) return [];
        const bytes = writer.group(rows);
        rows = [];
        characters = 0;
        return [[context.fileName, bytes]];
      });
      await sink.write(context.fileName, writer.group(rows));
      await sink.write(context.fileName, writer.end());
    },
  },
};
