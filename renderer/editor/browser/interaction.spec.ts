/** Keys, pointer and clipboard in a real browser: tag mode, dragging by the margin, copy and paste, menus. */
import { expect, type Page } from "@playwright/test";
import { open, read, select, test } from "./support.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const selection = (page: Page) => page.evaluate(() => window.harness.editor.getSnapshot().selectedText);
const types = (page: Page) =>
  page.evaluate(() => window.harness.editor.listEntities().map(({ type, text }) => `${type} ${text}`));

test("in tag mode letters tag, punctuation moves edges, Backspace removes, and the text can't change", async ({
  page,
}) => {
  await open(page, "离石区召开会议", "tag");
  await select(page, ["b1", 0]);
  for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowRight");
  expect(await selection(page)).toBe("离石区");
  await page.keyboard.press("l");
  expect(await types(page)).toEqual(["LOC 离石区"]);
  await page.keyboard.press(",");
  expect(await types(page)).toEqual(["LOC 离石"]);
  await page.keyboard.press(".");
  await page.keyboard.press("Shift+Period");
  expect(await types(page)).toEqual(["LOC 石区"]);
  await page.keyboard.press("o");
  expect(await types(page)).toEqual(["ORG 石区"]);
  await page.keyboard.press("Backspace");
  expect(await types(page)).toEqual([]);
  for (const key of ["Control+v", "Delete", "Control+x", "Space", "z"]) await page.keyboard.press(key);
  expect((await read(page)).blocks).toEqual(["离石区召开会议"]);
  await page.keyboard.press("Control+z");
  expect(await types(page)).toEqual(["ORG 石区"]);
});

test("in tag mode arrows move by character, word and line, and over blocks", async ({ page }) => {
  await open(page, "甲𠮷乙\n第二行\n\n丙", "tag");
  await select(page, ["b1", 0]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await selection(page)).toBe("𠮷");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Home");
  expect(await selection(page)).toMatch(/^第二/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  expect(await selection(page)).toBe("丙");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".galley-caret")).toBeVisible();
});

test("Tab goes through the entities and then out of the text", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙[ORG [LOC 山西]省政府]", "tag");
  await select(page, ["b1", 0]);
  const seen: string[] = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("Tab");
    seen.push(await selection(page));
  }
  expect(seen).toEqual(["北京", "山西省政府", "山西"]);
  await page.keyboard.press("Shift+Tab");
  expect(await selection(page)).toBe("山西省政府");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => window.harness.menus)).toMatchObject([{ entityId: "e2" }]);
});

