import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { galley, newCorpusOf, openCorpus } from "./support/corpus.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine } from "./support/machine.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpusOf(machine, { "甲.txt": "群众巳经满意,大家巳经说好", "乙.txt": "代表巳经到会" });
  galley(machine, "fix", dir, "--rules", "punct.halfwidth");
  galley(machine, "replace", dir, "巳", "已");
  program = await openCorpus(machine, page, dir);
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

test("the numbers are those of the corpus, and measuring again follows what has changed since", async ({ page }) => {
  await page.getByRole("button", { name: "语料统计" }).click();
  await expect(page.getByRole("heading", { name: "语料统计" })).toBeVisible();
  const figure = (name: string) =>
    page
      .locator(".figure")
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator("dd");
  await expect(figure("稿件")).toHaveText("2");
  await expect(figure("字数")).toHaveText("19");
  await expect(figure("改动字数")).toHaveText("4");
  const row = (table: string, name: string) => page.getByRole("table", { name: table }).getByRole("row", { name });
  await expect(row("进度", "未开始")).toContainText("2");
  await expect(row("修订", "文字")).toContainText("3");
  await expect(row("修订", "标点")).toContainText("1");
  await expect(row("原稿字错率", "逐字")).toContainText("21.05%");
  await expect(row("原稿字错率", "只计汉字")).toContainText("16.67%");
  await expect(row("规则的表现", "半角标点")).toContainText("太少");
  await expect(page.getByText("还没有标注实体。")).toBeVisible();

  const { id } = JSON.parse(galley(machine, "list", dir, "--json").split("\n")[0] as string);
  galley(machine, "set", dir, id, "--status", "done");
  await page.getByRole("button", { name: "重新统计" }).click();
  await expect(row("进度", "完成")).toContainText("50%");
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: join(process.env.GALLEY_SHOTS, "statistics.png") });
});

test("nothing in the statistics keeps anybody out", { tag: "@full" }, async ({ page }) => {
  await page.getByRole("button", { name: "语料统计" }).click();
  await expect(page.getByRole("table", { name: "规则的表现" })).toBeVisible();
  await expect(page.getByRole("list", { name: "最常改的字" }).getByRole("button")).toHaveCount(1);
  expect(await violations(page, false)).toEqual([]);
});

test("a frequent correction leads to the same error in the corpus; all of it by keys, and back", {
  tag: "@full",
}, async ({ page }) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("语料统计");
  await expect(page.getByRole("option", { name: "语料统计" })).toBeVisible();
  await page.keyboard.press("Enter");
  const pair = page.getByRole("button", { name: "巳 → 已 3" });
  await expect(pair).toBeVisible();
  // The region that scrolls has the focus, then comes what is in it.
  await expect(page.getByRole("region", { name: "统计结果" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(pair).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "查找" })).toHaveValue("巳");
  await expect(page.getByRole("textbox", { name: "替换为" })).toHaveValue("已");
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
});
