/** Every view and dialog, light and dark, against the rules of axe. None may be broken. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { importByKey } from "./support/choose-files.ts";
import { emptyMachine } from "./support/machine.ts";
import { shells } from "./support/shells.ts";
import { block, clickBefore, editorText, selectText } from "./support/text.ts";

const page004 = "004_04b86e9b1138073a.txt";
/** Of a page of three hundred lines what has damage of each kind: axe looks at every element of every view. */
function shortened(): Buffer {
  const lines = readFileSync(join(import.meta.dirname, "../seeds", page004), "utf8").split("\n");
  const story = lines.findIndex((line) => line.startsWith("本报讯 近日，离石区委书记"));
  return Buffer.from([...lines.slice(0, 12), ...lines.slice(story, story + 24), ...lines.slice(-16)].join("\n"));
}

test("nothing keeps anybody out", async () => {
  // Axe looks at some hundred elements a score of times.
  test.setTimeout(480_000);
  const machine = emptyMachine();
  const [loopback] = shells;
  if (!loopback) throw new Error("there is no shell");
  const window = await loopback.open(machine);
  const { page } = window;
  const check = (view: string, isPopup = false) =>
    test.step(view, async () => expect(await violations(page, isPopup), view).toEqual([]));
  const dialog = page.getByRole("dialog");
  const closed = () => expect(dialog).toHaveCount(0);

  await expect(page.getByRole("button", { name: "试用样例" })).toBeVisible();
  await check("welcome");
  await page.getByRole("button", { name: "打开语料库" }).click();
  await expect(dialog.getByRole("button", { name: "打开此文件夹" })).toBeVisible();
  await check("folder dialog");
  await page.keyboard.press("Escape");
  await closed();
  await page.getByRole("button", { name: "新建语料库" }).click();
  await expect(dialog.getByRole("textbox", { name: "名称" })).toBeVisible();
  await check("new corpus");
  await page.keyboard.press("Escape");
  await closed();

  await page.getByRole("button", { name: "试用样例" }).click();
  await expect(page.getByRole("row", { name: page004 })).toBeVisible();
  await check("list");
  await page.getByRole("button", { name: "菜单" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await check("main menu", true);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);

  await importByKey(page, [
    { name: "短页.txt", mimeType: "text/plain", buffer: shortened() },
    { name: "扫描.txt", mimeType: "text/plain", buffer: Buffer.from("%PDF-1.7\n\0\0\0\0binary") },
  ]);
  await expect(dialog.getByRole("button", { name: "开始导入" })).toBeVisible();
  await check("import");
  await dialog.getByRole("button", { name: "开始导入" }).click();
  await expect(dialog.getByText("「扫描.txt」是损坏的 PDF")).toBeVisible();
  await check("import report");
  await dialog.getByRole("button", { name: "完成" }).click();
  await closed();

  await page.getByRole("row", { name: "短页.txt" }).dblclick();
  await expect(editorText(page)).toContainText("离石区融媒体中心");
  const plan = page.getByRole("region", { name: "修复方案" });
  await expect(plan.getByRole("listitem").first()).toBeVisible();
  await check("repair plan");
  await page.keyboard.press("Escape");
  await expect(plan).toHaveCount(0);
  await page.getByRole("tab", { name: /^问题/ }).click();
  await page.keyboard.press("F8");
  await page.keyboard.press("Alt+/");
  await expect(page.getByRole("dialog", { name: "为什么标出这处" })).toBeVisible();
  await check("findings, why card");
  await page.keyboard.press("Escape");
  await closed();
  await clickBefore(page, "本报讯 近日，离石区委书记");
  await check("document, proofreading");
  await page.keyboard.press("F2");
  await selectText(page, "离石区委书记");
  await page.keyboard.press("t");
  await selectText(page, "离石区委");
  await page.keyboard.press("o");
  await selectText(page, "石区委书");
  await page.keyboard.press("e");
  await expect(editorText(page).locator("[data-type=EVENT]").first()).toBeVisible();
  await expect(page.getByRole("toolbar", { name: "选中文字的操作" })).toBeVisible();
  await check("document, tagging, entities across each other, floating toolbar");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F4");
  await expect(page.getByRole("region", { name: "原稿区" })).toBeVisible();
  await page.getByRole("tab", { name: "实体" }).click();
  await check("source and entities beside the text");
  await block(page, "离石区委书记").locator("[data-type=TITLE]").first().click();
  await expect(page.getByRole("button", { name: "删除实体" })).toBeVisible();
  await check("entity", true);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: /^建议\s*\d/ }).click();
  await editorText(page).focus();
  await page.keyboard.press("F8");
  await expect(page.getByRole("dialog", { name: "为什么建议标这里" })).toBeVisible();
  await check("suggestions, the card of one");
  await page.keyboard.press("Escape");
  for (const name of ["从本语料学习", "外部推荐"]) {
    await page.getByRole("button", { name: "建议的选项" }).click();
    await page.getByRole("menuitem", { name: `${name}……` }).click();
    await expect(page.getByRole("dialog", { name, exact: true })).toBeVisible();
    await check(name);
    await page.keyboard.press("Escape");
    await closed();
  }
  await editorText(page).focus();
  await page.keyboard.press("F2");
  await check("document, proofreading, with entities");
  await clickBefore(page, "本报讯 近日，离石区委书记");
  await page.keyboard.insertText("（新）");
  await page.keyboard.press("Shift+F4");
  const corrections = page.getByRole("region", { name: "修订区" });
  await expect(corrections.locator("ins").first()).toBeVisible();
  await page.keyboard.press("Alt+BracketRight");
  await expect(corrections.locator("[aria-current=true]")).toBeVisible();
  await check("corrections, one of them chosen");
  await page.keyboard.press("Shift+F4");
  await expect(corrections).toHaveCount(0);

  await page.keyboard.press("Control+Period");
  await expect(page.getByRole("menu", { name: "段落操作" })).toBeVisible();
  await check("block menu", true);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "命令面板" })).toBeVisible();
  await check("palette");
  await page.keyboard.press("Escape");
  await closed();
  await page.keyboard.press("F1");
  await expect(page.getByRole("dialog", { name: "快捷键" })).toBeVisible();
  await check("shortcuts");
  await page.keyboard.press("Escape");
  await closed();
  await page.keyboard.press("Control+e");
  await expect(page.getByRole("combobox", { name: "格式" })).toBeVisible();
  await check("export");
  await dialog.getByRole("button", { name: "选择……" }).click();
  await page.getByRole("button", { name: "用此文件夹" }).click();
  await dialog.getByRole("button", { name: "导出", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "已导出" })).toBeVisible();
  await check("exported");

  await window.quit();
  machine.remove();
});
