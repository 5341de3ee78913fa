/** The rules of axe, as far as they apply to this program, in the light theme and the dark one. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What is wrong in what the page shows now, as one line for each place. Leaves the page in the light theme. */
export async function violations(page: Page, isPopup: boolean): Promise<string[]> {
  // Tooltips come and go by themselves.
  await page.mouse.move(1, 1);
  const lines: string[] = [];
  for (const theme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    // Colours change by transitions, however short: on a busy machine the old ones are there for a moment.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    const axe = new AxeBuilder({ page })
      // The page forbids to be opened in frames and by other pages; there are no frames to look into.
      .setLegacyMode()
      // Base UI's guards catch the focus at the edges of a menu and pass it on: hidden, yet reachable by design.
      .exclude("[data-base-ui-focus-guard]");
    // The themes differ in nothing but colours.
    if (theme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
    // A menu hangs from the page's body, outside of every landmark, and has the focus while it is there.
    else if (isPopup) axe.disableRules(["region"]);
    const { violations: found } = await axe.analyze();
    for (const rule of found) {
      lines.push(...rule.nodes.map((node) => `${theme}, ${rule.id}: ${node.html} ${node.failureSummary ?? ""}`));
    }
  }
  return lines;
}
