/** What a keystroke and an opening cost, in pages up to a whole newspaper's worth. Prints its figures. */
import { expect, type Page, test } from "@playwright/test";
import { page as build } from "../test/builders.ts";
import { openDocument, read, select } from "./support.ts";

/** A text of `length` characters in blocks of fifty, with an entity every 25 characters. */
export function bigPage(length: number) {
  const clause =
    "会议强调全区要迅速把思想[LOC 离石区]和行动统一到中央部署上[PER 廉海平]来坚持人民至上生命至上切实做好各项工作救治新冠";
  const size = clause.replace(/\[\w+ |\]/g, "").length;
  return build(Array.from({ length: Math.ceil(length / size) }, () => clause).join("\n\n"));
}

/** Milliseconds from a key event to the frame after it, in the page. */
async function keystrokes(page: Page, count: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    window.addEventListener(
      "keydown",
      () => {
        const start = performance.now();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => times.push(performance.now() - start);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
  for (let i = 0; i < count; i++) {
    await page.keyboard.press("a");
    // One at a time: what a key costs, not how a queue of them drains.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  }
  return page.evaluate(() => (window as unknown as { times: number[] }).times.sort((a, b) => a - b));
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Milliseconds that the editor's own work takes for one typed character: transaction, view, snapshot. */
async function transactions(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { editor } = window.harness;
    const times: number[] = [];
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      document.execCommand("insertText", false, "字");
      editor.getSnapshot();
      editor.listEntities();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  });
}

for (const length of [3_000, 30_000, 300_000]) {
  test(`a page of ${length} characters opens and takes keys`, async ({ page }) => {
    test.setTimeout(180_000);
    const opened = await openDocument(page, bigPage(length));
    await select(page, ["b10", 5]);
    const work = await transactions(page);
    const keys = await keystrokes(page, 30);
    const saved = await page.evaluate(() => {
      const start = performance.now();
      window.harness.editor.toDocument();
      return performance.now() - start;
    });
    const tagged = await page.evaluate(() => {
      const start = performance.now();
      window.harness.editor.commands.toggleMode();
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    console.warn(
      `${length} characters: open ${opened.toFixed(0)} ms, work per character p50 ${at(work, 0.5).toFixed(1)} p95 ${at(work, 0.95).toFixed(1)} ms, key to frame p50 ${at(keys, 0.5).toFixed(1)} p95 ${at(keys, 0.95).toFixed(1)} ms, toDocument ${saved.toFixed(1)} ms, mode ${tagged.toFixed(0)} ms`,
    );
    expect((await read(page)).problems).toEqual([]);
    // Loose: the machine is shared. A per-keystroke walk over the whole text would be over it by far.
    expect(at(work, 0.5)).toBeLessThan(60);
    expect(opened).toBeLessThan(6_000);
  });
}
