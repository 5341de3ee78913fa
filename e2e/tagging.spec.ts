/** What a newcomer sees and does in tagging with the mouse, on the real page with the most lines. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { emptyMachine } from "./support/machine.ts";
import { shells } from "./support/shells.ts";
import { block, clickBefore, editorText, saved, selectText } from "./support/text.ts";

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
  let window = await loopback.open(machine);
  let { page } = window;
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

  await test.step("the bar says where nothing can be tagged, then tags", async () => {
    const wide = /^本报讯/;
    await clickBefore(page, wide);
    await page.keyboard.press("Control+a");
    await bar.getByRole("button", { name: "机构 O" }).click();
    await expect(page.getByText("这里没有可标的文字")).toBeVisible();
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

  await test.step("two keys an entity: the caret in the name, a key selects, a letter tags; or the letter alone", async () => {
    const name = "离石区融媒体中心";
    await clickBefore(page, /媒体中心/);
    await page.keyboard.press("Space");
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(name);
    await page.keyboard.press("o");
    const tagged = editorText(page).locator("[data-type=ORG]", { hasText: name });
    await expect(tagged).toHaveCount(1);
    // The same key takes it back, and with only a caret in it one key does it all.
    await page.keyboard.press("o");
    await expect(tagged).toHaveCount(0);
    await clickBefore(page, /媒体中心/);
    await page.keyboard.press("o");
    await expect(tagged).toHaveCount(1);
    await page.keyboard.press("l");
    await expect(editorText(page).locator("[data-type=LOC]", { hasText: name })).toHaveCount(1);
    await page.keyboard.press("o");
    await expect(tagged).toHaveCount(1);
  });

  await test.step("space goes outward from the entity to the one around it, and back", async () => {
    const selection = () => page.evaluate(() => getSelection()?.toString());
    await selectText(page, "石区委");
    await page.keyboard.press("ArrowLeft");
    const seen: (string | undefined)[] = [];
    for (const key of ["Space", "Space", "Shift+Space"]) {
      await page.keyboard.press(key);
      seen.push(await selection());
    }
    expect(seen).toEqual(["离石区委", "离石区委书记", "离石区委"]);
  });

  await test.step("an edge is dragged: seen while it is, one undo step, Escape gives it up", async () => {
    const tagged = editorText(page).locator("[data-type=ORG]", { hasText: "离石区融媒体" });
    const handle = page.locator(".galley-edge[data-edge=end]");
    await clickBefore(page, /媒体中心/);
    await page.keyboard.press("Escape");
    const drag = async () => {
      const at = await handle.boundingBox();
      if (!at) throw new Error("the handle is not on the screen");
      expect(Math.min(at.width, at.height)).toBeGreaterThanOrEqual(12);
      const width = await tagged.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element.lastChild ?? element);
        return range.getBoundingClientRect().width / (element.lastChild?.textContent?.length ?? 1);
      });
      const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - width, y, { steps: 3 });
      await page.mouse.move(x - 2 * width, y, { steps: 3 });
    };
    await drag();
    expect(await page.evaluate(() => Array.from(CSS.highlights.get("galley-drag") ?? [], String))).toEqual([
      "离石区融媒体",
    ]);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect(tagged).toHaveText("离石区融媒体中心");
    await drag();
    await page.mouse.up();
    await expect(tagged).toHaveText("离石区融媒体");
    await page.keyboard.press("Control+z");
    await expect(tagged).toHaveText("离石区融媒体中心");
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

  await test.step("what the tagset forbids is refused by name, and replaces when asked for again", async () => {
    await saved(page);
    await window.quit();
    const settings = join(machine.documents, "校样样例", "galley.json");
    const corpus = JSON.parse(readFileSync(settings, "utf8"));
    writeFileSync(settings, JSON.stringify({ ...corpus, overlap: "nested" }));
    window = await loopback.open(machine);
    page = window.page;
    await page.getByRole("button", { name: "试用样例" }).click();
    await page.getByRole("row", { name: "004_04b86e9b1138073a.txt" }).dblclick();
    await expect(editorText(page)).toBeFocused();
    await page.keyboard.press("F2");
    await selectText(page, "区委书记");
    await page.keyboard.press("p");
    await expect(page.getByText("“区委书记”与已标的机构“离石区委”重叠")).toBeVisible();
    await expect(editorText(page).locator("[data-type=PER]")).toHaveCount(0);
    await page.keyboard.press("p");
    await expect(editorText(page).locator("[data-type=PER]")).toHaveText("区委书记");
    await expect(editorText(page).locator("[data-type=ORG]", { hasText: "离石区委" })).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(editorText(page).locator("[data-type=ORG]", { hasText: "离石区委" })).toHaveCount(1);
  });

  await window.quit();
  machine.remove();
});
