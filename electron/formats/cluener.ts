/**
 * CLUENER's JSON Lines: a text and, by type and surface, the places of its entities; ends are inclusive. Offsets are code
 * points, as its readers are written in Python. Nested entities are possible.
 */
import { z } from "zod";
import { CodePointText } from "../../shared/model/offsets.ts";
import { describeIssue } from "../../shared/model/parse.ts";
import { exportEach } from "./export-each.ts";
import type { Format, ImportedPage } from "./format.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { type FlatSpan, flatten, newSpan } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { isObject, jsonHead } from "./standoff/json-head.ts";
import { jsonLine } from "./standoff/json-line.ts";
import { layoutKey, layoutOf, readLayout } from "./standoff/layout.ts";
import { layoutLosses, layoutOption } from "./standoff/layout-option.ts";
import { pagesOfRecords, type RecordToRead } from "./standoff/record-pages.ts";

const recordSchema = z.object({
  text: z.string(),
  label: z.record(z.string(), z.record(z.string(), z.array(z.tuple([z.number(), z.number()])))).default({}),
});

function readRecord({ value, place, name }: RecordToRead): ImportedPage {
  const read = recordSchema.safeParse(value);
  if (!read.success) throw badRecord(place, `it is no text with CLUENER's labels: ${describeIssue(read.error)}`);
  const text = new CodePointText(read.data.text);
  const spans: FlatSpan[] = [];
  for (const [type, surfaces] of Object.entries(read.data.label)) {
    for (const [surface, ranges] of Object.entries(surfaces)) {
      for (const [start, last] of ranges) {
        const covered = text.slice(start, last + 1);
        if (covered !== surface) {
          throw badRecord(
            place,
            `the ${type} “${surface}” should stand at ${start}–${last} (the last character included), but “${covered}” stands there`,
          );
        }
        spans.push(newSpan("cluener", { id: "", type, start, end: last + 1 }));
      }
    }
  }
  return pageFromFlat(
    { name, text: text.text, spans, relations: null, layout: readLayout(value[layoutKey]), notices: [] },
    place,
  );
}

/** Type, then surface, then places; Maps, as a text may be anything, also the name of something that objects have. */
function labelOf(spans: readonly FlatSpan[]): object {
  const types = new Map<string, Map<string, [number, number][]>>();
  for (const { type, text, start, end } of spans) {
    const surfaces = types.get(type) ?? new Map<string, [number, number][]>();
    types.set(type, surfaces);
    surfaces.set(text, [...(surfaces.get(text) ?? []), [start, end - 1]]);
  }
  return Object.fromEntries(Array.from(types, ([type, surfaces]) => [type, Object.fromEntries(surfaces)]));
}

export const cluener: Format = {
  id: "cluener",
  about: {
    zh: "CLUENER（JSON Lines）：每行一个文档，按类型与文字列出位置，结尾含在内",
    en: "CLUENER JSON Lines: a document a line, places by type and surface, ends inclusive",
  },
  losses: [
    ...layoutLosses,
    {
      zh: "同一位置、同一类型的两个实体读回时无法区分。",
      en: "Two entities of one type at one place can't be told apart when read back.",
    },
  ],
  importer: {
    inParts: true,
    recognise(head) {
      const found = jsonHead(head);
      if (!found || !isObject(found.record.label)) return false;
      return typeof found.record.text === "string" || found.cut;
    },
    read: (file) => pagesOfRecords(file, readRecord),
  },
  exporter: {
    writes: "file",
    inParts: true,
    extension: "jsonl",
    options: [layoutOption],
    async write(documents, sink, context) {
      await sink.write(context.fileName, "");
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const line = {
          // First, so that a long text doesn't hide what the record is.
          label: labelOf(flat.spans),
          text: flat.text.text,
          ...(context.options.layout && { [layoutKey]: layoutOf(document, flat, { details: true }) }),
        };
        return [[context.fileName, jsonLine(line)]];
      });
    },
  },
};
