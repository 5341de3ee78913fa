/** A whole newspaper's worth on one page does what a small one does. How fast is `npm run bench`'s business. */
import { expect } from "@playwright/test";
import { page as build } from "../test/builders.ts";
import { openDocument, read, select, test } from "./support.ts";

/** A text of `length` characters in blocks of fifty, with an entity every 25 characters. */
function bigPage(length: number) {
  const clause =
    "会议强调全区要迅速把思想[LOC 离石区]和行动统一到中央部署上[PER 廉海平]来坚持人民至上生命至上切实做好各项工作救治新冠";
  const size = clause.replace(/\[\w+ |\]/g, "").length;
  return build(Array.from({ length: Math.ceil(length / size) }, () => clause).join("\n\n"));
}

test("a page of 300000 characters opens, takes keys and changes its mode", async ({ page }) => {
  test.setTimeout(300_000);
  await openDocument(page, bigPage(300_000));
  await select(page, ["b10", 5]);
  await page.keyboard.type("aaa");
  await page.keyboard.insertText("字");
  const text = await page.evaluate(() => {
    const { editor } = window.harness;
    editor.commands.toggleMode();
    return editor.toDocument().articles[0]?.blocks.find((block) => block.text.includes("aaa"))?.text;
  });
  expect(text?.slice(5, 9)).toBe("aaa字");
  expect((await read(page)).problems).toEqual([]);
});

test("a whole page of 300000 characters is copied and put in again, with 12000 entities, and as plain text", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await openDocument(page, bigPage(300_000));
  const pasted = await page.evaluate(() => {
    const { editor } = window.harness;
    const text = document.querySelector(".galley-text") as HTMLElement;
    const send = (type: string, clipboardData: DataTransfer) =>
      text.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
    const toEnd = () => {
      const blocks = editor.outline().at(-1)?.blocks ?? [];
      editor.commands.selectBlock(blocks.at(-1)?.id ?? "");
    };
    editor.focus();
    editor.commands.selectAll();
    const own = new DataTransfer();
    send("copy", own);
    toEnd();
    send("paste", own);
    const entities = editor.listEntities().length;
    editor.commands.undo();
    const foreign = new DataTransfer();
    foreign.setData("text/plain", own.getData("text/plain"));
    toEnd();
    send("paste", foreign);
    return { entities, length: own.getData("text/plain").length };
  });
  expect(pasted.length).toBeGreaterThan(300_000);
  expect(pasted.entities).toBeGreaterThan(20_000);
  expect((await read(page)).problems).toEqual([]);
});

test("what paints over the text is inherited: no block of a page has its look worked out for itself", async ({
  page,
}) => {
  await openDocument(page, bigPage(300));
  const rules = await page.evaluate(() => {
    const all = [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(({ cssRules }) => [...cssRules]);
    return all.map(({ cssText }) => cssText).filter((text) => text.includes("::highlight("));
  });
  expect(rules.length).toBeGreaterThan(10);
  expect(rules.filter((text) => !text.startsWith(":root::highlight(") || text.includes("var("))).toEqual([]);
});
