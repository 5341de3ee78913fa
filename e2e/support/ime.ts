/**
 * A real input method, as far as Chromium is concerned: composition through the DevTools protocol takes the same path
 * as the system's input methods, which synthetic DOM events don't.
 */
import type { Page } from "@playwright/test";

/** Composes `steps` one after another ("n", "ni", "你") and commits the text. */
export async function compose(page: Page, steps: readonly string[], commit: string): Promise<void> {
  const client = await page.context().newCDPSession(page);
  for (const text of steps) {
    await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await client.send("Input.insertText", { text: commit });
  await client.detach();
}
