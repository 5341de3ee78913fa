import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { docx } from "./docx.ts";
import { expectRoundTrip } from "./round-trip.ts";
import { openZip, zipLimits } from "./support/zip.ts";
import { pagesOf } from "./test-support.ts";

test("roles, texts, articles and entities as comments come back", async () => {
  await expectRoundTrip(docx, {
    ignoring: ["status", "relations", "attributes", "names", "meta", "line-ends"],
    // What XML can't hold, and who made an entity where Word's author can't say it.
    normalize: (document) => ({
      ...document,
      articles: document.articles.map((article) => ({
        ...article,
        blocks: article.blocks.map((block) => ({
          ...block,
          entities: block.entities.map((entity) => ({
            ...entity,
            note: entity.note.replace(/\r\n?/g, "\n"),
            ref: entity.ref?.replace(/[\r\n]+/g, "\n") ?? null,
          })),
        })),
      })),
    }),
    runs: 60,
  });
});

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
function wordFile(body: string, styles = ""): Uint8Array {
  return zipSync({
    "word/document.xml": strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`),
    "word/styles.xml": strToU8(`<w:styles ${W}>${styles}</w:styles>`),
  });
}

test("a document of Word: styles by name and level, tables as text, what was deleted left out", async () => {
  const style = (id: string, name: string, more = "") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
  const p = (text: string, id = "") =>
    `<w:p>${id ? `<w:pPr><w:pStyle w:val="${id}"/></w:pPr>` : ""}<w:r><w:t>${text}</w:t></w:r></w:p>`;
  const body = [
    p("要闻𠮷", "a3"),
    p("名字改坏的样式", "Galley_title_zz"),
    p("小标题", "own"),
    "<w:p/>",
    p("　　正文。"),
    '<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:tab/><w:br/><w:t xml:space="preserve"> 末</w:t></w:r></w:p>',
    `<w:tbl><w:tr><w:tc>${p("格一")}</w:tc><w:tc>${p("格二")}</w:tc></w:tr></w:tbl>`,
  ].join("");
  const styles = style("a3", "heading 1") + style("h2", "heading 2") + style("own", "我的", '<w:basedOn w:val="h2"/>');
  const [page] = await pagesOf(wordFile(body, styles), "稿.docx");
  expect(page?.articles[0]?.blocks.map(({ role, text }) => [role, text])).toEqual([
    ["title", "要闻𠮷"],
    ["paragraph", "名字改坏的样式"],
    ["heading", "小标题"],
    ["paragraph", "　　正文。"],
    ["paragraph", "加\t\n 末"],
    ["paragraph", "格一"],
    ["paragraph", "格二"],
  ]);
});

test("bombs, broken archives and document types are refused by name", async () => {
  const bomb = zipSync({ "word/document.xml": new Uint8Array(8 * 1024 * 1024) });
  await expect(pagesOf(bomb, "炸弹.docx")).rejects.toMatchObject({
    code: "too-large",
    message: expect.stringContaining("炸弹.docx"),
  });
  const many = zipSync({ "word/document.xml": strToU8("<a/>"), "word/b": strToU8("b") });
  await expect(openZip(many, "a.docx", { ...zipLimits, entries: 1 })).rejects.toMatchObject({ code: "too-large" });
  const small = await openZip(many, "a.docx", { ...zipLimits, inflated: 3 });
  await expect(small.read("word/document.xml")).rejects.toMatchObject({ code: "too-large" });
  const whole = wordFile("<w:p/>");
  await expect(pagesOf(whole.subarray(0, whole.length - 40), "a.docx")).rejects.toMatchObject({
    code: "document-damaged",
  });
  const entity = zipSync({ "word/document.xml": strToU8('<!DOCTYPE a [<!ENTITY x "y">]><a/>') });
  await expect(pagesOf(entity, "a.docx")).rejects.toThrow(/DOCTYPE/);
});
