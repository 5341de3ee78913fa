/** Galley's own documents as one JSON array, or a single document's file as it lies in a corpus. */
import { GalleyError } from "../../shared/errors.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { decodeSource } from "./encoding.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import type { Format } from "./format.ts";
import { jsonForm, jsonLosses, otherJson, pageFromJson, parseJson } from "./galley-json.ts";

export const json: Format = {
  id: "json",
  about: {
    zh: "校样文档（JSON）：全部文档在一个文件里，内容完整",
    en: "Galley documents (JSON): all in one file, complete",
  },
  losses: jsonLosses,
  importer: {
    recognise: (head) => jsonForm(head) === "value",
    otherwise: (head, path) => otherJson(head, path) === "value",
    keepsFile: false,
    // JSON is UTF-8 by its standard, whatever encoding was chosen for the texts beside it.
    async *read(file) {
      const { name } = file;
      const value = parseJson(decodeSource(await file.bytes(), "utf-8", name), name);
      if (!Array.isArray(value)) {
        yield pageFromJson(value, name);
        return;
      }
      if (!value.length) throw new GalleyError("empty-file", `${name} holds no documents.`, { name });
      const total = value.length;
      for (const [index, item] of value.entries()) {
        const done = index + 1;
        yield { ...pageFromJson(item, `${name}, document ${done} of ${total}`), reached: { done, total } };
      }
    },
  },
  exporter: {
    writes: "file",
    extension: "json",
    async write(documents, sink, context) {
      let written = 0;
      await exportEach(documents, sink, context, (document) => {
        checkedBlocks(document);
        const text = serializeDocument(document).trimEnd();
        return [[context.fileName, `${written++ ? ",\n" : "[\n"}${text}`]];
      });
      await sink.write(context.fileName, written ? "\n]\n" : "[]\n");
    },
  },
};
