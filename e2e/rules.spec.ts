/** The corpus's rules: switched, written, tried on the open page, carried to another corpus as a file. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { newCorpus, openCorpus } from "./support/corpus.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, root } from "./support/machine.ts";
import { editorText } from "./support/text.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpus(machine, join(root, "seeds"));
  program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name: /004_/ }).dblclick();
  await expect(editorText(page)).toContainText("离石区融媒体中心");
  await openRules(page);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

async function openRules(page: Page): Promise<void> {
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("menuitem", { name: "校对规则" }).click();
  await expect(page.getByRole("dialog", { name: "校对规则" })).toBeVisible();
}
const proofing = () => JSON.parse(readFileSync(join(dir, "galley.json"), "utf8")).proofing ?? {};

test("a rule is switched off by hand, and back to its default", { tag: "@full" }, async ({ page }) => {
  const dialog = page.getByRole("dialog", { name: "校对规则" });
  await dialog.getByRole("button", { name: /半角标点/ }).click();
  await expect(dialog.getByText("还没有人采纳或忽略过它的建议")).toBeVisible();
  await dialog.getByRole("radio", { name: "关" }).check();
  await expect(dialog.getByRole("button", { name: /半角标点\s*已关/ })).toBeVisible();
  await expect.poll(() => Object.values(proofing().rules ?? {})).toEqual([false]);
  await dialog.getByRole("radio", { name: "默认" }).check();
  await expect.poll(() => proofing().rules).toEqual({});
});

test("a rule of one's own is tried on the open page, kept, changed and deleted", async ({ page }) => {
  const dialog = page.getByRole("dialog", { name: "校对规则" });
  await dialog.getByRole("button", { name: "新建规则" }).click();
  await dialog.getByRole("button", { name: "保存规则" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("请写要查找的文字。");
  await dialog.getByRole("textbox", { name: "查找" }).fill("献血");
  await dialog.getByRole("textbox", { name: "替换为" }).fill("捐血");
  await expect(dialog.getByText("这份稿件里有 11 处")).toBeVisible();
  await expect(dialog.locator(".rule-trial ins").first()).toHaveText("捐");
  expect(proofing()).toEqual({});

  await dialog.getByRole("checkbox", { name: "正则表达式" }).check();
  await dialog.getByRole("textbox", { name: "查找" }).fill("(献血");
  await expect(dialog.getByRole("alert")).toContainText("正则表达式有误");
  await dialog.getByRole("textbox", { name: "查找" }).fill("献(血)");
  await dialog.getByRole("textbox", { name: "替换为" }).fill("捐$1");
  await dialog.getByRole("textbox", { name: "编号" }).fill("blood");
  await dialog.getByRole("button", { name: "保存规则" }).click();
  await expect(dialog.getByRole("button", { name: /献\(血\)\s*已开/ })).toBeVisible();
  const rule = { id: "blood", find: "献(血)", replace: "捐$1", regex: true, message: "", safe: false, enabled: true };
  await expect.poll(() => proofing().userRules).toEqual([rule]);

  await dialog.getByRole("checkbox", { name: "启用" }).uncheck();
  await expect.poll(() => proofing().userRules[0].enabled).toBe(false);
  await dialog.getByRole("button", { name: "删除规则" }).click();
  await expect.poll(() => proofing().userRules).toEqual([]);
});

test("the rules go out as a file and come in again; a bad file is told with its place", { tag: "@full" }, async ({
  page,
}) => {
  const dialog = page.getByRole("dialog", { name: "校对规则" });
  await dialog.getByRole("button", { name: "新建规则" }).click();
  await dialog.getByRole("textbox", { name: "查找" }).fill("己经");
  await dialog.getByRole("textbox", { name: "替换为" }).fill("已经");
  await dialog.getByRole("button", { name: "保存规则" }).click();
  await expect.poll(() => proofing().userRules?.length).toBe(1);

  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "导出" }).click();
  const file = join(machine.folder, "规则.json");
  await (await downloading).saveAs(file);
  const exported = JSON.parse(readFileSync(file, "utf8"));
  expect(exported).toMatchObject({ format: "galley/rules", version: 1, userRules: [{ find: "己经" }] });

  const choose = async (path: string) => {
    const choosing = page.waitForEvent("filechooser");
    await dialog.getByRole("button", { name: "导入" }).click();
    await (await choosing).setFiles(path);
  };
  const more = { ...exported.userRules[0], id: "more", find: "部份", replace: "部分" };
  exported.userRules[0].message = "己与已";
  writeFileSync(file, JSON.stringify({ ...exported, userRules: [...exported.userRules, more] }));
  await choose(file);
  await expect(dialog.getByText("已导入：新增 1 条，更新 1 条，相同 0 条，改变开关 0 个")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /己与已/ })).toBeVisible();
  await expect.poll(() => proofing().userRules?.map(({ find }: { find: string }) => find)).toEqual(["己经", "部份"]);

  writeFileSync(file, JSON.stringify({ ...exported, userRules: [more, { ...more, find: "" }] }));
  await choose(file);
  await expect(dialog.getByRole("alert")).toContainText("「规则.json」不是能用的规则文件");
  await expect(dialog.getByRole("alert")).toContainText("userRules.1.find");
  expect(proofing().userRules).toHaveLength(2);
});
