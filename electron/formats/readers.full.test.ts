/**
 * What programs that are not ours read from our exports: Python itself, whose strings are code points, and the libraries
 * that people use with these formats, where they are installed. GALLEY_PYTHON names another interpreter than python3.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { findFormat } from "./index.ts";
import { flatten } from "./standoff/flat.ts";
import { outermost } from "./standoff/outermost.ts";
import { visibleLength } from "./standoff/sentences.ts";
import { exportToMemory, fieldDocument, randomDocument } from "./test-support.ts";

const interpreter = process.env.GALLEY_PYTHON ?? "python3";
const folder = mkdtempSync(join(tmpdir(), "galley-readers-"));
afterAll(() => rmSync(folder, { recursive: true }));

const documents: GalleyDocument[] = [
  fieldDocument(),
  ...fc.sample(randomDocument, { numRuns: 40, seed: 7 }).map((document, index) => ({
    ...document,
    id: `document-${index}`,
    source: { ...document.source, name: `page-${index}.txt` },
  })),
];

interface Span {
  document: number;
  type: string;
  text: string;
}

const inOrder = (spans: readonly Span[]) => spans.map((span) => JSON.stringify(span)).sort();
const spansOf = (document: GalleyDocument) => flatten(document).spans;
const allSpans = documents.flatMap((document, index): Span[] =>
  spansOf(document).map(({ type, text }) => ({ document: index, type, text })),
);
/** As readers see spans that may hold no line ends, or none of a row's white space. */
const squeezed = (spans: readonly Span[], gone: RegExp) =>
  spans.map((span) => ({ ...span, text: span.text.replace(gone, "") }));

function missing(modules: readonly string[]): string | null {
  const run = spawnSync(interpreter, ["-c", `import ${["json", ...modules].join(", ")}`], { encoding: "utf8" });
  if (run.error) return `${interpreter} is not installed`;
  return run.status === 0 ? null : `Python can't import ${modules.join(", ")}`;
}

async function write(id: string, options: Record<string, string | boolean>): Promise<string> {
  const out = join(folder, `${id}-${JSON.stringify(options).replace(/\W+/g, "")}`);
  mkdirSync(out, { recursive: true });
  const { bytes, failures } = await exportToMemory(findFormat(id), documents, new Map(), { options });
  expect(failures).toEqual([]);
  for (const [name, content] of bytes) writeFileSync(join(out, name), content);
  return out;
}

/** Runs a script in an export's folder; each line that it prints is a span. */
function spansRead(script: string, out: string): Span[] {
  const head =
    "import json, glob, re, sys\ndef say(document, type, text): print(json.dumps(dict(document=document, type=type, text=text), ensure_ascii=False))\n" +
    "def number(name):\n    m = re.search(r'page-(\\d+)', name)\n    return int(m.group(1)) + 1 if m else 0\n";
  const run = spawnSync(interpreter, ["-c", head + script], {
    cwd: out,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: "utf-8", HF_HUB_OFFLINE: "1", HF_HOME: join(folder, "hf") },
  });
  expect(run.stderr.includes("Traceback") ? run.stderr : "").toBe("");
  expect(run.status).toBe(0);
  return run.stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

interface Reader {
  name: string;
  format: string;
  options?: Record<string, string | boolean>;
  modules?: string[];
  script: string;
  /** What must be read; all spans when missing. */
  wanted?: Span[];
  gone?: RegExp;
}

const outer = documents.flatMap((document, index): Span[] =>
  outermost(spansOf(document).filter(({ text }) => visibleLength(text))).kept.map(({ type, text }) => ({
    document: index,
    type,
    text,
  })),
);

