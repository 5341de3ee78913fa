/**
 * CoNLL for training: one character a line with its label, as Chinese models want it; read in any of its kinds.
 *
 * White space and control characters are left out; a sentence ends after 。！？； with the quotes and brackets that
 * close it, and at the end of a line or block, but never inside an entity. Of nested or crossing entities the longest stays.
 */
import { isLabel, labelOf, outside, type Scheme } from "./conll/labels.ts";
import { documentStart, flatOfSentences, type Row, rowOf } from "./conll/read-columns.ts";
import { leftNotice, readRows } from "./conll/write-rows.ts";
import { decodeSource, detectEncoding } from "./encoding.ts";
import { exportEach } from "./export-each.ts";
import type { Format, FormatOption, ImportedPage, ImportFile, ReadOptions } from "./format.ts";
import { badRecord } from "./standoff/bad-record.ts";
import { flatten } from "./standoff/flat.ts";
import { pageFromFlat } from "./standoff/flat-page.ts";
import { stemOf } from "./standoff/record-pages.ts";
import { linesOf, type NumberedLine } from "./support/lines.ts";
import { Utf8Lines } from "./support/utf8-lines.ts";

/**
 * Characters after which a file that doesn't divide itself into documents goes on in another page: training corpora hold
 * millions, a page some thousands.
 */
const PAGE_CHARACTERS = 20_000;
const comment = /^#(\s|$)/;

async function* readLines(file: ImportFile, options: ReadOptions): AsyncGenerator<NumberedLine> {
  const encoding = options.encoding === "auto" ? detectEncoding(file.head).encoding : options.encoding;
  if (encoding === "utf-8") yield* linesOf(file);
  else {
    const lines = decodeSource(await file.bytes(), encoding, file.name).split(/\r?\n/);
    for (const [index, text] of lines.entries()) yield { text, number: index + 1 };
  }
}

/** The file's documents, each its sentences; long ones without a sign of their own are divided between sentences. */
async function* documentsOf(file: ImportFile, options: ReadOptions): AsyncGenerator<Row[][]> {
  let sentences: Row[][] = [];
  let sentence: Row[] = [];
  let characters = 0;
  let divided = false;
  const finish = () => {
    if (sentence.length) sentences.push(sentence);
    sentence = [];
  };
  for await (const { text: line, number } of readLines(file, options)) {
    const row = rowOf(line);
    if (row?.word === documentStart) {
      finish();
      if (sentences.length) yield sentences;
      sentences = [];
      divided = true;
    } else if (row) {
      sentence.push(row);
      characters += row.word.length;
    } else if (!line.trim()) {
      finish();
      if (divided || characters < PAGE_CHARACTERS) continue;
      yield sentences;
      sentences = [];
      characters = 0;
    } else if (sentence.length || !comment.test(line)) {
      throw badRecord(
        `${file.name}, line ${number}`,
        `a word and its label (O, B-PER, I-PER …) should stand there, but it is “${line.slice(0, 60)}”`,
      );
    }
  }
  finish();
  if (sentences.length) yield sentences;
}

async function* read(file: ImportFile, options: ReadOptions): AsyncGenerator<ImportedPage> {
  const stem = stemOf(file.name);
  let number = 0;
  /** The first document's name depends on whether there is a second. */
  let waiting: Row[][] | null = null;
  const pageOf = (sentences: Row[][], name: string) =>
    pageFromFlat({ name, ...flatOfSentences(sentences, "conll"), relations: [], layout: null, notices: [] }, name);
  for await (const sentences of documentsOf(file, options)) {
    if (waiting) yield pageOf(waiting, `${stem}-${++number}`);
    waiting = sentences;
  }
  if (waiting) yield pageOf(waiting, number ? `${stem}-${number + 1}` : stem);
}

function recognise(head: Uint8Array): boolean {
  const text = new TextDecoder(detectEncoding(head).encoding).decode(head);
  const lines = text.split(/\r?\n/);
  // The last may be cut.
  const filled = lines.slice(0, lines.length > 1 ? -1 : 1).filter((line) => line.trim() && !comment.test(line));
  const rows: Row[] = [];
  for (const line of filled) {
    const row = rowOf(line);
    if (!row) return false;
    rows.push(row);
  }
  return rows.length > 2 && rows.some((row) => isLabel(row.label));
}

