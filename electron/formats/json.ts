/** Galley's own documents as one JSON array, or a single document's file as it lies in a corpus. */
import { GalleyError } from "../../shared/errors.ts";
import { serializeDocument } from "../../shared/model/serialize.ts";
import { decodeSource } from "./encoding.ts";
import { checkedBlocks, exportEach } from "./export-each.ts";
import { baseName } from "./file-names.ts";
import type { Format } from "./format.ts";
import { jsonForm, jsonLosses, pageFromJson, parseJson } from "./galley-json.ts";

export const json: Format = {
  id: "json",
  about: {
    zh: "校样文档（JSON）：全部文档在一个文件里，内容完整",
    en: "Galley documents (JSON): all in one file, complete",
  },
  losses: jsonLosses,
  importer: {
    recognise: (bytes, path) => jsonForm(bytes, path) === "value",
    // JSON is UTF-8 by its standard, whatever encoding was chosen for the texts beside it.
    read(bytes, path) {
      const name = baseName(path);
      const value = parseJson(decodeSource(bytes, "utf-8", name), name);
      if (!Array.isArray(value)) return [pageFromJson(value, name)];
      if (!value.length) throw new GalleyError("empty-file", `${name} holds no documents.`, { name });
      return value.map((item, index) => pageFromJson(item, `${name}, document ${index + 1} of ${value.length}`));
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