const readers: Reader[] = [
  {
    name: "doccano's labels, by Python's own offsets",
    format: "doccano",
    script: `
for index, line in enumerate(open("out", encoding="utf-8")):
    record = json.loads(line)
    for start, end, label in record["label"]: say(index, label, record["text"][start:end])`,
  },
  {
    name: "doccano's entities, by Python's own offsets",
    format: "doccano",
    options: { shape: "relations" },
    script: `
for index, line in enumerate(open("out", encoding="utf-8")):
    record = json.loads(line)
    for e in record["entities"]: say(index, e["label"], record["text"][e["start_offset"]:e["end_offset"]])
    ids = {e["id"] for e in record["entities"]}
    assert all(r["from_id"] in ids and r["to_id"] in ids for r in record["relations"])`,
  },
  {
    name: "CLUENER's labels, as its baselines read them",
    format: "cluener",
    script: `
for index, line in enumerate(open("out", encoding="utf-8")):
    record = json.loads(line)
    for label, names in record["label"].items():
        for name, places in names.items():
            for start, end in places:
                assert record["text"][start:end + 1] == name
                say(index, label, name)`,
  },
  {
    name: "Label Studio's results, in UTF-16 units",
    format: "labelstudio",
    script: `
for index, task in enumerate(json.load(open("out", encoding="utf-8"))):
    units = task["data"]["text"].encode("utf-16-le")
    assert "\\r" not in task["data"]["text"]
    for r in task["annotations"][0]["result"]:
        if r["type"] != "labels": continue
        v = r["value"]
        assert units[2 * v["start"]:2 * v["end"]].decode("utf-16-le") == v["text"]
        say(index, v["labels"][0], v["text"])`,
  },
  {
    name: "XMI, by Python's XML parser",
    format: "cas",
    script: `
import xml.etree.ElementTree as ET
for name in glob.glob("*.xmi"):
    root = ET.parse(name).getroot()
    sofa = root.find("{http:///uima/cas.ecore}Sofa").get("sofaString").encode("utf-16-le")
    for e in root.findall("{http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore}NamedEntity"):
        say(number(name), e.get("value"), sofa[2 * int(e.get("begin")):2 * int(e.get("end"))].decode("utf-16-le"))`,
  },
  ...(["xmi", "json"] as const).map(
    (form): Reader => ({
      name: `UIMA's ${form}, by DKPro cassis`,
      format: "cas",
      options: { json: form === "json" },
      modules: ["cassis"],
      script: `
import cassis
ner = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
segmentation = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
types = ${form === "json" ? "None" : 'cassis.load_typesystem(open("TypeSystem.xml", "rb"))'}
for name in glob.glob("*.${form}"):
    cas = ${form === "json" ? 'cassis.load_cas_from_json(open(name, "rb"))' : 'cassis.load_cas_from_xmi(open(name, "rb"), typesystem=types)'}
    for e in cas.select(ner): say(number(name), e.value, e.get_covered_text())
    for token in cas.select(segmentation + "Token"): assert token.get_covered_text().strip()
    for r in cas.select("webanno.custom.Relation"): assert r.Governor.value and r.Dependent.value`,
    }),
  ),
  {
    name: "W3C selectors, by Python's own offsets",
    format: "webannotation",
    script: `
for name in glob.glob("*.jsonld"):
    text = open(name.replace(".jsonld", ".txt"), encoding="utf-8-sig", newline="").read()
    for a in json.load(open(name, encoding="utf-8"))["first"]["items"]:
        if a["motivation"] != "tagging": continue
        quote, position = a["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"] and text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        say(number(name), a["body"][0]["value"], quote["exact"])`,
  },
  {
    name: "brat's annotations, by Python's own offsets",
    format: "brat",
    gone: /[\t\n\v\f\r\u0085\u2028\u2029]/g,
    script: `
for name in glob.glob("*.ann"):
    text = open(name.replace(".ann", ".txt"), encoding="utf-8", newline="").read()
    for line in open(name, encoding="utf-8", newline="\\n").read().split("\\n"):
        if not line.startswith("T"): continue
        _, where, surface = line.split("\\t")
        label, ranges = where.split(" ", 1)
        parts = [text[int(s):int(e)] for s, e in (r.split(" ") for r in ranges.split(";"))]
        assert " ".join(parts) == surface
        say(number(name), label, "".join(parts))`,
  },
  {
    name: "CoNLL's rows, as seqeval's users read them",
    format: "conll",
    gone: /[\s\u0085\p{Cc}]/gu,
    wanted: outer,
    script: `
document, open_ = -1, None
for line in open("out", encoding="utf-8", newline="\\n").read().split("\\n") + [""]:
    word, _, label = line.partition("\\t")
    if open_ and not label.startswith("I-"): say(*open_); open_ = None
    if word == "-DOCSTART-": document += 1
    elif label.startswith("B-"): open_ = [document, label[2:], word]
    elif label.startswith("I-"): open_[2] += word`,
  },
  {
    name: "spaCy's documents, by spaCy",
    format: "spacy",
    modules: ["spacy"],
    gone: /^[\s\u0085]+|[\s\u0085]+$/g,
    script: `
import spacy
from spacy.tokens import Doc
vocab = spacy.blank("xx").vocab
for index, line in enumerate(open("documents.jsonl", encoding="utf-8")):
    doc = Doc(vocab).from_json(json.loads(line))
    assert doc.text == json.loads(line)["text"]
    for span in doc.spans["sc"]: say(index, span.label_, span.text)`,
  },
  {
    name: "the Hugging Face dataset, by datasets",
    format: "huggingface",
    modules: ["datasets"],
    gone: /[\s\u0085\p{Cc}]/gu,
    wanted: outer,
    script: `
import os
from datasets import load_dataset
data = load_dataset(os.getcwd(), split="train")
names = data.features["ner_tags"].feature.names
order = []
for row in data:
    if row["document"] not in order: order.append(row["document"])
    index = 0 if not row["document"].startswith("document-") else int(row["document"][9:]) + 1
    open_ = None
    for token, tag in list(zip(row["tokens"], row["ner_tags"])) + [("", 0)]:
        label = names[tag]
        if open_ and not label.startswith("I-"): say(*open_); open_ = None
        if label.startswith("B-"): open_ = [index, label[2:], token]
        elif label.startswith("I-"): open_[2] += token`,
  },
  {
    name: "Parquet, by Arrow",
    format: "parquet",
    modules: ["pyarrow.parquet"],
    script: `
import pyarrow.parquet as pq
for index, row in enumerate(pq.read_table("out").to_pylist()):
    for e in row["entities"]:
        assert row["text"][e["start"]:e["end"]] == e["text"]
        say(index, e["type"], e["text"])`,
  },
];

test.for(readers.map((reader) => [reader.name, reader] as const))("%s", async ([, reader], { skip }) => {
  const lacking = missing(reader.modules ?? []);
  if (lacking) skip(lacking);
  const found = spansRead(reader.script, await write(reader.format, reader.options ?? {}));
  const gone = reader.gone ?? /(?!)/g;
  const wanted = squeezed(reader.wanted ?? allSpans, gone).filter(({ text }) => text);
  expect(wanted.length).toBeGreaterThan(20);
  expect(inOrder(squeezed(found, gone))).toEqual(inOrder(wanted));
});
