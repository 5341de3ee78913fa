/** The views over the whole corpus, light and dark, against the rules of axe. None may be broken. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { newCorpus, openCorpus } from "./support/corpus.ts";
import { emptyMachine } from "./support/machine.ts";
import { clickBefore } from "./support/text.ts";

test("nothing in the corpus's views keeps anybody out", async ({ page }) => {
  test.setTimeout(480_000);
  const machine = emptyMachine();
  const folder = join(machine.folder, "pages");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "甲.txt"),
    "区里办好民生事事\n\n本报讯 全区办好民生事事,群众满意,大家说好.共 12 人、34 人参加。",
  );
  writeFileSync(join(folder, "乙.txt"), "街道办好民生事事\n\n群众满意,大家说好.");
  const dir = newCorpus(machine, folder);
  const program = await openCorpus(machine, page, dir);
  const check = (view: string) => test.step(view, async () => expect(await violations(page, false), view).toEqual([]));

  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
  await page.getByRole("button", { name: "整理" }).click();
  await page.getByRole("radio", { name: "全部建议" }).check();
  const plan = page.getByRole("grid", { name: "改动清单" });
  await expect(plan.locator("del").first()).toBeVisible();
  await plan.focus();
  await page.keyboard.press("Space");
  await expect(plan.locator(".is-unticked")).toHaveCount(1);
  await check("mending: every change, one unticked");
  await page.getByRole("radio", { name: "选定的规则" }).check();
  await expect(page.getByRole("dialog", { name: "选择规则" })).toBeVisible();
  await check("choice of rules");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+Shift+f");
  await check("search, nothing asked");
  await page.getByRole("textbox", { name: "查找" }).fill("民生事事");
  await expect(page.getByRole("grid", { name: "查找结果" }).getByRole("row")).toHaveCount(3);
  await check("concordance");
  await page.getByRole("button", { name: "正则表达式" }).click();
  await page.getByRole("textbox", { name: "查找" }).fill("(");
  await expect(page.getByRole("alert")).toBeVisible();
  await check("a mistake in an expression");
  await page.getByRole("button", { name: "正则表达式" }).click();
  await page.getByRole("textbox", { name: "查找" }).fill("群众满意");
  await page.getByRole("textbox", { name: "替换为" }).fill("群众高兴");
  await page.getByRole("button", { name: "预览替换" }).click();
  await expect(plan).toBeVisible();
  await check("preview of a replacement");
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText("已改动 2 份稿件")).toBeVisible();
  await check("replaced");
  await page.getByRole("button", { name: "撤销这次改动" }).click();
  await expect(page.getByRole("dialog", { name: "撤销批量改动" }).getByText("要撤销这次改动吗？")).toBeVisible();
  await check("undo");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+l");
  await page.getByRole("row", { name: /乙\.txt/ }).dblclick();
  // It moves the text when it appears.
  await expect(page.getByRole("region", { name: "修复方案" })).toBeVisible({ timeout: 30_000 });
  await clickBefore(page, /事事$/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.insertText("实");
  await expect(page.getByRole("complementary", { name: "同样的错误" })).toBeVisible();
  await check("the same error elsewhere");
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("menuitem", { name: "校对规则" }).click();
  const rules = page.getByRole("dialog", { name: "校对规则" });
  await expect(rules.getByRole("radio", { name: "默认" })).toBeVisible();
  await check("rules");
  await rules.getByRole("button", { name: "新建规则" }).click();
  await rules.getByRole("textbox", { name: "查找" }).fill("群众");
  await rules.getByRole("textbox", { name: "替换为" }).fill("大众");
  await expect(rules.locator(".rule-trial ins").first()).toBeVisible();
  await check("a rule of one's own, tried");

  await program.stop();
  machine.remove();
});
