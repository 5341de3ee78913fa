/**
 * A page's own style: what its rules of writing seem to be, so that what deviates from it can be found, and what is a
 * habit of the whole page is one decision.
 */
import type { Page } from "./page.ts";

export type PageStyle = Record<string, never>;

/** Plain data: block rules are run again when it changes. */
export function styleOf(_page: Page): PageStyle {
  return {};
}
