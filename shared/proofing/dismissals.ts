/**
 * What was dismissed (findings, suggested entities): recognised by its rule, its words and what stands around it, not
 * by offsets, so that it stays dismissed after edits around it, after joins and after reopening.
 */
import type { GalleyDocument } from "../model/document.ts";
import type { Page } from "./page.ts";

export type Dismissal = GalleyDocument["dismissed"][number];

/** What can be dismissed: words at a place of a page, and the rule that found them. Code points into the block's text. */
export interface Dismissible {
  rule: string;
  block: string;
  start: number;
  end: number;
  quote: string;
}

/** Characters (code points) of context that are kept on either side. */
const CONTEXT = 12;

/** What to keep in the document so that this is not shown again. */
export function dismissalOf(found: Dismissible, page: Page): Dismissal {
  const { before, after } = surroundings(found, page);
  return { rule: found.rule, quote: found.quote, before, after };
}

/** What nobody has dismissed. */
export function withoutDismissed<T extends Dismissible>(found: readonly T[], page: Page): T[] {
  const { dismissed } = page.document;
  if (!dismissed.length) return [...found];
  const byWords = Map.groupBy(dismissed, ({ rule, quote }) => `${rule}\n${quote}`);
  return found.filter((one) => {
    const alike = byWords.get(`${one.rule}\n${one.quote}`);
    if (!alike) return true;
    const now = surroundings(one, page);
    return !alike.some((other) => standsAlike(other, now));
  });
}

interface Surroundings {
  before: string;
  after: string;
}

/** Text before and after what was found, running on into the neighbouring blocks, since joins move block borders. */
function surroundings(found: Dismissible, page: Page): Surroundings {
  const block = page.block(found.block);
  if (!block) return { before: "", after: "" };
  const whole = block.points;
  let before = whole.slice(Math.max(0, found.start - CONTEXT), found.start);
  let after = whole.slice(found.end, found.end + CONTEXT);
  const lacking = (text: string) => CONTEXT - Array.from(text).length;
  for (let { previous } = block; previous && lacking(before) > 0; { previous } = previous)
    before = Array.from(previous.text).slice(-lacking(before)).join("") + before;
  for (let { next } = block; next && lacking(after) > 0; { next } = next)
    after += Array.from(next.text).slice(0, lacking(after)).join("");
  return { before, after };
}

/** How many characters next to it must be as they were, on one side: an edit on the other side may follow. */
const ENOUGH = 4;

function standsAlike(a: Surroundings, b: Surroundings): boolean {
  const before = (one: Surroundings) => Array.from(one.before).slice(-ENOUGH).join("");
  const after = (one: Surroundings) => Array.from(one.after).slice(0, ENOUGH).join("");
  // Nothing around it: it is the page's whole text.
  if (!before(a) && !after(a)) return !before(b) && !after(b);
  return (before(a) !== "" && before(a) === before(b)) || (after(a) !== "" && after(a) === after(b));
}
