/**
 * UIMA's CAS, as XMI with its type system or as JSON: what INCEpTION and DKPro read and write. Offsets are UTF-16 units.
 */
import { notice } from "../../shared/exchange-notices.ts";
import { type CasChoices, casOf } from "./cas/from-flat.ts";
import { jsonCasOf, readJsonCas } from "./cas/json-cas.ts";
import { flatOfCas } from "./cas/to-flat.ts";
import { readTypeSystem, typeSystemName, typeSystemXml, withoutTypeSystem } from "./cas/type-system.ts";
import { casTypes } from "./cas/types.ts";
import { readXmi, xmiOf } from "./cas/xmi.ts";
import { decodeSource } from "./encoding.ts";
import { exportEach } from "./export-each.ts";
import { makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile } from "./format.ts";
import { flatten } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { jsonHead } from "./standoff/json-head.ts";
import { layoutLosses, layoutOption } from "./standoff/layout-option.ts";
import { stemOf } from "./standoff/record-pages.ts";
import { decodeXml, hasForbiddenInXml, xmlRoot } from "./support/xml.ts";

const isJson = (head: Uint8Array) => {
  const record = jsonHead(head)?.record;
  return record !== undefined && ("%FEATURE_STRUCTURES" in record || "%TYPES" in record);
};

function isXmi(head: Uint8Array): boolean {
  const root = xmlRoot(head);
  return root?.name === "XMI" && root.tag.includes("http:///uima/cas.ecore");
}

async function* read(file: ImportFile): AsyncGenerator<ImportedPage> {
  const { name } = file;
  const bytes = await file.bytes();
  const types = isJson(file.head) ? null : await file.sibling(typeSystemName);
  const isReference = types ? readTypeSystem(decodeXml(types, typeSystemName), typeSystemName) : withoutTypeSystem;
  const cas = isJson(file.head)
    ? readJsonCas(decodeSource(bytes, "utf-8", name), name)
    : readXmi(decodeXml(bytes, name), name, isReference);
  const { title, ...flat } = flatOfCas(cas, name);
  yield pageFromFlat({ name: title || stemOf(name), ...flat }, name);
}

export const cas: Format = {
  id: "cas",
  about: {
    zh: "UIMA CAS（XMI 或 JSON）：每个文档一个文件，供 INCEpTION 使用，按 UTF-16 单位计数",
    en: "UIMA CAS (XMI or JSON): a file for each document, as INCEpTION reads it, offsets in UTF-16 units",
  },
  losses: [
    ...layoutLosses,
    {
      zh: "XMI 容不下的控制字符写成 U+FFFD。",
      en: "Control characters that XMI can't hold become U+FFFD.",
    },
    {
      zh: "读入时，词性、句法等层不保留；自定义层的标注成为实体。",
      en: "When read, layers of grammar are left out; annotations of one's own layers become entities.",
    },
  ],
  importer: {
    recognise: (head) => isXmi(head) || isJson(head),
    companions: (name) => (/\.xmi$/i.test(name) ? [typeSystemName] : []),
    read,
  },
  exporter: {
    writes: "folder",
    extension: "xmi",
    options: [
      {
        name: "json",
        kind: "boolean",
        default: false,
        label: { zh: "写成 JSON，而非 XMI", en: "As JSON instead of XMI" },
      },
      {
        name: "tokens",
        kind: "choice",
        default: "character",
        choices: [
          { value: "character", label: { zh: "每字一个", en: "Characters" } },
          { value: "word", label: { zh: "按词切分", en: "Words" } },
        ],
        label: { zh: "Token 层", en: "Token layer" },
      },
      layoutOption,
    ],
    async write(documents, sink, context) {
      const { json, tokens, layout } = context.options;
      const choices: CasChoices = { tokens: tokens === "word" ? "word" : "character", layout: layout === true };
      const extension = json ? "json" : "xmi";
      const fileName = makeFileNamer(extension);
      const attributes = new Set<string>();
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const own = new Set(flat.spans.flatMap((span) => Object.keys(span.attributes)));
        for (const name of own) attributes.add(name);
        const content = casOf(document, flat, context.registry, choices);
        const path = `${fileName(document.source.name)}.${extension}`;
        if (json) return [[path, jsonCasOf(content, casTypes(own))]];
        if (hasForbiddenInXml(content.text))
          context.notice(document, notice("xml-characters", { list: document.source.name }));
        return [[path, xmiOf(content)]];
      });
      if (!json) await sink.write(typeSystemName, typeSystemXml(casTypes(attributes)));
    },
  },
};
