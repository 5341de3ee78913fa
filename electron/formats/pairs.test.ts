import fc from "fast-check";
import { expect, test } from "vitest";
import { linePairs } from "../../shared/corrections/pairs.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import { verifyDocument } from "../../shared/model/verify.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import { pageOfPairs, type ReadPair } from "./aligned/pair-pages.ts";
import { companionsIn } from "./companions.ts";
import type { ImportedPage } from "./format.ts";
import { pairs } from "./pairs.ts";
import { proofsheet } from "./proofsheet.ts";
import { memoryFile, readPages } from "./run-import.ts";
import { documentOf, exportedText, exportToMemory, pagesOf } from "./test-support.ts";

const text = "# 𠮷頭\t條\n\n第一行,\n第二\\行\n\n<script>本版</script>";

function corrected(): GalleyDocument {
  const document = { ...documentOf([], { name: "a&b.txt" }), articles: articlesFromText(text) };
  document.meta = { ...document.meta, title: "<b>標題" };
  return applyFixes(document, [
    [{ do: "replace", block: "b1", start: 0, end: 1, text: "吉" }],
    [
      { do: "replace", block: "b2", start: 3, end: 5, text: "，" },
      { do: "replace", block: "b2", start: 9, end: 9, text: "。\n" },
    ],
    [{ do: "move", blocks: ["b3"], place: "before", of: "b2" }],
  ]).document;
}

test("every line stands beside what it became, as a table and as JSON Lines that say the same", async () => {
  const document = corrected();
  const { files } = await exportToMemory(pairs, [document], new Map([[document.id, text]]));
  const rows = (files.get("pairs.tsv") ?? "")
    .trimEnd()
    .split("\n")
    .map((row) => row.split("\t"));
  expect(rows).toEqual([
    ["document", "line", "start", "end", "changed", "source", "corrected"],
    [document.id, "1", "2", "6", "1", "𠮷頭\\t條", "吉頭\\t條"],
    [document.id, "3", "8", "12", "1", "第一行,", "第一行，"],
    [document.id, "4", "13", "17", "1", "第二\\\\行", "第二\\\\行。\\n"],
    [document.id, "6", "19", "38", "0", "<script>本版</script>", "<script>本版</script>"],
  ]);
  const lines = (files.get("pairs.jsonl") ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[2]).toEqual({
    document: document.id,
    line: 4,
    start: 13,
    end: 17,
    changed: true,
    source: "第二\\行",
    corrected: "第二\\行。\n",
  });
  const plain = (field: string) =>
    field.replace(/\\(.)/g, (_, one: string) => ({ t: "\t", n: "\n", r: "\r" })[one] ?? one);
  expect(rows.slice(1).map((row) => [plain(row[5] ?? ""), plain(row[6] ?? "")])).toEqual(
    lines.map((line) => [line.source, line.corrected]),
  );
});

test("a document without its source is refused by name and the others are written", async () => {
  const document = corrected();
  const gone = { ...corrected(), id: "01JDABCDEFGHJKMNPQRSTVWXY0" };
  const { files, failures } = await exportToMemory(pairs, [gone, document], new Map([[document.id, text]]));
  expect(failures).toMatchObject([{ document: gone.id, code: "not-found" }]);
  expect(files.get("pairs.jsonl")).toContain(document.id);
});

test("the proof sheet shows every change, runs nothing, and takes imported text for text", async () => {
  const document = corrected();
  const { files } = await exportToMemory(proofsheet, [document], new Map([[document.id, text]]));
  const html = files.get("out") ?? "";
  expect(html).toContain("<del>𠮷</del><ins>吉</ins>");
  expect(html).toContain('<del class="slight">,</del><ins>，</ins>');
  expect(html).toContain('<span class="seam">⏎</span>');
  expect(html).toContain('移自原文第 3 行 <span lang="en">from line 3</span>');
  expect(html).toContain('标点 <span lang="en">punctuation</span> <b>2</b>');
  expect(html).toContain('正文 <span lang="en">Paragraph</span>');
  expect(html).toContain("&lt;script&gt;本版&lt;/script&gt;");
  expect(html).toContain("<h1>&lt;b&gt;標題</h1>");
  expect(html).not.toMatch(/<script|<b>標|<img|src=|href=| on\w+=/);
  expect(html).toContain("default-src 'none'");
  expect(html.trimEnd().endsWith("</html>")).toBe(true);
});

