/**
 * Aligned lines for training correctors of OCR: every line of the source beside what it became, twice, as a table with
 * tabs and as JSON Lines. The alignment is by provenance, so it is exact also where lines were joined or moved. Either of
 * the two is read back as pages whose source and text are these lines.
 */
import { linePairs } from "../../shared/corrections/pairs.ts";
import { pagesOfPairs } from "./aligned/pair-pages.ts";
import { isPairJson, isPairTable, pairField, pairsInJson, pairsInTable } from "./aligned/read-pairs.ts";
import { exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { jsonHead } from "./standoff/json-head.ts";

const columns = ["document", "line", "start", "end", "changed", "source", "corrected"] as const;

export const pairs: Format = {
  id: "pairs",
  about: {
    zh: "对齐行：原文一行、改后一行，用于训练文字识别纠错（TSV 与 JSON Lines）",
    en: "Aligned lines: a line of the source, the same line corrected, for training correctors of OCR (TSV and JSON Lines)",
  },
  losses: [
    {
      zh: "只含来自原文的行；另加的段落、行序、角色与实体略去。",
      en: "Lines of the source only: blocks put in, order, roles and entities are left out.",
    },
    { zh: "空行与行首的 # 与 > 标记略去。", en: "Blank lines, and # and > marks at a line's start, are left out." },
    {
      zh: "读回时每段连续的行为一段，文档编号作名称。",
      en: "Read back, lines without a blank one between them are a block, and the document's id is its name.",
    },
  ],
  importer: {
    inParts: true,
    recognise: (head) => isPairTable(head) || isPairJson(head),
    // The table beside it says the same.
    companions: (name) => (/\.jsonl$/i.test(name) ? [name.replace(/jsonl$/i, "tsv")] : []),
    read: (file) => pagesOfPairs(file.name, jsonHead(file.head) ? pairsInJson(file) : pairsInTable(file)),
  },
  exporter: {
    writes: "folder",
    extension: "tsv",
    async write(documents, sink, context) {
      await sink.write("pairs.tsv", `${columns.join("\t")}\n`);
      await sink.write("pairs.jsonl", "");
      await exportEach(documents, sink, context, async (document) => {
        const rows: string[] = [];
        const lines: string[] = [];
        for (const { line, start, end, source, corrected } of linePairs(document, await context.source(document))) {
          const changed = source !== corrected;
          rows.push(
            `${[document.id, line, start, end, changed ? 1 : 0, pairField(source), pairField(corrected)].join("\t")}\n`,
          );
          lines.push(`${JSON.stringify({ document: document.id, line, start, end, changed, source, corrected })}\n`);
        }
        return [
          ["pairs.tsv", rows.join("")],
          ["pairs.jsonl", lines.join("")],
        ];
      });
    },
  },
};
