/** The corpus changes its tagset: names, colours that can be read, a merge over all documents, and back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { newCorpusOf, openCorpus, tagOnDisk } from "./support/corpus.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments } from "./support/machine.ts";
import { editorText } from "./support/text.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpusOf(machine, { "甲.txt": "离石区融媒体中心报道\n\n离石区召开会议。", "乙.txt": "张三到离石区。" });
  tagOnDisk(dir, { LOC: ["离石区"], ORG: ["融媒体中心"], PER: ["张三"] });
  program = await openCorpus(machine, page, dir);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

const settings = () => JSON.parse(readFileSync(join(dir, "galley.json"), "utf8"));
const typeOf = (id: string) => settings().entityTypes.find((type: { id: string }) => type.id === id);
const typesIn = (name: string): string[] =>
  readDocuments(dir)
    .get(name)
    .articles.flatMap(({ blocks }: { blocks: { entities: { type: string }[] }[] }) =>
      blocks.flatMap(({ entities }) => entities.map(({ type }) => type)),
    );
const tagset = (page: Page) => page.getByRole("dialog", { name: "标签集", exact: true });

async function openTagset(page: Page): Promise<void> {
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("menuitem", { name: "标签集……" }).click();
  await expect(tagset(page).getByText("个实体")).toBeVisible();
}

test("a type gets another name, key and colour; one that can't be read is refused, the nearest is offered", async ({
  page,
}) => {
  await page.getByRole("row", { name: /乙/ }).dblclick();
  await expect(editorText(page)).toBeVisible();
  await page.keyboard.press("F2");
  await openTagset(page);
  const dialog = tagset(page);
  await dialog.getByRole("button", { name: /^人名/ }).click();
  await dialog.getByLabel("中文名称").fill("人物");
  await dialog.getByLabel("按键").fill("o");
  await expect(dialog.getByText("按键 O 已给了 人物")).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: /机构.*有错/ })).toBeVisible();
  await dialog.getByLabel("按键").fill("w");
  await dialog.getByRole("textbox", { name: "颜色", exact: true }).fill("#ffcc00");
  const save = dialog.getByRole("button", { name: "保存" });
  await expect(save).toBeDisabled();
  await dialog.getByRole("button", { name: /改用最接近的/ }).click();
  await expect(dialog.getByRole("textbox", { name: "颜色", exact: true })).toHaveValue("#996800");
  expect(await violations(page, false)).toEqual([]);
  await save.click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => typeOf("PER")).toMatchObject({ label: { zh: "人物" }, key: "w", color: "#996800" });
  // The open page, its bar and its keys follow.
  await expect(page.getByRole("toolbar", { name: "标为实体" }).getByRole("button", { name: "人物 W" })).toBeVisible();
  const label = await editorText(page)
    .locator("[data-type=PER]")
    .first()
    .evaluate((element) => getComputedStyle(element, "::before").content);
  expect(label).toContain("人物");
  expect(typesIn("乙.txt").toSorted()).toEqual(["LOC", "PER"]);
});

test("a merge is looked at first, carried out over all documents, and undone with the tagset", async ({ page }) => {
  const before = readFileSync(join(dir, "galley.json"), "utf8");
  await openTagset(page);
  const dialog = tagset(page);
  await dialog.getByRole("button", { name: /^地名/ }).click();
  await dialog.getByRole("combobox", { name: "并入……" }).click();
  await page.getByRole("option", { name: "机构" }).click();
  await expect(dialog.getByText("LOC → ORG")).toBeVisible();
  await dialog.getByRole("button", { name: "预览改动……" }).click();
  const plan = page.getByRole("grid", { name: "改动清单" });
  await expect(plan.locator("ins").first()).toBeVisible();
  await expect(plan.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByText("将改动 3 处，涉及 2 份稿件")).toBeVisible();
  expect(await violations(page, false)).toEqual([]);
  expect(readFileSync(join(dir, "galley.json"), "utf8")).toBe(before);
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText("标签集已经改好")).toBeVisible();
  expect(typesIn("甲.txt").toSorted()).toEqual(["ORG", "ORG", "ORG"]);
  expect(typeOf("LOC")).toBeUndefined();

  await page.getByRole("button", { name: "撤销这次改动" }).click();
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(page.getByText("已恢复 2 份稿件")).toBeVisible();
  expect(readFileSync(join(dir, "galley.json"), "utf8")).toBe(before);
  expect(typesIn("乙.txt").toSorted()).toEqual(["LOC", "PER"]);
});

test("a preset takes the tagset's place with a mapping, and what is given up changes nothing", {
  tag: "@full",
}, async ({ page }) => {
  await openTagset(page);
  const dialog = tagset(page);
  await dialog.getByRole("combobox", { name: "换成预设……" }).click();
  await page.getByRole("option", { name: /CLUENER/ }).click();
  const mapping = page.getByRole("dialog", { name: "原有的类型怎么办" });
  await expect(mapping.getByRole("combobox", { name: "地名" })).toContainText("地址");
  await expect(mapping.getByRole("combobox", { name: "日期" })).toContainText("保留这个类型");
  await mapping.getByRole("button", { name: "采用" }).click();
  await expect(dialog.getByRole("button", { name: /^景点/ })).toBeVisible();
  await expect(dialog.getByText(/LOC → address/)).toBeVisible();
  await dialog.getByRole("button", { name: "取消" }).click();
  expect(typeOf("LOC")).toBeDefined();
});
