/** What was corrected on a page: shown as tracked changes, taken back one by one, printed. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { newCorpus, openCorpus } from "./support/corpus.ts";
import { emptyMachine } from "./support/machine.ts";
import { block, clickBefore, editorText, saved, selectText } from "./support/text.ts";

const page = "# 吉田訪京\n\n離石區委書記調研,強調責任\n\n會議在北京召開\n\n插圖說明文字\n\n新華社供稿\n";

async function opened(window: Page) {
  const machine = emptyMachine();
  mkdirSync(machine.documents, { recursive: true });
  const source = join(machine.folder, "頁.txt");
  writeFileSync(source, page);
  const dir = newCorpus(machine, source);
  const program = await openCorpus(machine, window, dir);
  await window.getByRole("row", { name: "頁.txt" }).dblclick();
  await expect(editorText(window)).toContainText("離石區委");
  return { machine, dir, program };
}

test("what is corrected, joined and moved is shown; one is taken back, and the undo brings it again", async ({
  page: window,
}) => {
  const { program } = await opened(window);
  await selectText(window, "責任");
  await window.keyboard.type("擔當");
  await clickBefore(window, "插圖說明");
  await window.keyboard.press("Backspace");
  await clickBefore(window, "新華社");
  for (let i = 0; i < 2; i++) await window.keyboard.press("Alt+ArrowUp");

  await window.keyboard.press("Shift+F4");
  const pane = window.getByRole("region", { name: "修订区" });
  await expect(pane.getByRole("button", { name: "文字：責任 → 擔當", exact: true })).toBeVisible();
  await expect(pane.getByRole("button", { name: /^并行/ }).first()).toBeVisible();
  await expect(pane.getByText("移自原稿第 9 行")).toBeVisible();
  if (process.env.GALLEY_SHOTS) await window.screenshot({ path: join(process.env.GALLEY_SHOTS, "corrections.png") });

  await pane.getByRole("button", { name: "文字：責任 → 擔當", exact: true }).click();
  if (process.env.GALLEY_SHOTS) {
    await window.emulateMedia({ colorScheme: "dark" });
    await window.screenshot({ path: join(process.env.GALLEY_SHOTS, "corrections-dark.png") });
    await window.emulateMedia({ colorScheme: "light" });
  }
  await window.keyboard.press("Alt+Shift+Backspace");
  await expect(block(window, "強調責任")).toBeVisible();
  await expect(pane.getByRole("button", { name: /責任 → 擔當/ })).toHaveCount(0);

  await editorText(window).focus();
  await window.keyboard.press("Control+z");
  await expect(block(window, "強調擔當")).toBeVisible();
  await expect(pane.getByRole("button", { name: "文字：責任 → 擔當", exact: true })).toBeVisible();

  await pane.getByRole("button", { name: /^移动：/ }).click();
  await pane.getByRole("button", { name: /^还原这处：/ }).click();
  await expect(pane.getByText("移自原稿第 9 行")).toHaveCount(0);
  await expect(editorText(window).locator("[data-block]").last()).toContainText("新華社供稿");
  await saved(window);
  await program.stop();
});

test("the changes are counted by kind, filtered, gone through by key, and a page without any says so", {
  tag: "@full",
}, async ({ page: window }) => {
  const { program } = await opened(window);
  await window.keyboard.press("Shift+F4");
  const pane = window.getByRole("region", { name: "修订区" });
  await expect(pane.getByText("和原稿一致，没有改动。")).toBeVisible();

  await selectText(window, ",");
  await window.keyboard.type("，");
  await selectText(window, "召開");
  await window.keyboard.type("舉行");
  await expect(pane.getByRole("button", { name: "标点 1" })).toBeVisible();
  await pane.getByRole("button", { name: "标点 1" }).click();
  await expect(pane.locator("del")).toHaveText([","]);
  await pane.getByRole("button", { name: "标点 1" }).click();
  await expect(pane.locator("del")).toHaveText([",", "召開"]);

  await window.keyboard.press("Alt+BracketRight");
  await expect(pane.getByText("第 1 处，共 2 处")).toBeVisible();
  await window.keyboard.press("Alt+BracketRight");
  await expect(pane.getByText("第 2 处，共 2 处")).toBeVisible();
  await expect(pane.locator("[aria-current=true]")).toHaveText("召開舉行");
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode().include(".corrections-pane").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await program.stop();
});

test("the corrections and the repair plan take each other's place, so that the text keeps its room", {
  tag: "@full",
}, async ({ page: window }) => {
  const { program } = await opened(window);
  const plan = window.getByRole("region", { name: "修复方案" });
  const pane = window.getByRole("region", { name: "修订区" });
  // Offered by itself once the rules have looked at the page.
  await expect(plan).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press("Shift+F4");
  await expect(pane).toBeVisible();
  await expect(plan).toHaveCount(0);
  await window.keyboard.press("Control+k");
  await window.keyboard.insertText("修复方案");
  await window
    .getByRole("option", { name: /修复方案/ })
    .first()
    .click();
  await expect(plan).toBeVisible();
  await expect(pane).toHaveCount(0);
  await program.stop();
});

test("the proof sheet is made beside the corrections, seen before it is written, and is a PDF", async ({
  page: window,
}) => {
  const { machine, program } = await opened(window);
  await selectText(window, "責任");
  await window.keyboard.type("擔當");
  await saved(window);
  await window.keyboard.press("Shift+F4");
  const pane = window.getByRole("region", { name: "修订区" });
  await pane.getByRole("button", { name: /^校样：打印或传阅/ }).click();
  const dialog = window.getByRole("dialog", { name: "导出", exact: true });
  await expect(dialog.getByRole("combobox", { name: "格式" })).toContainText("PDF");
  await expect(dialog.getByText("[-責任-]{+擔當+}")).toBeVisible({ timeout: 30_000 });
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode().include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  if (process.env.GALLEY_SHOTS) await window.screenshot({ path: join(process.env.GALLEY_SHOTS, "sheet.png") });
  await dialog.getByRole("button", { name: "选择……" }).click();
  await window.getByRole("button", { name: "用此文件夹" }).click();
  await dialog.getByRole("textbox", { name: "文件名" }).fill("校样.pdf");
  await dialog.getByRole("button", { name: "导出", exact: true }).click();
  await expect(window.getByRole("dialog", { name: "已导出" }).getByText("校样.pdf")).toBeVisible();
  expect(readFileSync(join(machine.documents, "校样.pdf"), "latin1")).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\n$/);
  await program.stop();
});
