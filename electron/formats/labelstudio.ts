/**
 * Label Studio's JSON: an array of tasks with annotations or predictions, offsets in UTF-16 units; read also in its short
 * form (JSON-MIN). The labelling configuration is written beside the file, and read where it lies there.
 */
import { exportEach } from "./export-each.ts";
import type { Format, ImportedPage, ImportFile, UnreadRecord } from "./format.ts";
import { configText, textKeyOf } from "./labelstudio/config.ts";
import { minToTask } from "./labelstudio/min.ts";
import { readTask } from "./labelstudio/read-task.ts";
import { resultsOf, type WrittenNames } from "./labelstudio/write-task.ts";
import { flatten } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { isObject, type JsonHead, jsonHead } from "./standoff/json-head.ts";
import { layoutKey, layoutOf, readLayout } from "./standoff/layout.ts";
import { layoutLosses, layoutOption } from "./standoff/layout-option.ts";
import { pagesOfRecords, stemOf } from "./standoff/record-pages.ts";
import { decodeXml } from "./support/xml.ts";

function isLabelStudio(head: JsonHead | null): boolean {
  if (!head) return false;
  const { data, annotations, completions, predictions } = head.record;
  if ([annotations, completions, predictions].some(Array.isArray)) return isObject(data) || head.cut;
  if (isObject(data)) return Object.values(data).some((each) => typeof each === "string");
  return minToTask(head.record) !== null;
}

const configName = (fileName: string) => `${stemOf(fileName)}-config.xml`;

async function* read(file: ImportFile): AsyncGenerator<ImportedPage | UnreadRecord> {
  const beside = configName(file.name);
  const config = await file.sibling(beside);
  const textKey = config && textKeyOf(decodeXml(config, beside), beside);
  yield* pagesOfRecords(file, ({ value, place, name }) => {
    const { data, text, spans, relations, notices } = readTask(minToTask(value) ?? value, place, textKey);
    return pageFromFlat({ name, text, spans, relations, layout: readLayout(data[layoutKey]), notices }, place);
  });
}

export const labelstudio: Format = {
  id: "labelstudio",
  about: {
    zh: "Label Studio（JSON）：全部任务在一个文件里，标签配置写在旁边，按 UTF-16 单位计数",
    en: "Label Studio JSON: all tasks in one file, the labelling configuration beside it, offsets in UTF-16 units",
  },
  losses: layoutLosses,
  importer: {
    inParts: true,
    recognise: (head) => isLabelStudio(jsonHead(head)),
    companions: (name) => (/\.json$/i.test(name) ? [configName(name)] : []),
    read,
  },
  exporter: {
    writes: "file",
    extension: "json",
    options: [
      {
        name: "as",
        kind: "choice",
        default: "annotations",
        choices: [
          { value: "annotations", label: { zh: "标注", en: "Annotations" } },
          { value: "predictions", label: { zh: "预测（供人核对）", en: "Predictions, to be checked" } },
        ],
        label: { zh: "实体写成", en: "Entities become" },
      },
      layoutOption,
    ],
    async write(documents, sink, context) {
      const { options, fileName } = context;
      const used: WrittenNames = { types: new Set(), relations: new Set(), details: new Set() };
      let count = 0;
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const result = resultsOf(flat, used);
        const task = {
          data: {
            text: flat.text.text,
            name: document.source.name,
            ...(options.layout && { [layoutKey]: layoutOf(document, flat, { details: false }) }),
          },
          ...(options.as === "predictions"
            ? { predictions: [{ model_version: "galley", result }] }
            : { annotations: [{ result }] }),
        };
        return [[fileName, `${count++ ? ",\n" : "[\n"}${JSON.stringify(task)}`]];
      });
      await sink.write(fileName, count ? "\n]\n" : "[]\n");
      await sink.write(configName(fileName), configText(context.settings.entityTypes, used));
    },
  },
};
