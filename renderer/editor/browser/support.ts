/** Driving the harness: opening pages written as markup, placing the caret, real input-method events over CDP. */
import { test as base, type Page } from "@playwright/test";
import type { GalleyDocument } from "../../../shared/model/document.ts";
import type { Mode } from "../editor-api.ts";
import { page as build } from "../test/builders.ts";
import type { Harness } from "./harness/harness.ts";

declare const window: { harness: Harness };
declare const document: Document;

/**
 * One page of the browser for all tests of a worker, each with a new editor in it: starting the page is most of what a test
 * takes. After a failure Playwright goes on in a new worker, and so in a new page.
 */
export const test = base.extend<object, { shared: Page }>({
  shared: [
    async ({ browser }, use, { project }) => {
      const { baseURL, viewport } = project.use;
      const context = await browser.newContext({ ...(baseURL && { baseURL }), ...(viewport && { viewport }) });
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],
  page: ({ shared }, use) => use(shared),
});

export async function open(page: Page, markup: string, mode: Mode = "proofread"): Promise<void> {
  await openDocument(page, build(markup), mode);
}

export async function openDocument(
  page: Page,
  built: { document: GalleyDocument; source: string },
  mode: Mode = "proofread",
): Promise<number> {
  if (!page.url().includes("5311")) await page.goto("/");
  await page.waitForFunction(() => "harness" in window);
  return page.evaluate(([made, how]) => window.harness.open(made, how), [built, mode] as const);
}

/** Selects from one block's offset to another's (UTF-16) as a user's selection would arrive. */
export async function select(page: Page, from: [string, number], to: [string, number] = from): Promise<void> {
  await page.evaluate(
    ([a, b]) => {
      window.harness.editor.focus();
      const point = ([id, offset]: [string, number]): [Node, number] => {
        const block = document.querySelector(`[data-block="${id}"]`) as HTMLElement;
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        let left = offset;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.nodeValue?.length ?? 0;
          if (left <= length) return [node, left];
          left -= length;
        }
        return [block, 0];
      };
      const [anchorNode, anchorOffset] = point(a);
      const [focusNode, focusOffset] = point(b);
      document.getSelection()?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
    },
    [from, to] as const,
  );
  // The state follows the browser's selection in an event of its own.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Composes through real input-method events, then commits; waits until the editor says that it is over. */
export async function ime(page: Page, steps: readonly string[], commit: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const text of steps)
    await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await client.send("Input.insertText", { text: commit });
  await page.waitForFunction(() => !window.harness.editor.getSnapshot().composing);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 80)));
  await client.detach();
}

export const nihao = ["n", "ni", "ni h", "ni ha", "ni hao", "你好"] as const;

export interface Seen {
  /** Blocks as "text{TYPE start-end text}". */
  blocks: string[];
  /** What the browser shows, block by block. */
  dom: string[];
  problems: unknown[];
}

/** The document, the DOM and what is wrong with either. */
export async function read(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const made = window.harness.editor.toDocument();
    const blocks = made.articles.flatMap((article) =>
      article.blocks.map(
        (block) => block.text + block.entities.map((e) => `{${e.type} ${e.start}-${e.end} ${e.text}}`).join(""),
      ),
    );
    const dom = Array.from(document.querySelectorAll("[data-block]"), (block) => block.textContent ?? "");
    return { blocks, dom, problems: window.harness.problems() };
  });
}
