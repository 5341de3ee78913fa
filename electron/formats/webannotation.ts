/**
 * W3C Web Annotations (JSON-LD): each entity an annotation with its position, in code points, and its quote with 32
 * characters before and after, by which it is found again when the text was changed elsewhere.
 */
import type { EncodingChoice } from "../../shared/api.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { decodeSource } from "./encoding.ts";
import { exportEach } from "./export-each.ts";
import { baseName, makeFileNamer } from "./file-names.ts";
import type { Format, ImportedPage, ImportFile, ReadOptions, UnreadRecord } from "./format.ts";
import { parseJson } from "./galley-json.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { flatten } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { isObject, jsonHead } from "./standoff/json-head.ts";
import { layoutKey, layoutOf, readLayout } from "./standoff/layout.ts";
import { layoutLosses, layoutOption } from "./standoff/layout-option.ts";
import { linksOf } from "./standoff/links.ts";
import { stemOf } from "./standoff/record-pages.ts";
import { readTextFile, type TextFile } from "./standoff/text-file.ts";
import { encodeUtf8 } from "./support/extracted.ts";
import { annotationsIn, bySource, readAnnotations } from "./webannotation/read.ts";
import {
  context as annoContext,
  annotationOf,
  documentUrn,
  linkOf,
  textAnnotation,
  type Written,
} from "./webannotation/write.ts";

function recognise(head: Uint8Array): boolean {
  const record = jsonHead(head)?.record;
  if (!record) return false;
  const contexts = [record["@context"]].flat();
  if (contexts.some((each) => typeof each === "string" && /^https?:\/\/www\.w3\.org\/ns\/anno(\.jsonld)?$/.test(each)))
    return true;
  return (
    [record.type].flat().some((each) => /^Annotation(Page|Collection)?$/.test(String(each))) &&
    record.data === undefined
  );
}

/** The text that annotations are of: in a file beside theirs, by its own name or by theirs. */
async function textBeside(file: ImportFile, source: string, encoding: EncodingChoice): Promise<TextFile | null> {
  let last = baseName(source);
  try {
    last = decodeURIComponent(last);
  } catch {
    // Not encoded as addresses are: taken as it is.
  }
  for (const name of [last, `${stemOf(file.name)}.txt`]) {
    const bytes = /\.(txt|text|md)$/i.test(name) ? await file.sibling(name) : null;
    if (bytes) return readTextFile(bytes, name, encoding);
  }
  return null;
}

async function* read(file: ImportFile, { encoding }: ReadOptions): AsyncGenerator<ImportedPage | UnreadRecord> {
  const { name } = file;
  const value = parseJson(decodeSource(await file.bytes(), "utf-8", name), name);
  const groups = bySource(annotationsIn(value));
  if (!groups.length) throw badRecord(name, "it holds no annotations of a text");
  const whole = isObject(value) && groups.length === 1 ? value : {};
  const layout = readLayout(whole[layoutKey]);
  const title = typeof whole.label === "string" ? whole.label : null;
  for (const [index, { source, text: embedded, annotations }] of groups.entries()) {
    const beside = embedded === null ? await textBeside(file, source, encoding) : null;
    const text = embedded ?? beside?.text;
    if (text === undefined) {
      const reason = `the text that the annotations are of (${source}) is neither in the file nor beside it`;
      yield { error: badRecord(name, reason, `Put it beside the file as ${stemOf(name)}.txt and import again.`) };
      continue;
    }
    const page = readAnnotations(annotations, new CodePointText(text));
    const flat = { name: beside?.name ?? title ?? stemOf(name), text, layout, ...page };
    yield {
      ...pageFromFlat({ ...flat, ...(beside && { source: beside.source }) }, name),
      reached: { done: index + 1, total: groups.length },
    };
  }
}

export const webannotation: Format = {
  id: "webannotation",
  about: {
    zh: "W3C 网络标注（JSON-LD）：按位置与引文定位，按码位计数",
    en: "W3C Web Annotations (JSON-LD): by position and quote, offsets in code points",
  },
  losses: layoutLosses,
  importer: {
    recognise,
    companions: (name) => (/\.jsonld$/i.test(name) ? [`${stemOf(name)}.txt`] : []),
    read,
  },
  exporter: {
    writes: "folder",
    extension: "jsonld",
    options: [
      {
        name: "text",
        kind: "choice",
        default: "file",
        choices: [
          { value: "file", label: { zh: "写在旁边的 .txt 文件", en: "In a .txt file beside it" } },
          { value: "embedded", label: { zh: "写在同一个文件里", en: "In the same file" } },
        ],
        label: { zh: "文字", en: "The text" },
      },
      layoutOption,
    ],
    async write(documents, sink, context) {
      const { text: where, layout } = context.options;
      const fileName = makeFileNamer("jsonld");
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        const name = fileName(document.source.name);
        const inFile = where === "file";
        const source = inFile ? encodeURIComponent(`${name}.txt`) : `${documentUrn}${document.id}`;
        const written: Written = { document, flat, links: linksOf(flat, context.registry), source };
        const items = [
          textAnnotation(written, !inFile),
          ...flat.spans.map((span) => annotationOf(span, written)),
          ...flat.relations.map((relation) => linkOf(relation, written)),
        ];
        const collection = {
          "@context": annoContext,
          id: `${documentUrn}${document.id}`,
          type: "AnnotationCollection",
          label: document.source.name,
          total: items.length,
          ...(layout && { [layoutKey]: layoutOf(document, flat, { details: false }) }),
          first: { type: "AnnotationPage", startIndex: 0, items },
        };
        const json = `${JSON.stringify(collection, null, 1)}\n`;
        return inFile
          ? [
              [`${name}.txt`, encodeUtf8(flat.text.text)],
              [`${name}.jsonld`, json],
            ]
          : [[`${name}.jsonld`, json]];
      });
    },
  },
};
