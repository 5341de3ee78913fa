/** What was typed and not saved comes back, in every shell, whatever ended the program. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { newCorpus } from "./support/corpus.ts";
import { draftTexts } from "./support/files.ts";
import { emptyMachine, readDocuments, root } from "./support/machine.ts";
import { fullOnDesktop, shells } from "./support/shells.ts";
import { block, clickAtEnd, editorText, saved } from "./support/text.ts";

const name = "004_04b86e9b1138073a.txt";
const line = "合办：离石区融媒体中心";

for (const shell of shells) {
  test(`killed with text that was not saved (${shell.name}): it is back, says so, and can be undone`, {
    tag: fullOnDesktop(shell),
  }, async () => {
    const machine = emptyMachine();
    const dir = newCorpus(machine, join(root, "seeds", name));
    const { id } = readDocuments(dir).get(name);
    const path = join(dir, "documents", id.slice(-2), `${id}.json`);
    const bytes = readFileSync(path, "utf8");

    const first = await shell.open(machine, ["--corpus", dir]);
    await first.page.getByRole("row", { name }).dblclick();
    await clickAtEnd(first.page, line);
    await first.page.keyboard.insertText("甲");
    // Another program's file stands in the way of saving, until just before the end.
    writeFileSync(path, bytes.replace('"status": "new"', '"status": "review"'));
    await first.page.getByRole("button", { name: "先不决定" }).click();
    await first.page.keyboard.press("End");
    await first.page.keyboard.insertText("没存上𠮷");
    await expect.poll(() => draftTexts(machine).some((text) => text.includes("没存上𠮷"))).toBe(true);
    writeFileSync(path, bytes);
    await first.kill();
    expect(readFileSync(path, "utf8")).toBe(bytes);

    const second = await shell.open(machine, ["--corpus", dir]);
    const { page } = second;
    await page.getByRole("row", { name }).dblclick();
    await expect(block(page, line)).toContainText("甲没存上𠮷");
    const banner = page.getByRole("status").filter({ hasText: "没来得及保存的改动" });
    await expect(banner).toContainText("1 段，＋5 字 −0 字");
    await banner.getByRole("button", { name: "看改了什么" }).click();
    const dialog = page.getByRole("dialog", { name: "没有存上的改动" });
    await expect(dialog.locator("ins")).toHaveText("甲没存上𠮷");
    await page.keyboard.press("Escape");
    await saved(page);
    expect(readFileSync(path, "utf8")).toContain("甲没存上𠮷");
    await expect.poll(() => draftTexts(machine).length).toBe(0);

    await editorText(page).press("Control+z");
    await expect(block(page, line)).not.toContainText("没存上");
    await saved(page);
    await second.quit();
    expect(readDocuments(dir).get(name).articles).toEqual(JSON.parse(bytes).articles);
    machine.remove();
  });
}
