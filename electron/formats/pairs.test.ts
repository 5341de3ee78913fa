import { expect, test } from "vitest";
import type { GalleyDocument } from "../../shared/model/document.ts";
import { articlesFromText } from "../../shared/model/from-text.ts";
import { applyFixes } from "../../shared/proofing/apply-edits.ts";
import { pairs } from "./pairs.ts";
import { proofsheet } from "./proofsheet.ts";
import { documentOf, exportedText, exportToMemory } from "./test-support.ts";

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
