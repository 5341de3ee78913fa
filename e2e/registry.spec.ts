/** Names by keyboard: tagged once and everywhere, linked, kept in the registry, merged, taken back. */
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { galley, newCorpusOf, openCorpus } from "./support/corpus.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine } from "./support/machine.ts";
import { editorText, saved, selectText } from "./support/text.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

const pages = {
  "甲.txt": "本报讯 王建国来到离石区。王建国说，离石区委很好。\n\n王建国又说。",
  "乙.txt": "王建国在离石区。\n\n记者 王建",
};

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpusOf(machine, pages);
  program = await openCorpus(machine, page, dir);
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(2);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

const shot = async (page: Page, name: string) => {
  if (process.env.GALLEY_SHOTS) await page.screenshot({ path: join(process.env.GALLEY_SHOTS, `${name}.png`) });
};
const entities = (page: Page, type: string) => editorText(page).locator(`[data-type=${type}]`);
const registry = () =>
  galley(machine, "registry", dir, "list", "--json")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { name: string; aliases: string[]; entities: number });

async function tagging(page: Page, name: string) {
  await page.getByRole("row", { name }).dblclick();
  await expect(editorText(page)).toContainText("王建国");
  await page.keyboard.press("F2");
}

test("once is enough: on the page by one key, in the corpus after a look; untagging offers the same", async ({
  page,
}) => {
  await tagging(page, "甲.txt");
  await selectText(page, "王建国");
  await page.keyboard.press("p");
  await expect(entities(page, "PER")).toHaveText(["王建国"]);
  const bar = page.getByRole("complementary", { name: "同样的文字" });
  await expect(bar).toContainText("还有 2 处未标");
  await expect(editorText(page)).toBeFocused();
  await shot(page, "same-name");
  await page.keyboard.press("Alt+Shift+Enter");
  await expect(entities(page, "PER")).toHaveCount(3);
  await page.keyboard.press("Control+z");
  await expect(entities(page, "PER")).toHaveCount(1);
  await page.keyboard.press("Control+y");
  await expect(entities(page, "PER")).toHaveCount(3);
  await saved(page);

  // The other page, by a plan.
  await page.keyboard.press("Delete");
  await expect(bar).toContainText("还有 2 处标注");
  await page.keyboard.press("p");
  await expect(bar).toBeVisible();
  await page.keyboard.press("Alt+Shift+g");
  await expect(page.getByRole("heading", { name: "语料中的“王建国”" })).toBeVisible();
  await expect(page.getByRole("grid")).toContainText("王建国在离石区");
  await shot(page, "same-name-plan");
  expect(await violations(page, false)).toEqual([]);
  await page.getByRole("button", { name: "执行" }).click();
  await expect(page.getByText("已改动")).toBeVisible();
  expect(registry()).toMatchObject([{ name: "王建国", entities: 4 }]);
  expect(galley(machine, "verify", dir, "--json")).toBe("");
  await page.getByRole("button", { name: "返回" }).last().click();
  await expect(entities(page, "PER")).toHaveCount(3);
});

test("a gazetteer comes in, a key links, two entries become one, and all of it is taken back", async ({ page }) => {
  await page.keyboard.press("Alt+Shift+r");
  await expect(page.getByRole("heading", { name: "名录" })).toBeVisible();
  await page.getByRole("button", { name: "导入名录" }).click();
  const rows = "名称,类型,别名,备注\n王建国,人名,,记者\n离石区,地名,离石,\n无名,龙,,\n";
  await page.getByLabel("文件").setInputFiles({ name: "名.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("新增 2 条");
  await expect(dialog).toContainText("1 行读不了");
  await shot(page, "registry-import");
  await dialog.getByRole("button", { name: "导入", exact: true }).click();
  await expect(page.getByRole("option")).toHaveCount(2);

  await page.getByRole("button", { name: "新建条目" }).click();
  await page.getByRole("dialog").getByLabel("名称").fill("王建");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option")).toHaveCount(3);

  // Tagged and linked: by itself, and by a key.
  await page.getByRole("button", { name: "返回" }).click();
  await tagging(page, "乙.txt");
  await selectText(page, "王建国");
  await page.keyboard.press("p");
  await selectText(page, "记者 王建");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("p");
  await expect(entities(page, "PER")).toHaveText(["王建国", "王建"]);
  await page.keyboard.press("=");
  const picker = page.getByRole("dialog", { name: /王建/ });
  await expect(picker.getByRole("option").first()).toContainText("王建");
  await shot(page, "link-picker");
  await page.keyboard.type("王建国");
  await expect(picker.getByRole("option", { selected: true })).toContainText("王建国");
  await page.keyboard.press("Enter");
  await expect(picker).toBeHidden();
  await expect(editorText(page)).toBeFocused();
  await saved(page);
  expect(registry().map(({ name, entities }) => [name, entities])).toEqual([
    ["王建国", 2],
    ["离石区", 0],
    ["王建", 0],
  ]);

  await page.keyboard.press("Alt+Shift+r");
  const list = page.getByRole("listbox", { name: "名录条目" });
  await list.getByRole("option", { name: "王建国" }).click();
  const card = page.getByRole("article", { name: "王建国" });
  await expect(card.getByRole("row")).toHaveCount(2);
  await shot(page, "registry");
  expect(await violations(page, false)).toEqual([]);
  await card.getByRole("button", { name: "合并……" }).click();
  await page
    .getByRole("dialog")
    .getByRole("checkbox", { name: /^王建 / })
    .check();
  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.getByText("没有稿件会变")).toBeVisible();
  await page.getByRole("button", { name: "执行" }).click();
  await expect(page.getByText("名录已更新")).toBeVisible();
  expect(registry()).toMatchObject([{ name: "王建国", aliases: ["王建"] }, { name: "离石区" }]);
  galley(machine, "undo", dir);
  expect(registry()).toHaveLength(3);
  galley(machine, "undo", dir);
  expect(galley(machine, "verify", dir, "--json")).not.toContain("damaged");
});
