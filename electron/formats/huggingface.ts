/**
 * A Hugging Face dataset for naming entities: sentences as JSON Lines with characters and the numbers of their BIO tags,
 * and the dataset card that says which number is which tag.
 */
import { outside } from "./conll/labels.ts";
import { leftNotice, taggedSentences } from "./conll/write-rows.ts";
import { exportEach } from "./export-each.ts";
import type { ExportContext, Format } from "./format.ts";
import { flatten } from "./standoff/flat.ts";
import { jsonLine } from "./standoff/json-line.ts";

const dataName = "train.jsonl";

/** Numbers of tags, in the order of the corpus's types; types beyond these get the next. */
function numbersFor(context: ExportContext): Map<string, number> {
  const numbers = new Map([[outside, 0]]);
  for (const { id } of context.settings.entityTypes)
    for (const letter of "BI") numbers.set(`${letter}-${id}`, numbers.size);
  return numbers;
}

/** As JSON, which YAML takes as it is. */
const quoted = (text: string) => JSON.stringify(text);

function card(context: ExportContext, tags: ReadonlyMap<string, number>, sentences: number): string {
  const names = Array.from(tags, ([tag, number]) => `            '${number}': ${quoted(tag)}\n`).join("");
  return `---
language:
- zh
task_categories:
- token-classification
task_ids:
- named-entity-recognition
configs:
- config_name: default
  data_files:
  - split: train
    path: ${dataName}
dataset_info:
  features:
  - name: id
    dtype: string
  - name: document
    dtype: string
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
${names}  splits:
  - name: train
    num_examples: ${sentences}
---

# ${context.settings.name.replace(/\s+/g, " ")}

One sentence a line: \`tokens\` are its characters without white space, \`ner_tags\` the numbers of their BIO tags, in the
order of the list above. Of nested or crossing entities the longest is tagged. \`document\` is the id of the page.

\`\`\`python
from datasets import load_dataset
data = load_dataset("path/to/this/folder", split="train")
tags = data.features["ner_tags"].feature.names
\`\`\`
`;
}

export const huggingface: Format = {
  id: "huggingface",
  about: {
    zh: "Hugging Face 数据集（JSON Lines）：每行一句，字与 BIO 标签编号，附数据集说明",
    en: "Hugging Face dataset (JSON Lines): a sentence a line, characters and numbered BIO tags, with its card",
  },
  losses: [
    {
      zh: "空白与控制字符、段落、角色、关系、备注、链接与属性不保留。",
      en: "White space and control characters, blocks, roles, relations, notes, links and attributes are left out.",
    },
    {
      zh: "嵌套或交叉的实体只留最长的一个，其余在导出后列出。",
      en: "Of nested or crossing entities only the longest is kept; the others are listed after the export.",
    },
  ],
  importer: null,
  exporter: {
    writes: "folder",
    extension: "jsonl",
    async write(documents, sink, context) {
      const tags = numbersFor(context);
      const numberOf = (tag: string) => {
        if (!tags.has(tag)) for (const letter of "BI") tags.set(`${letter}${tag.slice(1)}`, tags.size);
        return tags.get(tag);
      };
      let written = 0;
      await sink.write(dataName, "");
      await exportEach(documents, sink, context, (document) => {
        const { sentences, left } = taggedSentences(flatten(document));
        const said = leftNotice(left);
        if (said) context.notice(document, said);
        written += sentences.length;
        const lines = sentences.map((sentence, index) =>
          jsonLine({
            id: `${document.id}-${index + 1}`,
            document: document.id,
            tokens: sentence.tokens,
            ner_tags: sentence.tags.map(numberOf),
          }),
        );
        return [[dataName, lines.join("")]];
      });
      await sink.write("README.md", card(context, tags, written));
    },
  },
};
