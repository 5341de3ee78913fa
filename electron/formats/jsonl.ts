/** Galley's own documents, one on each line: what streaming tools and scripts read. */
import { GalleyError } from "../../shared/errors.ts";
import { inFileOrder } from "../../shared/model/serialize.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { jsonForm, jsonLosses, otherJson, pageFromJson, parseJson } from "./galley-json.ts";
import { jsonLine } from "./standoff/json-line.ts";
import { linesOf } from "./support/lines.ts";

export const jsonl: Format = {
  id: "jsonl",
  about: {
    zh: "校样文档（JSON Lines）：每行一个文档，内容完整",
    en: "Galley documents (JSON Lines): one a line, complete",
  },
  losses: jsonLosses,
  importer: {
    inParts: true,
    recognise: (head) => jsonForm(head) === "lines",
    otherwise: (head, path) => otherJson(head, path) === "lines",
    keepsFile: false,
    async *read(file) {
      let pages = 0;
      for await (const { text, number } of linesOf(file)) {
        if (!text.trim()) continue;
        const place = `${file.name}, line ${number}`;
        yield pageFromJson(parseJson(text, place), place);
        pages++;
      }
      if (!pages) throw new GalleyError("empty-file", `${file.name} holds no documents.`, { name: file.name });
    },
  },
  exporter: {
    writes: "file",
    inParts: true,
    extension: "jsonl",
    async write(documents, sink, context) {
      await sink.write(context.fileName, "");
      await exportEach(documents, sink, context, (document) => {
        checkedBlocks(document);
        return [[context.fileName, jsonLine(inFileOrder(document))]];
      });
    },
  },
};