test("a click on an entity in tag mode selects it and asks for its menu; a double click selects a word", async ({
  page,
}) => {
  await open(page, "我们在[LOC 北京]召开会议", "tag");
  await page.locator(".entity").click();
  expect(await selection(page)).toBe("北京");
  expect(await page.evaluate(() => window.harness.menus)).toMatchObject([{ entityId: "e1" }]);
  const box = await page.evaluate(() => {
    const text = document.querySelector('[data-block="b1"]')?.lastChild as Text;
    const range = document.createRange();
    range.setStart(text, 2);
    range.setEnd(text, 3);
    const { left, top, width, height } = range.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.dblclick(box.x, box.y);
  expect(await selection(page)).toBe("会议");
});

async function margin(page: Page, block: string) {
  const box = await page.locator(`[data-block="${block}"]`).boundingBox();
  if (!box) throw new Error(`no block ${block}`);
  return { x: box.x + 40, y: box.y + box.height / 2, top: box.y, bottom: box.y + box.height };
}

test("a click in the margin selects the block and asks for its menu; a drag moves it, Escape gives up", async ({
  page,
}) => {
  await open(page, "甲\n\n乙[LOC 京]\n\n===\n\n丙\n\n丁");
  const from = await margin(page, "b2");
  await page.mouse.click(from.x, from.y);
  expect(await selection(page)).toBe("乙京");
  expect(await page.evaluate(() => window.harness.menus)).toMatchObject([{ blockId: "b2" }]);

  const to = await margin(page, "b3");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.move(to.x, to.bottom - 4);
  await expect(page.locator(".galley-drop-line")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".galley-drop-line")).toHaveCount(0);
  expect((await read(page)).blocks).toEqual(["甲", "乙京{LOC 1-2 京}", "丙", "丁"]);

  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.move(to.x, to.bottom - 4);
  await page.mouse.up();
  const moved = await read(page);
  expect(moved.blocks).toEqual(["甲", "丙", "乙京{LOC 1-2 京}", "丁"]);
  expect(moved.problems).toEqual([]);
  expect(await selection(page)).toBe("乙京");
});

test("an article is dragged by the strip above it", async ({ page }) => {
  await open(page, "甲\n\n===\n\n乙\n\n===\n\n丙");
  const last = await page.locator('[data-article="a3"]').boundingBox();
  const first = await page.locator('[data-article="a1"]').boundingBox();
  if (!last || !first) throw new Error("no articles");
  await page.mouse.move(last.x + 200, last.y + 16);
  await page.mouse.down();
  await page.mouse.move(last.x + 200, last.y - 10);
  await page.mouse.move(first.x + 200, first.y + 5);
  await page.mouse.up();
  expect((await read(page)).blocks).toEqual(["丙", "甲", "乙"]);
});

test("copy and paste keep entities with new ids and origins; cut and paste keep the ids", async ({ page }) => {
  await open(page, "甲[LOC 北京]乙\n\n丙");
  await select(page, ["b1", 1], ["b1", 3]);
  await page.keyboard.press("Control+c");
  await select(page, ["b2", 1]);
  await page.keyboard.press("Control+v");
  const copied = await read(page);
  expect(copied.blocks).toEqual(["甲北京乙{LOC 1-3 北京}", "丙北京{LOC 1-3 北京}"]);
  expect(copied.problems).toEqual([]);
  await page.keyboard.press("Control+z");
  await select(page, ["b1", 1], ["b1", 3]);
  await page.keyboard.press("Control+x");
  await select(page, ["b2", 0]);
  await page.keyboard.press("Control+v");
  expect(await page.evaluate(() => window.harness.editor.toDocument().articles[0]?.blocks[1])).toMatchObject({
    text: "北京丙",
    pieces: [{ source: [1, 3] }, { source: [6, 7] }],
    entities: [{ id: "e1", start: 0, end: 2 }],
  });
});

test("foreign clipboard content comes in as clean text, blank lines making blocks", async ({ page }) => {
  await open(page, "甲乙");
  await page.evaluate(() =>
    navigator.clipboard.write([
      new ClipboardItem({
        "text/html": new Blob(['<p><span data-entity="x" data-type="LOC">一</span></p>'], { type: "text/html" }),
        "text/plain": new Blob(["一\r\n二\n\n三"], { type: "text/plain" }),
      }),
    ]),
  );
  await select(page, ["b1", 1]);
  await page.keyboard.press("Control+v");
  const pasted = await read(page);
  expect(pasted.blocks).toEqual(["甲一\n二", "三乙"]);
  expect(pasted.problems).toEqual([]);
});

/** The middle of the left edge of a block's character, by UTF-16 offset. */
async function pointAt(page: Page, block: string, offset: number) {
  return page.evaluate(
    ([id, at]) => {
      const walker = document.createTreeWalker(
        document.querySelector(`[data-block="${id}"]`) as Node,
        NodeFilter.SHOW_TEXT,
      );
      let left = at;
      let node = walker.nextNode() as Text;
      for (; left >= node.length; node = walker.nextNode() as Text) left -= node.length;
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      const box = range.getBoundingClientRect();
      return { x: box.left + 1, y: box.top + box.height / 2 };
    },
    [block, offset] as const,
  );
}

test("selected text dragged by the mouse moves with its entity and its origin; undo takes it back in one", async ({
  page,
}) => {
  await open(page, "甲[LOC 北京]乙\n\n丙丁");
  await select(page, ["b1", 1], ["b1", 3]);
  const from = await pointAt(page, "b1", 2);
  const to = await pointAt(page, "b2", 1);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 5, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  expect((await read(page)).problems).toEqual([]);
  expect(await page.evaluate(() => window.harness.editor.toDocument().articles[0]?.blocks)).toMatchObject([
    { text: "甲乙", entities: [] },
    {
      text: "丙北京丁",
      pieces: [{ source: [6, 7] }, { source: [1, 3] }, { source: [7, 8] }],
      entities: [{ id: "e1", start: 1, end: 3 }],
    },
  ]);
  await page.keyboard.press("Control+z");
  expect((await read(page)).blocks).toEqual(["甲北京乙{LOC 1-3 北京}", "丙丁"]);
});

test("text dropped from another program comes in as clean text where it was dropped, and not at all in tag mode", async ({
  page,
}) => {
  await open(page, "甲乙");
  const drop = async () => {
    const to = await pointAt(page, "b1", 1);
    await page.evaluate(({ x, y }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/html", '<p data-block="b1"><span data-entity="x" data-type="LOC">一</span></p>');
      dataTransfer.setData("text/plain", "一\r\n二");
      const target = document.elementFromPoint(x, y) as Element;
      const more = { clientX: x, clientY: y, bubbles: true, cancelable: true };
      target.dispatchEvent(new DragEvent("drop", { dataTransfer, ...more }));
    }, to);
  };
  await drop();
  const dropped = await read(page);
  expect(dropped.blocks).toEqual(["甲一\n二乙"]);
  expect(dropped.problems).toEqual([]);
  await page.evaluate(() => window.harness.editor.commands.toggleMode());
  await drop();
  expect((await read(page)).blocks).toEqual(["甲一\n二乙"]);
});

test("keys of structure while typing: Enter, Shift+Enter, Backspace, Delete, and undo of each", async ({ page }) => {
  await open(page, "甲乙\n\n丙");
  await select(page, ["b1", 1]);
  await page.keyboard.press("Enter");
  expect((await read(page)).blocks).toEqual(["甲", "乙", "丙"]);
  await page.keyboard.press("Backspace");
  expect((await read(page)).blocks).toEqual(["甲乙", "丙"]);
  await page.keyboard.press("Shift+Enter");
  expect((await read(page)).blocks).toEqual(["甲\n乙", "丙"]);
  await page.keyboard.press("End");
  await page.keyboard.press("Delete");
  expect((await read(page)).blocks).toEqual(["甲\n乙丙"]);
  for (let i = 0; i < 4; i++) await page.keyboard.press("Control+z");
  expect(await read(page)).toEqual({ blocks: ["甲乙", "丙"], dom: ["甲乙", "丙"], problems: [] });
});

test("roles of many blocks change in one undo step, and leave the selection and the drawn elements as they are", async ({
  page,
}) => {
  await open(page, "甲乙\n\n丙[LOC 丁]\n\n===\n\n戊己");
  await select(page, ["b1", 1], ["b3", 1]);
  const same = await page.evaluate(() => {
    const drawn = () => Array.from(document.querySelectorAll("[data-block], .entity"));
    const before = drawn();
    const applied = window.harness.editor.commands.setRole("title");
    return applied && drawn().every((element, index) => element === before[index]);
  });
  expect(same).toBe(true);
  expect(await selection(page)).toBe("乙\n丙丁\n戊");
  expect(await page.evaluate(() => String(document.getSelection()).replace(/\s/g, ""))).toBe("乙丙丁戊");
  const roles = () => page.locator("[data-block]").evaluateAll((all) => all.map((each) => each.dataset.role));
  expect(await roles()).toEqual(["title", "title", "title"]);
  await page.keyboard.press("Control+z");
  expect(await roles()).toEqual(["paragraph", "paragraph", "paragraph"]);
  expect(await selection(page)).toBe("乙\n丙丁\n戊");
});

test("many blocks selected by the keyboard are deleted and typed over as one text", async ({ page }) => {
  await open(page, "甲乙\n\n丙丁\n\n戊己");
  await select(page, ["b1", 1], ["b3", 1]);
  await page.keyboard.type("x");
  const typed = await read(page);
  expect(typed.blocks).toEqual(["甲x己"]);
  expect(typed.problems).toEqual([]);
});

test("keys, commands and the clipboard act on the selection that is seen, though the browser has not told of it yet", async ({
  page,
}) => {
  await open(page, "甲乙丙丁\n\n戊");
  await select(page, ["b2", 0]);
  // Everything within one task, so that no selectionchange event can come between.
  const seen = await page.evaluate(() => {
    const { editor } = window.harness;
    const text = document.querySelector('[data-block="b1"]') as HTMLElement;
    const mark = (from: number, to: number) => {
      const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode() as Text;
      document.getSelection()?.setBaseAndExtent(node, from, node, to);
    };
    mark(0, 2);
    const can = editor.can("tag", "LOC");
    const asked = editor.getSnapshot().selectedText;
    const tagged = editor.commands.tag("LOC");
    const data = new DataTransfer();
    mark(1, 2);
    text.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
    mark(2, 2);
    const enter = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
    text.dispatchEvent(new KeyboardEvent("keydown", enter));
    return { can, asked, tagged, copied: data.getData("text/plain") };
  });
  // Asking changes nothing.
  expect(seen).toEqual({ can: true, asked: "", tagged: true, copied: "乙" });
  expect((await read(page)).blocks).toEqual(["甲乙{LOC 0-2 甲乙}", "丙丁", "戊"]);
});

test("in tag mode a letter right after the mouse tags what the mouse selected", async ({ page }) => {
  await open(page, "甲乙丙丁", "tag");
  await select(page, ["b1", 3]);
  await page.evaluate(() => {
    const text = document.querySelector('[data-block="b1"]') as HTMLElement;
    const node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode() as Text;
    document.getSelection()?.setBaseAndExtent(node, 0, node, 2);
    const letter = { key: "p", code: "KeyP", keyCode: 80, bubbles: true, cancelable: true };
    text.dispatchEvent(new KeyboardEvent("keydown", letter));
  });
  expect(await types(page)).toEqual(["PER 甲乙"]);
});
