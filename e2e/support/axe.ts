/** The rules of axe, as far as they apply to this program. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What is wrong, as one line for each place. */
export async function violations(page: Page, isPopup: boolean): Promise<string[]> {
  // Tooltips come and go by themselves.
  await page.mouse.move(1, 1);
  const { violations: found } = await new AxeBuilder({ page })
    // A menu hangs from the page's body, outside of every landmark, and has the focus while it is there.
    .disableRules(isPopup ? ["region"] : [])
    // The page forbids to be opened in frames and by other pages; there are no frames to look into.
    .setLegacyMode()
    // Base UI's guards catch the focus at the edges of a menu and pass it on: hidden, yet reachable by design.
    .exclude("[data-base-ui-focus-guard]")
    .analyze();
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary ?? ""}`));
}
