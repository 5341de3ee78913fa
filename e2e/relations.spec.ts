/** What is said of entities and between them, by keyboard alone: attributes, relations, their lines over the text. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { galley, newCorpusOf, openCorpus, tagOnDisk } from "./support/corpus.ts";
import { compose } from "./support/ime.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments } from "./support/machine.ts";
import { block, clickAtEnd, clickBefore, editorText, saved } from "./support/text.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

const type = (id: string, zh: string, color: string, key: string, attributes: object[] = []) => {
  return { id, label: { zh, en: id }, color, key, attributes };
};
const tagset = {
  entityTypes: [
    type("PER", "人名", "#b3261e", "p", [
      { id: "sex", label: { zh: "性别", en: "Sex" }, kind: "choice", choices: ["男", "女"] },
      { id: "since", label: { zh: "始于", en: "Since" }, kind: "date" },
    ]),
    type("ORG", "机构", "#1d5fbf", "o"),
    type("LOC", "地名", "#1b7a3d", "l"),
  ],
  relationTypes: [
    { id: "member_of", label: { zh: "成员", en: "Member of" }, from: ["PER"], to: ["ORG"] },
    { id: "located_in", label: { zh: "位于", en: "Located in" }, from: ["ORG"], to: ["LOC"] },
  ],
};

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpusOf(machine, { "甲.txt": "张三在区融媒体中心工作\n\n区融媒体中心在离石区。" });
  const file = join(dir, "galley.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...tagset }));
  tagOnDisk(dir, { PER: ["张三"], ORG: ["区融媒体中心"], LOC: ["离石区"] });
  program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name: /甲/ }).dblclick();
  await expect(editorText(page)).toContainText("区融媒体中心");
  await clickBefore(page, "张三在");
  await page.keyboard.press("F2");
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

const document = () => readDocuments(dir).get("甲.txt");
const person = () => document().articles[0].blocks[0].entities[0];
/** "张三 member_of 区融媒体中心" of each relation on the disk. */
function related(): string[] {
  const { articles, relations = [] } = document();
  const entities = articles.flatMap(({ blocks }: { blocks: { entities: { id: string; text: string }[] }[] }) =>
    blocks.flatMap(({ entities: own }) => own),
  );
  const text = (id: string) => entities.find((entity: { id: string }) => entity.id === id).text;
  return relations.map(
    (one: { type: string; from: string; to: string }) => `${text(one.from)} ${one.type} ${text(one.to)}`,
  );
}
const lines = (page: Page) => page.locator(".galley-relation");

test("attributes are said by keyboard, and undone like everything else", async ({ page }) => {
  await page.keyboard.press("Enter");
  const popover = page.getByRole("dialog", { name: /张三/ });
  await expect(popover.getByRole("button", { name: "男" })).toBeFocused();
  await page.keyboard.press("2");
  await expect(popover.getByRole("button", { name: "女" })).toHaveAttribute("aria-pressed", "true");
  const since = popover.getByRole("textbox", { name: "始于" });
  await expect(since).toBeFocused();
  await page.keyboard.insertText("昨天");
  await expect(popover.getByRole("alert")).toHaveText("日期写成 2026、2026-05 或 2026-05-12");
  expect(await violations(page, true)).toEqual([]);
  await since.fill("2020年5月");
  await page.keyboard.press("Enter");
  await expect(since).toHaveValue("2020-05");
  await page.keyboard.press("Escape");
  await expect(editorText(page)).toBeFocused();
  await expect.poll(() => person().attributes).toEqual({ sex: "女", since: "2020-05" });
  await page.keyboard.press("Control+z");
  await expect.poll(() => person().attributes).toEqual({ sex: "女" });
});

test("relations are made by keyboard, seen over the text and in the panel, and go with their entities", async ({
  page,
}) => {
  const bar = page.getByRole("toolbar", { name: "关系" });
  await page.keyboard.press("r");
  await expect(bar.getByText("「张三」→ 移到另一个实体")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await page.keyboard.press("r");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(bar.getByRole("button", { name: "成员 1" })).toBeEnabled();
  // A place of work lies somewhere; a person does not.
  await expect(bar.getByRole("button", { name: "位于 2" })).toBeDisabled();
  await page.keyboard.press("2");
  await expect(bar).toBeVisible();
  await page.keyboard.press("1");
  await expect(bar).toHaveCount(0);
  await saved(page);
  await expect.poll(related).toEqual(["张三 member_of 区融媒体中心"]);
  // What was just made is seen.
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page).locator("text")).toHaveText("成员");
  await page.keyboard.press("Shift+R");
  await expect(lines(page)).toHaveCount(0);
  await page.keyboard.press("Shift+R");

  await page.getByRole("tab", { name: "实体" }).click();
  const panel = page.getByRole("region", { name: "「区融媒体中心」的关系" });
  await panel.getByRole("button", { name: "调换方向" }).click();
  await expect.poll(related).toEqual(["区融媒体中心 member_of 张三"]);
  expect(await violations(page, false)).toEqual([]);
  await panel.getByRole("button", { name: "张三" }).click();
  await expect(page.getByRole("region", { name: "「张三」的关系" })).toBeVisible();

  // Without the person there is no relation; with the person again there is.
  await page.keyboard.press("Delete");
  await expect(lines(page)).toHaveCount(0);
  await expect.poll(related).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect.poll(related).toEqual(["区融媒体中心 member_of 张三"]);
  expect(galley(machine, "verify", dir, "--json")).toBe("");
  expect(galley(machine, "stats", dir)).toContain("member_of  1");
});

test("an input method beside a relation that is drawn writes as ever", { tag: "@full" }, async ({ page }) => {
  await page.keyboard.press("r");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("1");
  await expect(lines(page)).toHaveCount(1);
  await page.keyboard.press("F2");
  await clickAtEnd(page, "在区融媒体中心工作");
  await compose(page, ["n", "ni", "ni h", "ni hao"], "你好");
  await expect(block(page, "张三")).toHaveText("张三在区融媒体中心工作你好");
  await clickBefore(page, "在区融媒体");
  await compose(page, ["x", "xi", "xian"], "现");
  await expect(block(page, "张三")).toHaveText("张三现在区融媒体中心工作你好");
  await expect(lines(page)).toHaveCount(1);
  await saved(page);
  await expect.poll(related).toEqual(["张三 member_of 区融媒体中心"]);
});
