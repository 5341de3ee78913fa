/** Earlier states of a page: seen, compared with the present, brought back; also for a page whose file is broken. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { violations } from "./support/axe.ts";
import { galley, newCorpus, openCorpus } from "./support/corpus.ts";
import { emptyMachine, readDocuments, root } from "./support/machine.ts";
import { block, clickAtEnd, editorText, saved } from "./support/text.ts";

test.use({ locale: "zh-CN" });

const name = "004_04b86e9b1138073a.txt";
const line = "合办：离石区融媒体中心";

test("what a page said before is kept, compared and brought back", async ({ page }) => {
  const machine = emptyMachine();
  const dir = newCorpus(machine, join(root, "seeds", name));
  const { id } = readDocuments(dir).get(name);
  const path = join(dir, "documents", id.slice(-2), `${id}.json`);
  const firstText = () => readDocuments(dir).get(name).articles[0].blocks[0].text;
  galley(machine, "set", dir, id, "--status", "review");
  const program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name }).dblclick();
  await clickAtEnd(page, line);
  await page.keyboard.insertText("新写的𠮷");
  await saved(page);

  await page.getByRole("button", { name: "历史版本" }).click();
  const dialog = page.getByRole("dialog", { name: "历史版本" });
  await expect(dialog.getByRole("radio")).toHaveCount(2);
  await expect(dialog.locator("ins")).toHaveText("新写的𠮷");
  expect(await violations(page, false)).toEqual([]);
  await dialog.getByRole("button", { name: "恢复到这个版本" }).click();
  await expect(block(page, line)).not.toContainText("新写的");
  expect(firstText()).toBe(` ${line}`);
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(block(page, line)).toContainText("新写的𠮷");

  // Half of its file is gone: the page says so, and offers what it was.
  await page.getByRole("button", { name: "返回稿件列表" }).click();
  const damaged = readFileSync(path).subarray(0, 500);
  writeFileSync(path, damaged);
  await page.getByRole("row").filter({ hasText: "的文件损坏" }).dblclick();
  await expect(page.getByRole("heading", { name: "这份稿件打不开" })).toBeVisible();
  await page.getByRole("button", { name: "历史版本" }).click();
  await dialog.getByRole("button", { name: "恢复到这个版本" }).click();
  await expect(editorText(page)).toContainText(line);
  const aside = readdirSync(dirname(path)).find((file) => file.includes(".damaged-")) ?? "";
  expect(readFileSync(join(dirname(path), aside)).equals(damaged)).toBe(true);
  await program.stop();
  machine.remove();
});

test("what a save that did not end has left is said, and brought back by keyboard", async ({ page }) => {
  const machine = emptyMachine();
  const dir = newCorpus(machine, join(root, "seeds", name));
  const { id } = readDocuments(dir).get(name);
  const folder = join(dir, "documents", id.slice(-2));
  const text = readFileSync(join(folder, `${id}.json`), "utf8");
  // Of programs with numbers that no program has: ended before the rename, and half-way.
  writeFileSync(join(folder, `.${id}.json.1073741824.0123456789ab.tmp`), text.replace('"new"', '"review"'));
  writeFileSync(join(folder, `.${id}.json.1073741825.0123456789ab.tmp`), text.slice(0, 2000));
  const program = await openCorpus(machine, page, dir);
  await page.getByRole("button", { name: "查看", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "放到一边的文件" });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  expect(await violations(page, false)).toEqual([]);
  await dialog.getByRole("button", { name: /^恢复/ }).press("Enter");
  await expect(page.getByText("恢复之前的内容在历史里。")).toBeVisible();
  expect(readDocuments(dir).get(name).status).toBe("review");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "撤销", exact: true }).press("Enter");
  await expect.poll(() => readDocuments(dir).get(name).status).toBe("new");
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("放到一边");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await program.stop();
  machine.remove();
});
