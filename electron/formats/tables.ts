/**
 * The tables that spreadsheets get: entities, documents, corrections, known entities. Rows of plain values; how they are
 * written is the business of `csv.ts` and `xlsx.ts`. Must not know: quoting, files.
 */
import { correctionsOf } from "../../shared/corrections/corrections-of.ts";
import { blocksOf, type GalleyDocument, titleOf } from "../../shared/model/document.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import type { Registry } from "../../shared/model/settings.ts";
import { checkedBlocks } from "./export-each.ts";
import type { ExportContext, FormatOption } from "./format.ts";

export type Cell = string | number;
export type Row = readonly Cell[];

export interface Table {
  columns: readonly string[];
  /** Of one document. */
  rows(document: GalleyDocument, context: ExportContext): Row[] | Promise<Row[]>;
  /** Of the corpus itself, before any document's. */
  corpusRows?(context: ExportContext): Row[];
}

const entities: Table = {
  columns: [
    "document",
    "source name",
    "article",
    "block",
    "role",
    "entity id",
    "type",
    "text",
    "start",
    "end",
    "ref",
    "by",
    "note",
  ],
  rows: (document) =>
    document.articles.flatMap((article) =>
      checkedBlocks({ ...document, articles: [article] }).flatMap(({ block, entities: list }) =>
        list.map((entity) => [
          document.id,
          document.source.name,
          article.id,
          block.id,
          block.role,
          entity.id,
          entity.type,
          entity.text,
          entity.start,
          entity.end,
          entity.ref ?? "",
          entity.by,
          entity.note,
        ]),
      ),
    ),
};

const documents: Table = {
  columns: [
    "document",
    "source name",
    "title",
    "publication",
    "date",
    "page",
    "url",
    "status",
    "articles",
    "blocks",
    "characters",
    "entities",
    "updated",
    "updated by",
  ],
  rows(document) {
    const blocks = blocksOf(document);
    const { meta } = document;
    return [
      [
        document.id,
        document.source.name,
        titleOf(document),
        meta.publication,
        meta.date,
        meta.page,
        meta.url,
        document.status,
        document.articles.length,
        blocks.length,
        blocks.reduce((sum, { text }) => sum + codePointLength(text), 0),
        blocks.reduce((sum, { entities: list }) => sum + list.length, 0),
        document.updatedAt,
        document.updatedBy,
      ],
    ];
  },
};

const corrections: Table = {
  columns: [
    "document",
    "source name",
    "block",
    "kind",
    "start",
    "end",
    "source start",
    "source end",
    "before",
    "wrong",
    "right",
    "after",
  ],
  async rows(document, context) {
    const source = await context.source(document);
    return correctionsOf(document, source).map((each) => [
      document.id,
      document.source.name,
      each.block,
      each.kind,
      each.start,
      each.end,
      ...each.source,
      each.before,
      each.wrong,
      each.right,
      each.after,
    ]);
  },
};

const registry: Table = {
  columns: ["id", "name", "type", "aliases", "link", "note"],
  rows: () => [],
  corpusRows: ({ registry: known }: { registry: Registry }) =>
    known.entities.map(({ id, name, type, aliases, link, note }) => [id, name, type, aliases.join("|"), link, note]),
};

export const tables: Readonly<Record<string, Table>> = { entities, documents, corrections, registry };

export const tableOption: FormatOption = {
  name: "table",
  label: { zh: "表", en: "Table" },
  kind: "choice",
  choices: [
    { value: "entities", label: { zh: "实体", en: "entities" } },
    { value: "documents", label: { zh: "稿件", en: "documents" } },
    { value: "corrections", label: { zh: "改动", en: "corrections" } },
    { value: "registry", label: { zh: "已知实体", en: "known entities" } },
  ],
  default: "entities",
};

/** The table that was chosen. */
export function chosenTable({ options }: Pick<ExportContext, "options">): Table {
  const table = tables[String(options.table)];
  if (!table) throw new Error("options are checked before");
  return table;
}
