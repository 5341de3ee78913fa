/**
 * Dismissed findings: recognised by their rule, their words and what stands around them, not by offsets, so that they
 * stay dismissed after edits around them, after joins and after reopening.
 */
import type { GalleyDocument } from "../model/document.ts";
import type { Finding } from "./finding.ts";
import type { Page } from "./page.ts";

export type Dismissal = GalleyDocument["dismissed"][number];

/** Characters (code points) of context that are kept on either side. */
const CONTEXT = 12;

/** What to keep in the document so that this finding is not shown again. */
export function dismissalOf(finding: Finding, page: Page): Dismissal {
  const { before, after } = surroundings(finding, page);
  return { rule: finding.rule, quote: finding.quote, before, after };
}

/** The findings that nobody has dismissed. */
export function withoutDismissed(findings: readonly Finding[], page: Page): Finding[] {
  const { dismissed } = page.document;
  if (!dismissed.length) return [...findings];
  const byWords = Map.groupBy(dismissed, ({ rule, quote }) => `${rule}\n${quote}`);
  return findings.filter((finding) => {
    const alike = byWords.get(`${finding.rule}\n${finding.quote}`);
    if (!alike) return true;
    const now = surroundings(finding, page);
    return !alike.some((one) => standsAlike(one, now));
  });
}

interface Surroundings {
  before: string;
  after: string;
}

/** Text before and after the finding, running on into the neighbouring blocks, since joins move block borders. */
function surroundings(finding: Finding, page: Page): Surroundings {
  const block = page.block(finding.block);
  if (!block) return { before: "", after: "" };
  const whole = block.points;
  let before = whole.slice(Math.max(0, finding.start - CONTEXT), finding.start);
  let after = whole.slice(finding.end, finding.end + CONTEXT);
  const lacking = (text: string) => CONTEXT - Array.from(text).length;
  for (let { previous } = block; previous && lacking(before) > 0; { previous } = previous)
    before = Array.from(previous.text).slice(-lacking(before)).join("") + before;
  for (let { next } = block; next && lacking(after) > 0; { next } = next)
    after += Array.from(next.text).slice(0, lacking(after)).join("");
  return { before, after };
}

/** How many characters next to the finding must be as they were, on one side: an edit on the other side may follow. */
const ENOUGH = 4;

function standsAlike(a: Surroundings, b: Surroundings): boolean {
  const before = (one: Surroundings) => Array.from(one.before).slice(-ENOUGH).join("");
  const after = (one: Surroundings) => Array.from(one.after).slice(0, ENOUGH).join("");
  // Nothing around it: it is the page's whole text.
  if (!before(a) && !after(a)) return !before(b) && !after(b);
  return (before(a) !== "" && before(a) === before(b)) || (after(a) !== "" && after(a) === after(b));
}
