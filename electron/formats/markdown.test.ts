import { expect, test } from "vitest";
import { markdown } from "./markdown.ts";
import { block, documentOf, exportToMemory, fieldDocument, pagesOf } from "./test-support.ts";

async function markdownOf(...articles: Parameters<typeof documentOf>[0]): Promise<string> {
  const { files } = await exportToMemory(markdown, [documentOf(articles)]);
  return [...files.values()].join("");
}

test("writes the field's test document", async () => {
  const { files } = await exportToMemory(markdown, [fieldDocument()]);
  expect([...files]).toEqual([
    ["004_04b86e9b1138073a.md", "# 標題：𠮷田茂訪問北京\n\n國務院新聞\n辦公室宣佈。「完」他說\n"],
  ]);
});

test("every role is readable, articles are divided by a rule", async () => {
  const text = await markdownOf(
    [
      block("kicker", "肩"),
      block("title", "題"),
      block("subtitle", "副\n二"),
      block("byline", "□記者"),
      block("heading", "小"),
    ],
    [
      block("quote", "引\n\n文"),
      block("caption", " 圖 "),
      block("credit", ""),
      block("boilerplate", "合办"),
      block("x", "其他"),
    ],
  );
  expect(text).toBe(
    "**肩**\n\n# 題\n\n**副**\\\n**二**\n\n*□記者*\n\n## 小\n\n---\n\n> 引\n>\n> 文\n\n*圖*\n\n*合办*\n\n其他\n",
  );
});

test.for([
  ["# 不是標題", "\\# 不是標題"],
  ["> 不是引文", "\\> 不是引文"],
  ["- 不是列表", "\\- 不是列表"],
  ["---", "\\---"],
  ["===", "\\==="],
  ["2020. 年", "2020\\. 年"],
  ["1) 一", "1\\) 一"],
  ["2020年", "2020年"],
  ["*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"],
  ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
  ["![x](javascript:y) &amp; a|b \\", "!\\[x\\](javascript:y) \\&amp; a\\|b \\\\"],
  ["    四格", "&#32;   四格"],
  ["\t縮進", "&#9;縮進"],
  ["　　段首", "　　段首"],
  ["行末  \n下行", "行末 &#32;\n下行"],
] as const)("escapes %j", async ([text, expected]) => {
  expect(await markdownOf([block("paragraph", text)])).toBe(`${expected}\n`);
});

test("a headline is one line, and keeps its number signs", async () => {
  expect(await markdownOf([block("title", "上\n下 ##")])).toBe("# 上 下 \\#\\#\n");
});

test("a headline that is a number sign is no empty headline", async () => {
  expect(await markdownOf([block("title", "#")])).toBe("# \\#\n");
});

test("titles, headings, quotes and paragraphs come back with their roles", async () => {
  const blocks = [block("title", "題"), block("heading", "小"), block("quote", "引\n文"), block("paragraph", "正文𠮷")];
  const bytes = new TextEncoder().encode(await markdownOf(blocks));
  const [page] = await pagesOf(bytes, "a.md");
  expect(page?.articles[0]?.blocks.map(({ role, text }) => [role, text])).toEqual(
    blocks.map(({ role, text }) => [role, text]),
  );
});
