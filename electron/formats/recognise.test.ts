/** Recognition by content alone: every sample is of one format and of no other, whatever its name. */
import { expect, test } from "vitest";
import { companionsIn } from "./companions.ts";
import { type Format, headBytes } from "./format.ts";
import { formats } from "./index.ts";
import { block, documentOf, exportToMemory, fieldDocument, headline } from "./test-support.ts";

/** Ids of the formats that take the bytes for their own. */
function takersOf(bytes: Uint8Array): string[] {
  const head = bytes.subarray(0, headBytes);
  return formats.filter(({ importer }) => importer?.recognise(head, "sample")).map(({ id }) => id);
}

/** Every way in which a format can be written, one option at a time. */
function waysOf({ exporter }: Format): Record<string, string | boolean>[] {
  const changed = (exporter?.options ?? []).flatMap((option): Record<string, string | boolean>[] => {
    if (option.kind === "boolean") return [{ [option.name]: !option.default }];
    return option.kind === "choice" ? option.choices.map(({ value }) => ({ [option.name]: value })) : [];
  });
  return [{}, ...changed];
}

// What any text is, if it is nothing else.
const plain = new Set(["txt", "markdown"]);
const written = formats
  .filter(({ importer, exporter }) => importer && exporter)
  .flatMap((format) => waysOf(format).map((options) => [format.id, JSON.stringify(options), options, format] as const));

test.for(written)("what %s writes with %s", async ([id, , options, format]) => {
  const long = documentOf([[block("title", headline), block("paragraph", "字".repeat(25_000))]], { name: "long" });
  for (const document of [fieldDocument(), long]) {
    const { bytes } = await exportToMemory(format, [document], new Map(), { options });
    const belonging = companionsIn([...bytes.keys()], (name) => bytes.get(name) ?? null);
    const single = bytes.get("out");
    const samples = single ? [single] : [...bytes].filter(([name]) => !belonging.has(name)).map(([, each]) => each);
    // A page without annotations has nothing that a standoff format could be told by.
    const recognisable = samples.filter((each) => each.length);
    for (const sample of recognisable) expect(takersOf(sample)).toEqual(plain.has(id) ? [] : [id]);
  }
});

const lines = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const long = "字".repeat(25_000);
const region = { start: 3, end: 7, text: "𠮷田茂", labels: ["Person"] };
const results = [{ id: "a", type: "labels", from_name: "l", to_name: "t", value: region }];

test.for([
  ["doccano", "labels", lines({ id: 1, text: headline, label: [[3, 6, "Person"]], Comments: [] })],
  ["doccano", "no labels", lines({ id: 1, text: headline, label: [] })],
  [
    "doccano",
    "an older version's",
    lines({ id: 1, text: headline, meta: {}, annotation_approver: null, labels: [[3, 6, "P"]] }),
  ],
  ["doccano", "relations", lines({ id: 1, text: headline, entities: [], relations: [] })],
  ["doccano", "an array", JSON.stringify([{ id: 1, text: headline, label: [[3, 6, "P"]] }], null, 2)],
  ["doccano", "a long text", lines({ id: 1, text: long, label: [[3, 6, "Person"]] })],
  ["cluener", "its own", lines({ text: headline, label: { name: { 𠮷田茂: [[3, 5]] } } })],
  [
    "labelstudio",
    "an export",
    JSON.stringify([{ id: 1, annotations: [{ result: results }], data: { text: headline } }]),
  ],
  [
    "labelstudio",
    "an export in lines",
    JSON.stringify([{ id: 1, annotations: [], data: { text: headline } }], null, 2),
  ],
  ["labelstudio", "tasks to import", JSON.stringify([{ data: { text: headline } }])],
  ["labelstudio", "predictions", JSON.stringify([{ data: { text: headline }, predictions: [{ result: results }] }])],
  ["labelstudio", "a long text", JSON.stringify([{ data: { text: long }, annotations: [] }])],
  [
    "labelstudio",
    "its short form",
    JSON.stringify([{ text: headline, id: 1, label: [region], annotator: 1, annotation_id: 2 }]),
  ],
  ["conll", "CoNLL-2003", "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n"],
  ["conll", "MSRA", "當\tO\n希\tO\n望\tB-ORG\n\n"],
  ["conll", "BMES with spaces and CRLF", "高 B-NAME\r\n勇 E-NAME\r\n： O\r\n\r\n"],
  ["brat", "annotations", "T1\tPerson 3 6\t𠮷田茂\nR1\tVisits Arg1:T1 Arg2:T2\n#1\tAnnotatorNotes T1\t首相\n"],
  ["brat", "an event's", "T1\tVisit 6 8\t訪問\nE1\tVisit:T1\n"],
  [
    "cas",
    "XMI",
    '<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"><cas:NULL xmi:id="0"/></xmi:XMI>',
  ],
  ["cas", "JSON", JSON.stringify({ "%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {} })],
  [
    "webannotation",
    "one",
    JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", type: "Annotation", target: "a.txt" }),
  ],
  ["webannotation", "a list", JSON.stringify([{ type: "Annotation", body: [], target: { source: "a.txt" } }])],
  ["pairs", "a table", "document\tline\tstart\tend\tchanged\tsource\tcorrected\n01J\t1\t0\t2\t1\t𠮷頭\t吉頭\n"],
  ["pairs", "a table of others", "source\tcorrected\tdocument\r\n甲\t乙\ta.txt\r\n"],
  [
    "pairs",
    "lines",
    lines({ document: "01J", line: 1, start: 0, end: 2, changed: true, source: "甲", corrected: "乙" }),
  ],
  [
    "pairs",
    "a long line",
    lines({ document: "01J", line: 1, start: 0, end: 2, changed: true, source: long, corrected: long }),
  ],
  ["icdar", "its own", "[OCR_toInput] 吉田茂\n[OCR_aligned] 吉田茂\n[ GS_aligned] 𠮷田茂\n"],
  ["icdar", "a long text with CRLF", `\uFEFF[OCR_toInput] ${long}\r\n[OCR_aligned] ${long}\r\n[ GS_aligned] ${long}`],
  ["json", "one document's file", JSON.stringify(fieldDocument(), null, 2)],
  ["jsonl", "documents", lines(fieldDocument())],
] as const)("%s: %s", ([id, , text]) => {
  expect(takersOf(Buffer.from(text))).toEqual([id]);
});

test.for([
  ["text", "標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。\n"],
  ["other pairs", lines({ source: "甲", target: "乙" })],
  ["a table of other things", "source\ttarget\n甲\t乙\n"],
  ["text with tabs", "甲\t乙\n丙\t丁\n戊\t己\n"],
  ["notes", "T1 是甲\nT2 是乙\n"],
  ["other JSON", '{"name":"galley","version":"1"}'],
  ["GeoJSON", '{"type":"FeatureCollection","features":[]}'],
  ["a chat", '{"messages":[{"role":"user","content":"甲"}]}\n'],
] as const)("%s is of no format", ([, text]) => {
  expect(takersOf(Buffer.from(text))).toEqual([]);
});
