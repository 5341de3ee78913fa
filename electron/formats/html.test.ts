import { expect, test } from "vitest";
import { html } from "./html.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { block, documentOf, encode, entity, exportToMemory, fieldDocument, pagesOf } from "./test-support.ts";

const read = async (text: string, name = "page.html") => (await pagesOf(new TextEncoder().encode(text), name))[0];
const rolesAndTexts = async (text: string) =>
  (await read(text))?.articles.flatMap(({ blocks }) => blocks.map((each) => [each.role, each.text]));

test("everything but status, relations and dismissals comes back", async () => {
  await expectRoundTrip(html, { ignoring: ["status", "relations"] });
});

const newsPage = `<!-- saved from url=(0030)https://news.example.cn/a/1.html -->
<!DOCTYPE html><html><head><meta charset="gb2312"><title>离石区召开汇报会_吕梁新闻网</title>
<meta name="publishdate" content="2021-03-05 10:20"><meta property="og:site_name" content="吕梁新闻网">
<script>var x = "<p>不是正文</p>";</script><style>p { color: red }</style></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul></div>
<div id="crumbs"><a href="/">首页</a> &gt; 正文</div>
<div class="main"><h1>离石区召开汇报会</h1><p class="info">2021-03-05　来源：吕梁日报</p>
<div class="content"><p>　　本报讯　近日，离石区召开
当前重点工作汇报会，区委书记廉海平主持会议并讲话。</p><p>会议指出，吉田茂<br>来访。</p>
<h3>抓好落实</h3><blockquote><p>“要抓好落实。”他说，各部门必须齐心协力。</p></blockquote>
<figure><img src="x.jpg"><figcaption>会议现场</figcaption></figure>
<p>会议要求，全区各级各部门要提高认识，明确任务，落实责任，确保各项工作顺利完成。</p></div>
<div class="related"><a href="/2">相关新闻一</a><a href="/3">相关新闻二</a></div></div>
<div class="footer">版权所有 吕梁新闻网</div></body></html>`;

test("finds the main text of a news page and keeps all around it as boilerplate", async () => {
  const [page] = await pagesOf(encode(newsPage, "gb18030"), "新闻.htm");
  expect(page?.articles[0]?.blocks.map(({ role, text }) => [role, text])).toEqual([
    ["boilerplate", "首页"],
    ["boilerplate", "新闻"],
    ["boilerplate", "首页 > 正文"],
    ["title", "离石区召开汇报会"],
    [expect.stringMatching(/paragraph|boilerplate/), "2021-03-05　来源：吕梁日报"],
    ["paragraph", "　　本报讯　近日，离石区召开 当前重点工作汇报会，区委书记廉海平主持会议并讲话。"],
    ["paragraph", "会议指出，吉田茂\n来访。"],
    ["heading", "抓好落实"],
    ["quote", "“要抓好落实。”他说，各部门必须齐心协力。"],
    ["caption", "会议现场"],
    ["paragraph", "会议要求，全区各级各部门要提高认识，明确任务，落实责任，确保各项工作顺利完成。"],
    ["boilerplate", "相关新闻一相关新闻二"],
    ["boilerplate", "版权所有 吕梁新闻网"],
  ]);
  expect(page?.rest?.meta).toEqual({
    title: "离石区召开汇报会_吕梁新闻网",
    publication: "吕梁新闻网",
    date: "2021-03-05",
    page: "",
    url: "https://news.example.cn/a/1.html",
  });
});

test("a page without any structure is paragraphs", async () => {
  expect(await rolesAndTexts("<html><body>甲，乙。<p>丙，丁。<p>戊，己。</body>")).toEqual([
    ["paragraph", "甲，乙。"],
    ["paragraph", "丙，丁。"],
    ["paragraph", "戊，己。"],
  ]);
  expect(await rolesAndTexts("<!doctype html><pre>一\n  二\n</pre>")).toEqual([["paragraph", "一\n二"]]);
});

test("what is written runs nothing, loads nothing, and shows text as text", async () => {
  const evil = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;`;
  const document = documentOf(
    [[block(`"><script>`, evil, [entity(evil, evil, `X"><b>`, { note: evil, ref: evil })])]],
    {
      name: evil,
    },
  );
  document.meta.title = evil;
  const { files } = await exportToMemory(html, [document, fieldDocument()]);
  const text = [...files.values()][0] ?? "";
  expect(text).toContain("default-src 'none'; style-src 'sha256-");
  expect(text).not.toMatch(/<script|<img|onerror=alert\(1\)>[^&]/);
  const page = await read(text);
  expect(page?.articles[0]?.blocks[0]).toMatchObject({
    role: `"><script>`,
    text: evil,
    entities: [{ type: `X"><b>`, note: evil }],
  });
});
