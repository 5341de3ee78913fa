/**
 * doccano's JSON Lines: a text with labels over it, offsets in code points. Two shapes: plain sequence labelling, and
 * the one with relations, which PaddleNLP reads too. What doccano has no place for goes into a key of our own; doccano
 * keeps such keys with the text and writes them out again.
 */

import { z } from "zod";
import { type ExchangeNotice, notice } from "../../shared/exchange-notices.ts";
import { describeIssue } from "../../shared/model/parse.ts";
import { exportEach } from "./export-each.ts";
import type { Format, ImportedPage } from "./format.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { type FlatDocument, flatten, newSpan } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { isObject, type JsonHead, jsonHead } from "./standoff/json-head.ts";
import { jsonLine } from "./standoff/json-line.ts";
import { layoutKey, layoutOf, readLayout } from "./standoff/layout.ts";
import { layoutLosses, layoutOption } from "./standoff/layout-option.ts";
import { pagesOfRecords, type RecordToRead } from "./standoff/record-pages.ts";

const id = z.union([z.number(), z.string()]).transform(String);
// Labels of whole texts (classification) are strings alone.
const labels = z.array(z.union([z.tuple([z.number(), z.number(), z.string().min(1)]).rest(z.unknown()), z.string()]));
const recordSchema = z.object({
  id: id.optional(),
  text: z.string(),
  label: labels.optional(),
  /** What older versions call the same. */
  labels: labels.optional(),
  entities: z
    .array(z.object({ id, label: z.string().min(1), start_offset: z.number(), end_offset: z.number() }))
    .optional(),
  relations: z.array(z.object({ id, from_id: id, to_id: id, type: z.string().min(1) })).optional(),
  Comments: z.array(z.unknown()).optional(),
});

function isDoccano(head: JsonHead | null): boolean {
  if (typeof head?.record.text !== "string") return false;
  const { label, labels: older, entities, relations, tokens, format } = head.record;
  if (tokens !== undefined || format !== undefined) return false;
  const list = label ?? older;
  if (Array.isArray(list)) return !list.length || !isObject(list[0]);
  if (Array.isArray(entities))
    return entities.length
      ? isObject(entities[0]) && "start_offset" in entities[0]
      : relations !== undefined || head.cut;
  // A text so long that its labels are beyond what is looked at.
  return head.cut && Object.keys(head.record).every((key) => key === "id" || key === "text");
}

function readRecord({ value, place, name }: RecordToRead): ImportedPage {
  const read = recordSchema.safeParse(value);
  if (!read.success) throw badRecord(place, `it is no text with labels of doccano's: ${describeIssue(read.error)}`);
  const { text, label, labels: older, entities = [], relations, Comments = [] } = read.data;
  const notices: ExchangeNotice[] = [];
  const spans = entities.map((each) =>
    newSpan("doccano", { id: each.id, type: each.label, start: each.start_offset, end: each.end_offset }),
  );
  for (const each of label ?? older ?? []) {
    if (typeof each === "string") notices.push(notice("doccano-label", { name: each }));
    else spans.push(newSpan("doccano", { id: "", type: each[2], start: each[0], end: each[1] }));
  }
  if (Comments.length) notices.push(notice("doccano-comments", { n: Comments.length }));
  return pageFromFlat(
    {
      name,
      text,
      spans,
      relations:
        relations?.map((each) => ({
          id: each.id,
          type: each.type,
          from: each.from_id,
          to: each.to_id,
          by: "doccano",
          note: "",
        })) ?? null,
      layout: readLayout(value[layoutKey]),
      notices,
    },
    place,
  );
}

/** Numbers entities and relations through the whole export, as doccano does. */
function relationShape(flat: FlatDocument, number: () => number) {
  const numbers = new Map<string, number>();
  const entities = flat.spans.map((span) => {
    const entity = { id: number(), label: span.type, start_offset: span.start, end_offset: span.end };
    numbers.set(span.id, entity.id);
    return entity;
  });
  const relations = flat.relations.map(({ type, from, to }) => ({
    id: number(),
    from_id: numbers.get(from),
    to_id: numbers.get(to),
    type,
  }));
  return { entities, relations };
}

export const doccano: Format = {
  id: "doccano",
  about: {
    zh: "doccano（JSON Lines）：每行一个文档及其标注，按码位计数",
    en: "doccano JSON Lines: a document and its labels on each line, offsets in code points",
  },
  losses: layoutLosses,
  importer: {
    inParts: true,
    recognise: (head) => isDoccano(jsonHead(head)),
    read: (file) => pagesOfRecords(file, readRecord),
  },
  exporter: {
    writes: "file",
    extension: "jsonl",
    options: [
      {
        name: "shape",
        kind: "choice",
        default: "labels",
        choices: [
          { value: "labels", label: { zh: "序列标注", en: "Sequence labelling" } },
          { value: "relations", label: { zh: "实体与关系", en: "Entities with relations" } },
        ],
        label: { zh: "doccano 项目类型", en: "Kind of doccano project" },
      },
      layoutOption,
    ],
    async write(documents, sink, context) {
      const { options } = context;
      let documentNumber = 0;
      let number = 0;
      await sink.write(context.fileName, "");
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const shape =
          options.shape === "relations"
            ? relationShape(flat, () => ++number)
            : { label: flat.spans.map(({ start, end, type }) => [start, end, type]) };
        const line = {
          id: ++documentNumber,
          text: flat.text.text,
          ...shape,
          Comments: [],
          ...(options.layout && { [layoutKey]: layoutOf(document, flat, { details: true }) }),
        };
        return [[context.fileName, jsonLine(line)]];
      });
    },
  },
};
