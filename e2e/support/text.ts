/** Pointing at places in the text as a person does: by the characters that one sees. */
import { expect, type Locator, type Page } from "@playwright/test";

export const editorText = (page: Page): Locator => page.locator(".ProseMirror");

/** The blocks that hold the text, or match the expression. */
export const block = (page: Page, text: string | RegExp): Locator =>
  editorText(page).locator("[data-block]").filter({ hasText: text });

/** Viewport coordinates of the left edge of a block's character (UTF-16 offset), scrolled into view. */
async function pointAt(target: Locator, offset: number): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  return await target.evaluate((element, at) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = at;
    let last: Text | null = null;
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      last = node;
      if (left < node.length) {
        const range = document.createRange();
        range.setStart(node, left);
        range.setEnd(node, left + 1);
        const rect = range.getClientRects()[0];
        if (!rect) throw new Error("the character is not on the screen");
        return { x: rect.left + 1, y: rect.top + rect.height / 2 };
      }
      left -= node.length;
    }
    if (!last || left > 0) throw new Error("there is no such character");
    const range = document.createRange();
    range.selectNodeContents(last);
    const rects = range.getClientRects();
    const rect = rects[rects.length - 1];
    if (!rect) throw new Error("the text is not on the screen");
    return { x: rect.right, y: rect.top + rect.height / 2 };
  }, offset);
}

/** Clicks and waits until the browser has told the page of the new selection, which it does with the next frame. */
async function click(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.click(x, y);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Clicks before the first character of `mark` in the first block that holds it. */
export async function clickBefore(page: Page, mark: string | RegExp): Promise<void> {
  const target = block(page, mark).first();
  const text = (await target.textContent()) ?? "";
  await click(page, await pointAt(target, text.search(mark)));
}

/** Clicks at the end of the block that holds the text. */
export async function clickAtEnd(page: Page, text: string): Promise<void> {
  const target = block(page, text).first();
  await click(page, await pointAt(target, ((await target.textContent()) ?? "").length));
}

/** Selects the first occurrence of `words` with the mouse. */
export async function selectText(page: Page, words: string): Promise<void> {
  const target = block(page, words).first();
  const text = (await target.textContent()) ?? "";
  const start = text.indexOf(words);
  const from = await pointAt(target, start);
  const to = await pointAt(target, start + words.length);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** Waits until everything is on the disk. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByText("已保存", { exact: true })).toBeVisible();
}
