/**
 * Sound inputs to begin from: what our own exporters write, files of other programs, the files of a corpus, and one
 * message for each method of the contract. Always the same ones, so that a seed and a number name a case.
 */
import { companionsIn } from "../../electron/formats/companions.ts";
import { formats } from "../../electron/formats/index.ts";
import {
  abbyyAlto,
  escriptoriumAlto,
  plainHocr,
  tesseractHocr,
  transkribusPage,
  verticalPage,
} from "../../electron/formats/layout/testing.ts";
import { column, makePdf } from "../../electron/formats/pdf/testing.ts";
import {
  block,
  documentOf,
  encode,
  entity,
  exportToMemory,
  fieldDocument,
  traditionalText,
} from "../../electron/formats/test-support.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { Kind } from "./mutate.ts";

export interface Input {
  /** As a file's name: a hint for importers, and for people who replay it. */
  name: string;
  kind: Kind;
  bytes: Uint8Array;
  /** Files beside it, by name. */
  siblings?: ReadonlyMap<string, Uint8Array>;
}

const text = new TextEncoder();
const bytesOf = (content: string) => text.encode(content);

/** Every kind of thing that a document may hold. */
export function richDocument(): GalleyDocument {
  const title = "標題：𠮷田茂訪問北京";
  const body = "國務院新聞\n辦公室宣佈。「完」他說＝1，e\u0301";
  const document = documentOf(
    [
      [
        block("title", title, [
          entity(title, "𠮷田茂", "PER", {
            id: "e1",
            ref: "q1",
            note: "首相\n第二行",
            attributes: { certainty: "高" },
          }),
          entity(title, "𠮷田茂訪問北京", "EVENT", { id: "e2" }),
        ]),
        block("paragraph", body, [entity(body, "新聞\n辦公室", "ORG", { id: "e4" })]),
      ],
      [block("caption", "圖：=SUM(A1)", [])],
    ],
    { id: "01JFUZZ0000000000000000001", name: "004_甲.txt" },
  );
  return {
    ...document,
    source: { ...document.source, length: 40, confidence: [[0, 2, 0.5]] },
    meta: { title: "題", publication: "大公報", date: "1931-09-18", page: "4", url: "https://example.org/a?b=1" },
    dismissed: [{ rule: "width", quote: "，", before: "甲", after: "乙" }],
    relations: [{ id: "r1", type: "PART_OF", from: "e1", to: "e4", by: "editor", note: "注" }],
  };
}

const sourceText = "標題：吉田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n";

/** As if every block's text came from the source's first characters. */
function withPieces(document: GalleyDocument): GalleyDocument {
  const length = new CodePointText(sourceText).length;
  let at = 0;
  return {
    ...document,
    articles: document.articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((each) => {
        const size = new CodePointText(each.text).length;
        if (at + size > length) return each;
        at += size;
        return {
          ...each,
          text: new CodePointText(sourceText).slice(at - size, at),
          pieces: [{ source: [at - size, at] }],
          entities: [],
        };
      }),
    })),
  } as GalleyDocument;
}

function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 200)).toString("latin1").replace(/^ï»¿/, "").trimStart();
  if (head.startsWith("PK")) return "zip";
  if (head.startsWith("<")) return "xml";
  if (!/^[[{]/.test(head)) return "text";
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return "json";
  } catch {
    return "lines";
  }
}

/** Files to import, by the id of their format. */
export async function importInputs(): Promise<Map<string, Input[]>> {
  const inputs = new Map<string, Input[]>();
  const add = (id: string, name: string, bytes: Uint8Array, siblings?: ReadonlyMap<string, Uint8Array>) => {
    const list = inputs.get(id) ?? [];
    inputs.set(id, list);
    list.push({ name, kind: kindOf(bytes), bytes, ...(siblings?.size ? { siblings } : {}) });
  };
  const documents = [richDocument(), fieldDocument()];
  for (const format of formats) {
    if (!format.importer || !format.exporter) continue;
    const choices = (format.exporter.options ?? []).flatMap((option) =>
      option.kind === "choice" ? option.choices.map(({ value }) => ({ [option.name]: value })) : [],
    );
    for (const options of [{}, ...choices]) {
      for (const list of [documents, documents.map(withPieces)]) {
        const sources = new Map(list.map(({ id }) => [id, sourceText]));
        const { bytes: files } = await exportToMemory(format, list, sources, { options });
        const belonging = companionsIn([...files.keys()], (name) => files.get(name) ?? null);
        for (const [name, bytes] of files) {
          if (belonging.has(name) || !bytes.length) continue;
          const others = new Map([...files].filter(([other]) => other !== name));
          add(format.id, name === "out" ? `out.${format.exporter.extension}` : name, bytes, others);
        }
      }
    }
  }
  for (const sample of [tesseractHocr, plainHocr]) add("hocr", "scan.hocr", bytesOf(sample));
  for (const sample of [abbyyAlto, escriptoriumAlto]) add("alto", "scan.xml", bytesOf(sample));
  for (const sample of [transkribusPage, verticalPage]) add("page", "scan.xml", bytesOf(sample));
  for (const encoding of ["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"] as const)
    add("txt", `頁.${encoding}.txt`, encode(traditionalText.slice(0, 300), encoding));
  add("html", "新聞.html", bytesOf(webPage));
  const texts = column([traditionalText.slice(0, 80)], { x: 40, y: 60, width: 200, size: 12 });
  add("pdf", "頁.pdf", makePdf({ pages: [{ texts }, { texts, rotate: 90 }, { picture: true }], labels: "A" }));
  return inputs;
}

const webPage = `<!doctype html><html><head><meta charset="gbk"><title>標題</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"標題","datePublished":"2020-01-01"}</script></head>
<body><nav>首頁</nav><article><h1>標題</h1><p>本報訊，<b>會議</b>召開。</p><figure><img src="a.png"><figcaption>圖</figcaption></figure>
<table><tr><td>一</td><td>二</td></tr></table><p>第二段&nbsp;&copy;</p></article></body></html>`;
