/** The main job without a mouse, in both languages, in the smallest window that the program is made for. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { emptyMachine, readDocuments } from "./support/machine.ts";
import { shells } from "./support/shells.ts";
import { block, editorText, saved } from "./support/text.ts";

const page002 = "002_5626e41669f3dc64.txt";

/** Presses Tab until the element has the focus, which must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await hasFocus()); presses++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
  const isSeen = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  });
  expect(isSeen, `focus is to be seen on ${target}`).toBe(true);
}

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let count = 0; count < times; count++) await page.keyboard.press(key);
}

/** Controls that a person could not see whole, and scrolling sideways. */
async function clipped(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const problems: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight)
      problems.push(`the page is ${scrollWidth}×${scrollHeight}`);
    const controls = document.querySelectorAll<HTMLElement>("button, input, [role=tab], [role=combobox], [role=row]");
    for (const control of controls) {
      if (control.closest("[data-base-ui-focus-guard], [inert], [aria-hidden=true]") || !control.checkVisibility())
        continue;
      const { left, right, top, bottom, width } = control.getBoundingClientRect();
      const name = control.getAttribute("aria-label") ?? control.textContent?.trim() ?? "";
      // Base UI's own hidden inputs, by which a form would send a choice.
      if (width <= 1 || (control.tabIndex === -1 && control.matches("input"))) continue;
      if (left < 0 || right > innerWidth + 0.5) problems.push(`${name} reaches from ${left} to ${right}`);
      // What scrolls (outline, rows) may lie below the fold; bars and dialogs may not.
      const scrolls = control.closest(
        ".outline, .entity-scroller, .plan-scroller, .shortcut-scroller, .table-scroller, [role=grid]",
      );
      if (!scrolls && (top < 0 || bottom > innerHeight + 0.5))
        problems.push(`${name} reaches from ${top} to ${bottom}`);
      if (control.matches("button") && !scrolls && control.scrollWidth > control.clientWidth + 1)
        problems.push(`${name} is cut`);
    }
    return problems;
  });
}

