/** Mending many documents at once: looked through, done as one step, taken back byte for byte. */
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { galley, newCorpus, openCorpus } from "./support/corpus.ts";
import { documentHashes } from "./support/files.ts";
import type { Loopback } from "./support/loopback.ts";
import { emptyMachine, type Machine, readDocuments, root } from "./support/machine.ts";
import { block, clickAtEnd, saved } from "./support/text.ts";

let machine: Machine;
let program: Loopback;
let dir: string;

test.beforeEach(async ({ page }) => {
  machine = emptyMachine();
  dir = newCorpus(machine, join(root, "seeds"));
  program = await openCorpus(machine, page, dir);
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
});
test.afterEach(async () => {
  await program.stop();
  machine.remove();
});

/** "将改动 751 处……" as a number. */
async function chosenChanges(page: Page): Promise<number> {
  const output = page.locator(".plan-chosen");
  // The rules' lexicon is read for the first plan.
  await expect(output).toHaveText(/将改动/, { timeout: 30_000 });
  return Number(/将改动 ([\d,]+) 处/.exec((await output.textContent()) ?? "")?.[1]?.replace(",", ""));
}

const changes = (page: Page): Locator => page.getByRole("grid", { name: "改动清单" });

async function undo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "撤销这次改动" }).click();
  const dialog = page.getByRole("dialog", { name: "撤销批量改动" });
  await dialog.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(dialog.getByText(/已恢复 \d+ 份稿件/)).toBeVisible();
}

async function undoByCommand(page: Page): Promise<Locator> {
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("撤销批量");
  await page.getByRole("option", { name: /撤销批量改动：整理/ }).click();
  const dialog = page.getByRole("dialog", { name: "撤销批量改动" });
  await dialog.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(dialog.getByText(/已恢复 \d+ 份稿件/)).toBeVisible();
  return dialog;
}

test("every change is shown before anything is changed; done in one step and undone in one", async ({ page }) => {
  const before = documentHashes(dir);
  await page.getByRole("button", { name: "整理" }).click();
  const all = await chosenChanges(page);
  expect(all).toBeGreaterThan(100);
  await expect(changes(page).getByRole("row").first().locator("del, ins").first()).toBeVisible();
  expect(documentHashes(dir)).toEqual(before);

  await test.step("untick one change, a rule and a document", async () => {
    await changes(page).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await expect.poll(() => chosenChanges(page)).toBe(all - 1);
    await page.keyboard.press("Space");
    await expect.poll(() => chosenChanges(page)).toBe(all);
    const rule = page.locator(".plan-rule-row").filter({ hasText: "半角标点" });
    const commas = Number(await rule.locator(".plan-rule-count").textContent());
    await rule.getByRole("checkbox").uncheck();
    await expect.poll(() => chosenChanges(page)).toBe(all - commas);
    await rule.getByRole("button").click();
    await expect(changes(page)).toHaveAttribute("aria-rowcount", String(commas));
    await page.locator(".plan-rules").getByRole("button", { name: /^全部/ }).click();
    // Keys act on lines that are there.
    await expect(changes(page)).toHaveAttribute("aria-rowcount", String(all));
    await expect(changes(page).locator("del, ins").first()).toBeVisible();
    await changes(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Space");
    await expect.poll(() => chosenChanges(page)).toBeLessThan(all - commas);
  });

  await test.step("carry out what is ticked", async () => {
    const first = (await changes(page).locator(".plan-document").first().textContent()) ?? "";
    await page.getByRole("button", { name: "执行", exact: true }).click();
    await expect(page.getByText(/已改动 \d+ 份稿件/)).toBeVisible();
    const after = documentHashes(dir);
    const changed = [...after].filter(([file, hash]) => before.get(file) !== hash);
    expect(changed.length).toBeGreaterThan(0);
    // The unticked document is as it was.
    const untouched = [...readDocuments(dir).values()].filter(({ articles }) =>
      first.startsWith(articles[0].blocks[0].text.slice(0, 8)),
    );
    expect(untouched.length).toBeGreaterThan(0);
    for (const { id } of untouched) expect(changed.map(([file]) => file).join()).not.toContain(id);
    galley(machine, "verify", dir);
  });

  await test.step("undo: every file is byte for byte what it was", async () => {
    await undo(page);
    expect(documentHashes(dir)).toEqual(before);
  });
});

test("only the chosen documents are mended, and a plan can be left without a trace", { tag: "@full" }, async ({
  page,
}) => {
  const before = documentHashes(dir);
  await page.getByRole("row", { name: /^.*004_/ }).click();
  await page.getByRole("button", { name: "整理" }).click();
  await expect(page.getByRole("radio", { name: "选中的 1 份" })).toBeChecked();
  await chosenChanges(page);
  await expect(page.locator(".plan-chosen")).toContainText("1 份稿件");
  await page.getByRole("radio", { name: "全部建议" }).check();
  await expect(page.locator(".plan-change-unsafe").first()).toBeVisible();
  await page.getByRole("button", { name: "返回" }).click();
  await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
  expect(documentHashes(dir)).toEqual(before);
});

test("a document that was changed since is left as it is and named", { tag: "@full" }, async ({ page }) => {
  await page.getByRole("button", { name: "整理" }).click();
  await chosenChanges(page);
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText(/已改动 \d+ 份稿件/)).toBeVisible();
  await page.keyboard.press("Control+l");
  await page.getByRole("row", { name: /004_/ }).dblclick();
  await clickAtEnd(page, "离石区融媒体中心");
  await page.keyboard.insertText("手改");
  await saved(page);
  const dialog = await undoByCommand(page);
  await expect(dialog.getByText("1 份稿件没有恢复")).toBeVisible();
  await expect(dialog.getByText("004_04b86e9b1138073a.txt").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(block(page, "离石区融媒体中心手改")).toHaveCount(1);
});

test("an open page that nobody has touched shows what an undone operation left", { tag: "@full" }, async ({ page }) => {
  await page.getByRole("button", { name: "整理" }).click();
  await chosenChanges(page);
  await page.getByRole("button", { name: "执行", exact: true }).click();
  await expect(page.getByText(/已改动 \d+ 份稿件/)).toBeVisible();
  await page.keyboard.press("Control+l");
  await page.getByRole("row", { name: /004_/ }).dblclick();
  await expect(block(page, "卫健委号召，第一时间")).toHaveCount(1);
  await undoByCommand(page);
  await page.keyboard.press("Escape");
  await expect(block(page, /卫健委号召，\s*$/)).toHaveCount(1);
});
