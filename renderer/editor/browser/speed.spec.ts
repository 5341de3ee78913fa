/** What a keystroke and an opening cost, in pages up to a whole newspaper's worth. Prints its figures. */
import { expect, type Page, test } from "@playwright/test";
import { page as build } from "../test/builders.ts";
import { openDocument, read, select } from "./support.ts";

/** A text of `length` characters in blocks of fifty, with an entity every 25 characters. */
function bigPage(length: number) {
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

/** The smallest time that a share of all was no longer than. */
const at = (sorted: readonly number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;

/** Milliseconds that the editor's own work takes for one typed character: transaction, view, snapshot. */
async function transactions(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { editor } = window.harness;
    const times: number[] = [];
    // Enough that the 95th percentile is not the first one, which also fills the panels' caches for the whole page.
    for (let i = 0; i < 60; i++) {
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

test("a whole page of 300000 characters is copied and put in again, with 12000 entities, and as plain text", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openDocument(page, bigPage(300_000));
  const times = await page.evaluate(() => {
    const { editor } = window.harness;
    const text = document.querySelector(".galley-text") as HTMLElement;
    const timed = (work: () => void) => {
      const start = performance.now();
      work();
      document.body.getBoundingClientRect();
      return performance.now() - start;
    };
    const send = (type: string, clipboardData: DataTransfer) =>
      text.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
    const toEnd = () => {
      const blocks = editor.outline().at(-1)?.blocks ?? [];
      editor.commands.selectBlock(blocks.at(-1)?.id ?? "");
    };
    editor.focus();
    editor.commands.selectAll();
    const own = new DataTransfer();
    const copy = timed(() => send("copy", own));
    toEnd();
    const paste = timed(() => send("paste", own));
    const entities = editor.listEntities().length;
    editor.commands.undo();
    const foreign = new DataTransfer();
    foreign.setData("text/plain", own.getData("text/plain"));
    toEnd();
    const plain = timed(() => send("paste", foreign));
    return { copy, paste, plain, entities, length: own.getData("text/plain").length };
  });
  const { copy, paste, plain } = times;
  console.warn(`copy ${copy.toFixed(0)} ms, paste ${paste.toFixed(0)} ms, as plain text ${plain.toFixed(0)} ms`);
  expect(times.length).toBeGreaterThan(300_000);
  expect(times.entities).toBeGreaterThan(20_000);
  // Loose, as above; looking every entity up in the whole text took six times as long.
  expect(Math.max(copy, paste, plain)).toBeLessThan(4_000);
  expect((await read(page)).problems).toEqual([]);
});