/** What MSRA's corpus calls the types that it has. */
const msraTypes = new Map([
  ["PER", "NR"],
  ["LOC", "NS"],
  ["ORG", "NT"],
]);

const options: FormatOption[] = [
  {
    name: "scheme",
    kind: "choice",
    default: "bio",
    choices: [
      { value: "bio", label: { zh: "BIO", en: "BIO" } },
      { value: "bioes", label: { zh: "BIOES", en: "BIOES" } },
      { value: "bmes", label: { zh: "BMES", en: "BMES" } },
    ],
    label: { zh: "标签", en: "Labels" },
  },
  {
    name: "separator",
    kind: "choice",
    default: "tab",
    choices: [
      { value: "tab", label: { zh: "制表符", en: "Tab" } },
      { value: "space", label: { zh: "空格", en: "Space" } },
    ],
    label: { zh: "字与标签之间", en: "Between character and label" },
  },
  {
    name: "types",
    kind: "choice",
    default: "corpus",
    choices: [
      { value: "corpus", label: { zh: "本语料库的类型", en: "The corpus's types" } },
      { value: "msra", label: { zh: "MSRA：NR、NS、NT", en: "MSRA's: NR, NS, NT" } },
    ],
    label: { zh: "类型名称", en: "Names of types" },
  },
  {
    name: "docstart",
    kind: "boolean",
    default: true,
    label: { zh: `每个文档之前写 ${documentStart}`, en: `${documentStart} before each document` },
  },
];

export const conll: Format = {
  id: "conll",
  about: {
    zh: "CoNLL：每行一个字与标签（BIO、BIOES、BMES），句间空一行；MSRA 等语料同此",
    en: "CoNLL: one character a line with its label (BIO, BIOES, BMES), a blank line between sentences; MSRA's corpus and the like too",
  },
  losses: [
    {
      zh: "空白与控制字符略去，段落、角色与文档信息不保留；重新导入时一句一段。",
      en: "White space, control characters, blocks, roles and what is known of the document are left out; read back, each sentence is a block.",
    },
    {
      zh: "嵌套或交叉的实体只留最长的一个，其余在导出后列出。",
      en: "Of nested or crossing entities only the longest is kept; the others are listed after the export.",
    },
    {
      zh: "不含实体的备注、链接与属性，不含关系。",
      en: "Notes, links and attributes of entities, and relations, are left out.",
    },
  ],
  importer: { inParts: true, recognise, read },
  exporter: {
    writes: "file",
    inParts: true,
    extension: "conll",
    options,
    async write(documents, sink, context) {
      const { scheme, separator, types, docstart } = context.options;
      const between = separator === "space" ? " " : "\t";
      // A label may hold no space, or it would be another column.
      const labelName = (type: string) => ((types === "msra" && msraTypes.get(type)) || type).replace(/\s/g, "_");
      const encoder = new TextEncoder();
      const endings = new Map<string, Uint8Array>();
      const endingOf = (label: string) => {
        const ending = endings.get(label) ?? encoder.encode(`${between}${label}\n`);
        endings.set(label, ending);
        return ending;
      };
      const outsideEnding = endingOf(outside);
      const blank = encoder.encode("\n");
      const beginning = encoder.encode(docstart ? `${documentStart}${between}${outside}\n\n` : "");
      const lines = new Utf8Lines();
      await sink.write(context.fileName, "");
      await exportEach(documents, sink, context, (document) => {
        const flat = flatten(document);
        lines.addBytes(beginning);
        const left = readRows(flat, {
          row(code, span, index, length) {
            const ending = span
              ? endingOf(labelOf(scheme as Scheme, labelName(span.type), index, length))
              : outsideEnding;
            lines.add(code, ending);
          },
          sentenceEnd: () => lines.addBytes(blank),
        });
        const said = leftNotice(left);
        if (said) context.notice(document, said);
        return [[context.fileName, lines.take()]];
      });
    },
  },
};
