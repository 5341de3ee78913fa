import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { sliceCodePoints } from "../../shared/model/offsets.ts";
import { exportFromCorpus } from "../corpus/export-documents.ts";
import { collect, temporaryCorpus, temporaryFolder } from "../corpus/testing.ts";
import { alto } from "./alto.ts";
import type { Format, ImportedPage } from "./format.ts";
import { layoutOf } from "./layout/recognised-files.ts";
import {
  abbyyAlto,
  escriptoriumAlto,
  plainHocr,
  tesseractHocr,
  transkribusPage,
  verticalPage,
} from "./layout/testing.ts";
import { page } from "./page.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { formatOfFile, memoryFile } from "./run-import.ts";
import { encode, exportToMemory, fieldDocument, pagesOf, randomDocument } from "./test-support.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each([
  ["hocr", tesseractHocr],
  ["hocr", plainHocr],
  ["alto", abbyyAlto],
  ["alto", escriptoriumAlto],
  ["page", transkribusPage],
  ["page", verticalPage],
])("%s is recognised by its content, whatever the file is called", (id, text) => {
  expect(formatOfFile(memoryFile("x.dat", bytesOf(text))).id).toBe(id);
});

test("a web page that nobody recognised text on is no hOCR", () => {
  expect(formatOfFile(memoryFile("x.html", bytesOf("<!DOCTYPE html><html><body>ocr_page</body></html>"))).id).not.toBe(
    "hocr",
  );
});

test("a file of several pages is a document for each, numbered", async () => {
  const pages = await pagesOf(bytesOf(plainHocr), "scan.hocr");
  expect(pages.map(({ name, text, rest }) => [name, text, rest?.meta])).toEqual([
    ["scan 1", "第一\u00a0頁\n\n四\n\n一", expect.objectContaining({ image: "1.png" })],
    ["scan 2", "第二頁", expect.objectContaining({ image: "2.png" })],
  ]);
});

test("a file in another encoding is read as it says", async () => {
  const text =
    '<?xml version="1.0" encoding="GBK"?><alto><Layout><Page ID="P7"><PrintSpace><TextBlock ID="b"><TextLine><String CONTENT="会议召开"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>';
  const [read] = await pagesOf(encode(text, "gb18030"), "gbk.xml");
  expect(read?.text).toBe("会议召开");
});

test.each([
  ["billion laughs", '<!DOCTYPE alto [<!ENTITY a "b">]>\n<alto>&a;</alto>', "line 1"],
  ["an unclosed element", "<alto>\n<Layout>\n</alto>", "line 3"],
  ["no page", "<alto/>", "no page"],
])("%s is refused with the file and the place", async (_, text, place) => {
  const error = await pagesOf(bytesOf(text), "壞.xml").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GalleyError);
  expect(String(error)).toContain("壞.xml");
  expect(String(error)).toContain(place);
});

const hasText = ({ articles }: GalleyDocument) => articles.some(({ blocks }) => blocks.some(({ text }) => text.trim()));

/** As files of lines have it: what is blank is none, and something is there. */
function withoutBlankLines(document: GalleyDocument): GalleyDocument {
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      const lines = block.text.split(/\r\n|\r|\n/).filter((line) => line.trim());
      return { ...block, text: lines.join("\n"), entities: [] };
    }),
  }));
  return { ...document, articles };
}

test.each([
  ["alto", alto],
  ["page", page],
] as const)("%s: whatever a document is, its lines and roles come back", async (_, format: Format) => {
  await expectRoundTrip(format, {
    documents: randomDocument.filter(hasText),
    normalize: withoutBlankLines,
    ignoring: ["line-ends", "empty-blocks", "articles", "entities", "relations", "meta", "names", "status"],
    runs: 60,
  });
});

test("whatever characters are cut out of or written into a file, it is read or refused by name", async () => {
  const change = fc.record({
    at: fc.nat(),
    length: fc.nat(40),
    text: fc.constantFrom("", "<", "&", "\0", "</", '"', "𠮷"),
  });
  const files = [tesseractHocr, abbyyAlto, transkribusPage];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (file, changes) => {
        let text = file;
        for (const { at, length, text: put } of changes) {
          const start = at % text.length;
          text = text.slice(0, start) + put + text.slice(start + length);
        }
        try {
          await pagesOf(bytesOf(text), "x.xml");
        } catch (error) {
          expect(error).toBeInstanceOf(GalleyError);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("a document from nowhere is written without places", async () => {
  for (const format of [alto, page]) {
    const { files, failures } = await exportToMemory(format, [fieldDocument()]);
    expect(failures).toEqual([]);
    const [read] = (await pagesOf(bytesOf([...files.values()][0] as string), "x.xml")) as [ImportedPage];
    expect(read.text).toBe("標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說");
  }
});

test("in a corpus: the file is kept, doubts are kept, a correction goes back into the file and to its box", async () => {
  const corpus = await temporaryCorpus();
  const [outcome] = await corpus.import({ path: "0004.xml", bytes: bytesOf(abbyyAlto), encoding: "auto" });
  const id = outcome?.id as string;
  expect(outcome).toMatchObject({ status: "imported", format: "alto" });
  const { document, source, hash } = await corpus.read(id);
  expect(document.meta).toMatchObject({ page: "第四版", image: "0004.tif" });
  expect(document.source.confidence).toEqual([
    [12, 17, 0.5],
    [28, 31, 0.41],
  ]);
  const original = (await corpus.readOriginal(document)) as Uint8Array;
  expect(Buffer.from(original).toString()).toBe(abbyyAlto);

  const layout = layoutOf(original, document.source, source);
  const word = layout?.regions.at(-1)?.lines[1]?.words[1];
  expect(word && [sliceCodePoints(source, word.start, word.end), word.shape?.box]).toEqual([
    "𠮷田茂",
    [330, 1000, 510, 1060],
  ]);

  const last = document.articles[0]?.blocks.at(-1);
  if (!last) throw new Error("there is a block");
  last.text = last.text.replace("𠮷田茂", "吉田茂");
  last.pieces = [{ source: [9, 28] }, { inserted: "吉" }, { source: [29, 31] }];
  await corpus.save(document, hash);
  for (const [format, ending] of [
    [alto, ""],
    [page, ""],
  ] as const) {
    const path = join(temporaryFolder(), `out-${format.id}${ending}`);
    const { failures, documents } = await exportFromCorpus(corpus, { format, ids: [id], path });
    expect({ failures, documents }).toEqual({ failures: [], documents: 1 });
    const xml = readFileSync(join(path, "0004.xml"), "utf8");
    if (format === alto) expect(xml).toBe(abbyyAlto.replace('CONTENT="𠮷田茂" WC="0.41"', 'CONTENT="吉田茂"'));
    const [again] = (await pagesOf(bytesOf(xml), "again.xml")) as [ImportedPage];
    expect(again.text).toBe(source.replace("𠮷田茂", "吉田茂"));
  }
  expect(await collect(corpus.verify({ repair: false }))).toEqual([]);
});