test("the whole job without a mouse, then in English, in a small window", async () => {
  const machine = emptyMachine();
  const [loopback] = shells;
  if (!loopback) throw new Error("there is no shell");
  let window = await loopback.open(machine);
  let page = window.page;
  const problems: string[] = [];
  const listen = () => {
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => problems.push(message.text()));
  };
  listen();
  // What a page says while it loads was said before anyone listened.
  await page.reload();
  const fits = (view: string) =>
    test.step(`fits: ${view}`, async () => expect.poll(() => clipped(page), view).toEqual([]));
  await page.setViewportSize({ width: 1024, height: 700 });

  await test.step("sample, and open a page", async () => {
    await tabTo(page, page.getByRole("button", { name: "试用样例" }));
    await fits("welcome");
    await press(page, "Enter");
    await expect(page.getByRole("row", { name: /\.txt/ })).toHaveCount(5);
    await fits("list");
    await press(page, "ArrowDown", 2);
    await press(page, "Enter");
    await expect(block(page, "市妇幼保健院").first()).toBeVisible();
    await expect(editorText(page)).toBeFocused();
  });

  await test.step("roles of one block and of two that were selected just now", async () => {
    await press(page, "Alt+Digit1");
    await expect(block(page, /^市妇幼保健院$/)).toHaveAttribute("data-role", "kicker");
    await press(page, "ArrowDown");
    // At once, as fast fingers do: the command acts on the selection that is seen.
    await press(page, "Shift+ArrowDown");
    await press(page, "Shift+End");
    await press(page, "Alt+Digit2");
    await expect(block(page, /^党建引领/)).toHaveAttribute("data-role", "title");
    await expect(block(page, /本报记者/)).toHaveAttribute("data-role", "title");
    await press(page, "ArrowRight");
    await press(page, "Alt+Digit4");
    await expect(block(page, /本报记者/)).toHaveAttribute("data-role", "byline");
    await expect(block(page, /^党建引领/)).toHaveAttribute("data-role", "title");
  });

  await test.step("a new article", async () => {
    await press(page, "ArrowDown");
    await press(page, "Control+Shift+Enter");
    await expect(editorText(page).locator("section")).toHaveCount(2);
    await expect(editorText(page).locator("section").nth(1)).toContainText(/^幸福源于健康/);
  });

  await test.step("two people, by the keys of tagging", async () => {
    await press(page, "F2");
    await expect(page.getByRole("toolbar", { name: "标为实体" })).toBeVisible();
    await fits("tagging");
    // The list of commands, looked at and left, gives the keys back to the text.
    await press(page, "Control+k");
    await expect(page.getByRole("dialog", { name: "命令面板" })).toBeVisible();
    await press(page, "Escape");
    await expect(editorText(page)).toBeFocused();
    await press(page, "ArrowUp");
    await press(page, "Home");
    await press(page, "ArrowRight", 6);
    await press(page, "Shift+ArrowRight", 3);
    await press(page, "p");
    await press(page, "End");
    await press(page, "Shift+ArrowLeft", 3);
    await press(page, "p");
    await expect(editorText(page).locator("[data-type=PER]")).toHaveText(["席适之", "赵海阳"]);
    // Who selects by key is not shown the toolbar of the mouse.
    await expect(page.getByRole("toolbar", { name: "选中文字的操作" })).toHaveCount(0);
    await press(page, "Escape");
    await press(page, "Tab");
    await press(page, "Shift+Tab");
    await press(page, "F2");
    await fits("proofreading");
    await press(page, "F4");
    await expect(page.getByRole("region", { name: "原稿区" })).toBeVisible();
    await fits("source");
    await press(page, "F4");
    await saved(page);
  });

  await test.step("to the next page and back to the list", async () => {
    await press(page, "Alt+PageDown");
    await expect(editorText(page)).toContainText("青春战疫放光彩");
    await press(page, "Control+l");
    await expect(page.getByRole("row", { name: page002 })).toContainText("校对中");
  });

  await test.step("export", async () => {
    await press(page, "Control+e");
    const dialog = page.getByRole("dialog", { name: "导出", exact: true });
    await tabTo(page, dialog.getByRole("button", { name: "选择……" }));
    await fits("export");
    await press(page, "Enter");
    await tabTo(page, page.getByRole("button", { name: "用此文件夹" }));
    await fits("folder");
    await press(page, "Enter");
    await tabTo(page, dialog.getByRole("button", { name: "导出", exact: true }));
    await press(page, "Enter");
    await expect(page.getByRole("dialog", { name: "已导出" })).toBeVisible();
    await fits("exported");
    const file = readdirSync(machine.documents).find((name) => name.endsWith(".json")) ?? "";
    expect(readFileSync(join(machine.documents, file), "utf8")).toContain("赵海阳");
    await press(page, "Escape");
    const document = readDocuments(join(machine.documents, "校样样例")).get(page002);
    const names = document.articles[0].blocks[2].entities.map((entity: { text: string }) => entity.text);
    expect(names).toEqual(["席适之", "赵海阳"]);
  });

  await test.step("in English, and still so after a restart", async () => {
    await press(page, "Control+k");
    await expect(page.getByRole("dialog", { name: "命令面板" })).toBeVisible();
    await page.keyboard.type("english");
    await press(page, "Enter");
    await expect(page.getByRole("button", { name: "Export" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await window.quit();
    window = await loopback.open(machine);
    page = window.page;
    listen();
    await page.setViewportSize({ width: 1024, height: 700 });
    await tabTo(page, page.getByRole("button", { name: "Try the sample" }));
    await fits("welcome in English");
    await press(page, "Enter");
    await expect(page.getByRole("row", { name: page002 })).toContainText("Proofreading");
    await fits("list in English");
    await press(page, "ArrowDown", 2);
    await press(page, "Enter");
    await expect(editorText(page)).toBeFocused();
    await fits("proofreading in English");
    await press(page, "F2");
    await press(page, "F4");
    await expect(page.getByRole("region", { name: "Source pane" })).toBeVisible();
    await fits("tagging beside the source in English");
    await press(page, "F1");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await fits("shortcuts in English");
    await press(page, "Escape");
    await press(page, "Control+e");
    await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
    await fits("export in English");
    expect(readdirSync(machine.documents)).not.toContain("Galley sample");
  });

  expect(problems).toEqual([]);
  await window.quit();
  machine.remove();
});
