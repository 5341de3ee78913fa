import { expect, type Page, test } from "@playwright/test";
import { galley, newCorpusOf, openCorpus } from "./support/corpus.ts";
import { documentHashes } from "./support/files.ts";
import { compose } from "./support/ime.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments } from "./support/machine.ts";
import { block, clickBefore, editorText, selectText } from "./support/text.ts";

const pages = {
  "甲.txt": "区里办好民生事事\n\n本报讯 全区办好民生事事，群众满意。𠮷林的同志说：民生事事要办好。",
  "乙.txt": "街道办好民生事事\n\n共 12 人、34 人参加。",
  "丙.txt": "没有这些字的一页\n\n共 56 人参加。",
};

let machine: Machine;
let program: Loopback;
let dir: string;

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpusOf(machine, pages);
  program = await openCorpus(machine, page, dir);
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(3);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

const hits = (page: Page) => page.getByRole("grid", { name: "查找结果" });
const textOf = (name: string): string =>
  readDocuments(dir)
    .get(name)
    .articles.flatMap(({ blocks }: { blocks: { text: string }[] }) => blocks.map(({ text }) => text))
    .join("\n\n");

/** Opens a page and waits for its repair plan, which moves the text when it appears. */
async function openPage(page: Page): Promise<void> {
  await page.getByRole("row", { name: /乙\.txt/ }).dblclick();
  await expect(page.getByRole("region", { name: "修复方案" })).toBeVisible({ timeout: 30_000 });
}

test("find, look at a place, come back, replace all but one, undo", async ({ page }) => {
  const before = documentHashes(dir);
  await page.keyboard.press("Control+Shift+f");
  await expect(page.getByRole("textbox", { name: "查找" })).toBeFocused();
  await compose(page, ["m", "min", "min sheng"], "民生");
  await page.keyboard.insertText("事事");
  await expect(page.getByText("4 处，2 份稿件")).toBeVisible();
  await expect(hits(page).getByRole("row")).toHaveCount(4);
  // The matches stand under each other.
  const edges = await hits(page)
    .locator("mark")
    .evaluateAll((marks) => marks.map((mark) => Math.round(mark.getBoundingClientRect().left)));
  expect(new Set(edges).size).toBe(1);

  await test.step("Enter opens the document with the match selected", async () => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await page.keyboard.press("k");
    await page.keyboard.press("Home");
    const order = await hits(page).getByRole("row").allTextContents();
    const last = order.findIndex((row) => row.includes("同志说"));
    for (let step = 0; step < last; step++) await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await expect(block(page, "同志说")).toBeVisible();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("民生事事");
    await page.keyboard.press("Control+l");
    await expect(hits(page)).toBeVisible();
  });

  await test.step("replace, but for one place", async () => {
    await page.keyboard.press("Control+Shift+h");
    await expect(page.getByRole("textbox", { name: "替换为" })).toBeFocused();
    await page.keyboard.insertText("民生实事");
    await page.keyboard.press("Enter");
    const plan = page.getByRole("grid", { name: "改动清单" });
    await expect(plan.getByRole("row")).toHaveCount(4);
    await expect(plan.locator("ins").first()).toHaveText("实");
    const last = plan.getByRole("row").filter({ hasText: "同志说" }).last();
    await last.getByRole("checkbox", { name: "执行这处改动" }).uncheck();
    await expect(page.locator(".plan-chosen")).toContainText("将改动 3 处，涉及 2 份稿件");
    await page.getByRole("button", { name: "执行", exact: true }).click();
    await expect(page.getByText("已改动 2 份稿件")).toBeVisible();
    expect(textOf("甲.txt")).toBe(
      "区里办好民生实事\n\n本报讯 全区办好民生实事，群众满意。𠮷林的同志说：民生事事要办好。",
    );
    galley(machine, "verify", dir);
  });

  await test.step("undo: byte for byte", async () => {
    await page.getByRole("button", { name: "撤销这次改动" }).click();
    const dialog = page.getByRole("dialog", { name: "撤销批量改动" });
    await expect(dialog.getByText(/民生事事.*民生实事/)).toBeVisible();
    await dialog.getByRole("button", { name: "撤销", exact: true }).click();
    await expect(dialog.getByText("已恢复 2 份稿件。")).toBeVisible();
    expect(documentHashes(dir)).toEqual(before);
  });
});