test("a page without changes is a sheet without marks", async () => {
  const document = { ...documentOf([]), articles: articlesFromText(text) };
  const { files } = await exportToMemory(proofsheet, [document], new Map([[document.id, text]]));
  expect(files.get("out")).not.toMatch(/<del|<ins|class="seam"|class="block changed"/);
  expect(await exportedText(proofsheet, [])).toContain("</html>");
});

const utf8 = (written: string) => new TextEncoder().encode(written);

test("both files are read back as the lines and what they became, and the table goes with the other", async () => {
  const document = corrected();
  const other = { ...corrected(), id: "01JDABCDEFGHJKMNPQRSTVWXY0" };
  const sources = new Map([document, other].map(({ id }) => [id, text]));
  const { bytes } = await exportToMemory(pairs, [document, other], sources);
  expect([...companionsIn([...bytes.keys()], (name) => bytes.get(name) ?? null)]).toEqual(["pairs.tsv"]);
  const [lines, table] = await Promise.all(
    ["pairs.jsonl", "pairs.tsv"].map((name) => pagesOf(bytes.get(name) ?? utf8(""), name)),
  );
  expect(lines).toEqual(table);
  expect(lines?.map(({ name }) => name)).toEqual([document.id, other.id]);
  expect(lines?.[0]?.text).toBe("𠮷頭\t條\n\n第一行,\n第二\\行\n\n<script>本版</script>");
  expect(lines?.[0]?.articles[0]?.blocks.map(({ text: each, pieces }) => [each, pieces])).toEqual([
    ["吉頭\t條", [{ inserted: "吉" }, { source: [1, 4] }]],
    ["第一行，\n第二\\行。\n", [{ source: [6, 9] }, { inserted: "，" }, { source: [10, 15] }, { inserted: "。\n" }]],
    ["<script>本版</script>", [{ source: [17, 36] }]],
  ]);
});

test("a line that can't be read is told by its place and the others are imported", async () => {
  const table = "document\tline\tsource\tcorrected\na\t1\t甲\t乙\na\t2\t丙\na\tx\t丙\t丁\n\na\t4\t戊\t\n";
  const found: unknown[] = [];
  for await (const page of readPages(memoryFile("页.tsv", utf8(table)), { encoding: "auto" })) found.push(page);
  expect(found).toMatchObject([
    { error: { code: "bad-record", message: expect.stringMatching(/^页\.tsv, line 3: it has 3 columns/) } },
    { error: { code: "bad-record", message: expect.stringMatching(/^页\.tsv, line 4: it is no pair.*line/) } },
    { name: "a", text: "甲\n\n戊" },
  ]);
  expect((found[2] as ImportedPage).articles[0]?.blocks.map((block) => block.text)).toEqual(["乙"]);
  const half = '{"document":"a","source":"\\ud842","corrected":"a"}\n';
  await expect(pagesOf(utf8(half), "a.jsonl")).rejects.toThrow(/a\.jsonl, line 1: .*half a character/);
  await expect(pagesOf(utf8("甲\t乙\n"), "a.tsv", { format: "pairs" })).rejects.toThrow(/line 1: .*columns/);
  await expect(pagesOf(utf8("document\tsource\tcorrected\n"), "a.tsv")).rejects.toThrow(/holds no pairs/);
});

const words = fc
  .array(fc.constantFrom(..."甲乙丙𠮷😀，\\\t", "e\u0301"), { maxLength: 8 })
  .map((list) => list.join(""));
/** Each keeps its first and last character, or nothing: what keeps none is nobody's line by provenance. */
const randomPairs: fc.Arbitrary<ReadPair[]> = fc
  .array(
    fc.record({
      gap: fc.constantFrom(1, 1, 2),
      from: words,
      to: words,
      becomes: fc.constantFrom("same", "other", "other", "nothing"),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) => {
    let line = 0;
    return list.map(({ gap, from, to, becomes }, index) => {
      line += index ? gap : 1;
      const source = `國${from}家`;
      const corrected = becomes === "nothing" ? "" : becomes === "same" ? source : `國${to}家`;
      return { document: "a", line, source, corrected };
    });
  });

test("pages of pairs are sound, and give the same pairs again", () => {
  fc.assert(
    fc.property(randomPairs, (wanted) => {
      const page = pageOfPairs("a", wanted);
      const source = new CodePointText(page.text);
      const document: GalleyDocument = { ...documentOf([]), articles: page.articles };
      document.source.length = source.length;
      expect(verifyDocument(document, source)).toEqual([]);
      const again = linePairs(document, source).map(({ line, ...pair }) => [line, pair.source, pair.corrected]);
      expect(again).toEqual(wanted.map(({ line, ...pair }) => [line, pair.source, pair.corrected]));
    }),
    { numRuns: 300 },
  );
});
