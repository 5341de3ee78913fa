/** What a newcomer sees and does in tagging with the mouse, on the real page with the most lines. */
import { expect, type Page, test } from "@playwright/test";
import { emptyMachine } from "./support/machine.ts";
import { shells } from "./support/shells.ts";
import { block, clickBefore, editorText, selectText } from "./support/text.ts";

/** Where the caret's line stands on the screen, from the top. */
async function caretTop(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const selection = getSelection();
    if (!selection?.focusNode) throw new Error("there is no caret");
    const range = document.createRange();
    range.setStart(selection.focusNode, selection.focusOffset);
    return Math.round(range.getBoundingClientRect().top);
  });
}

test("the keys are in sight, the mouse can press them, and nothing jumps", async () => {
  const machine = emptyMachine();
  const [loopback] = shells;
  if (!loopback) throw new Error("there is no shell");
  const window = await loopback.open(machine);
  const { page } = window;
  await page.getByRole("button", { name: "试用样例" }).click();
  await page.getByRole("row", { name: "004_04b86e9b1138073a.txt" }).dblclick();
  await expect(editorText(page)).toContainText("离石区融媒体中心");
  await clickBefore(page, "本报讯 近日，离石区委书记");
  const bar = page.getByRole("toolbar", { name: "标为实体" });
  const floating = page.getByRole("toolbar", { name: "选中文字的操作" });

  await test.step("switching modes leaves the text where it is", async () => {
    const before = await caretTop(page);
    await page.keyboard.press("F2");
    await expect(bar).toBeVisible();
    expect(await caretTop(page)).toBe(before);
  });

  await test.step("the bar says to select first, then tags", async () => {
    await bar.getByRole("button", { name: "机构 O" }).click();
    await expect(page.getByText("请先选中要标的文字")).toBeVisible();
    await selectText(page, "离石区委");
    await bar.getByRole("button", { name: "机构 O" }).click();
    await expect(editorText(page).locator("[data-type=ORG]")).toHaveText("离石区委");
    await expect(bar.getByRole("button", { name: "机构 O" })).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("a longer name is selected from inside the selection, and the toolbar leaves it free", async () => {
    await selectText(page, "离石区委书记");
    const words = await page.evaluate(() => getSelection()?.getRangeAt(0).getBoundingClientRect().toJSON());
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("离石区委书记");
    await expect(floating).toBeVisible();
    const box = await floating.boundingBox();
    if (!box) throw new Error("the toolbar is not on the screen");
    expect(box.y + box.height <= words.top || box.y >= words.bottom).toBe(true);
    await page.keyboard.press("t");
    await expect(editorText(page).locator("[data-type=TITLE]")).toHaveText("离石区委书记");
    await expect(editorText(page).locator("[data-type=ORG]")).toHaveText("离石区委");
  });

  await test.step("with entities too the caret's line stays where it is", async () => {
    for (const words of ["主持召开", "会议听取了", "点亮生命之光", "奉献你我热血"]) {
      await selectText(page, words);
      await page.keyboard.press("e");
      await expect(block(page, words).first().locator("[data-type=EVENT]").first()).toBeVisible();
    }
    await clickBefore(page, "动统一到中央");
    const before = await caretTop(page);
    await page.keyboard.press("F2");
    await expect(bar).toHaveCount(0);
    expect(await caretTop(page)).toBe(before);
    await page.keyboard.press("F2");
    await expect(bar).toBeVisible();
    expect(await caretTop(page)).toBe(before);
  });

  await window.quit();
  machine.remove();
});