test("a regular expression: its mistake is told at the field, its groups are filled in", { tag: "@full" }, async ({
  page,
}) => {
  await page.keyboard.press("Control+Shift+f");
  await page.getByRole("button", { name: "正则表达式" }).click();
  const find = page.getByRole("textbox", { name: "查找" });
  await find.fill("(\\d+ 人");
  await expect(find).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert")).toContainText("正则表达式有误");
  await expect(page.getByRole("button", { name: "预览替换" })).toBeDisabled();
  await find.fill("(\\d+) 人");
  await expect(page.getByText("3 处，2 份稿件")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("textbox", { name: "替换为" }).fill("$1人");
  await page.getByRole("button", { name: "预览替换" }).click();
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText("已改动 2 份稿件")).toBeVisible();
  expect(textOf("乙.txt")).toContain("共 12人、34人参加。");
});

test("sorted by the left context, equal beginnings stand together; filters narrow what is found", {
  tag: "@full",
}, async ({ page }) => {
  await page.keyboard.press("Control+Shift+f");
  await page.getByRole("textbox", { name: "查找" }).fill("民生事事");
  await expect(hits(page).getByRole("row")).toHaveCount(4);
  await page.getByRole("combobox", { name: "排序" }).click();
  await page.getByRole("option", { name: "按左文" }).click();
  await expect(page.getByRole("combobox", { name: "排序" })).toContainText("按左文");
  await expect(hits(page).getByRole("row").first().or(hits(page).getByRole("row").last())).toContainText(["说："]);
  await page.getByRole("combobox", { name: "状态" }).click();
  await page.getByRole("option", { name: "完成" }).click();
  await expect(page.getByText("没有找到")).toBeVisible();
});

test("a correction by hand offers the same correction wherever the error stands", async ({ page }) => {
  await openPage(page);
  await clickBefore(page, /事事$/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.insertText("实");
  await expect(block(page, "街道办好民生实事")).toHaveCount(1);
  const offer = page.getByRole("complementary", { name: "同样的错误" });
  await expect(offer).toContainText("同样的“民生事事”在语料中还有 3 处");
  await page.keyboard.press("Alt+Shift+f");
  await expect(page.getByRole("textbox", { name: "查找" })).toHaveValue("民生事事");
  await expect(page.getByRole("textbox", { name: "替换为" })).toHaveValue("民生实事");
  await expect(page.getByText("3 处，1 份稿件")).toBeVisible();
  await page.getByRole("button", { name: "预览替换" }).click();
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText("已改动 1 份稿件")).toBeVisible();
  expect(textOf("甲.txt")).not.toContain("事事");
  expect(textOf("乙.txt")).toContain("街道办好民生实事");
});

test("undoing the correction takes the offer away", { tag: "@full" }, async ({ page }) => {
  await openPage(page);
  await clickBefore(page, /事事$/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.insertText("实");
  const offer = page.getByRole("complementary", { name: "同样的错误" });
  await expect(offer).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(editorText(page)).toContainText("民生事事");
  await expect(offer).toHaveCount(0);
});

test("the selected words are what is looked for", { tag: "@full" }, async ({ page }) => {
  await openPage(page);
  await selectText(page, "人参加");
  await expect(page.getByText("选中 3 字")).toBeVisible();
  await page.keyboard.press("Control+Shift+f");
  await expect(page.getByRole("textbox", { name: "查找" })).toHaveValue("人参加");
  await expect(page.getByText("2 处，2 份稿件")).toBeVisible();
});
