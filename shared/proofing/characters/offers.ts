/** Findings that replace characters of one block: what nearly every rule about characters answers with. */
import type { Label } from "../../model/settings.ts";
import type { Edit } from "../edits.ts";
import type { Finding } from "../finding.ts";
import type { PageBlock } from "../page.ts";
import { findingAt, replaceEdit } from "../rule.ts";

export type Verdict = Pick<Finding, "severity" | "safe" | "message" | "evidence" | "score">;

/** A finding at [start, end) of the block (UTF-16 units) whose fix writes `text` there. */
export function offer(
  rule: { id: string },
  block: PageBlock,
  start: number,
  end: number,
  text: string,
  rest: Verdict,
): Finding {
  return findingAt(rule, block, start, end, { ...rest, fix: editsTo(block, start, end, text) });
}

/** Where only white space goes, each space is an edit of its own: the characters between stay the source's. */
function editsTo(block: PageBlock, start: number, end: number, text: string): Edit[] {
  const before = block.text.slice(start, end);
  if (!text || before.replace(/\s+/gu, "") !== text) return [replaceEdit(block, start, end, text)];
  return Array.from(before.matchAll(/\s+/gu), ({ 0: space, index }) =>
    replaceEdit(block, start + index, start + index + space.length, ""),
  );
}

/** A finding at [start, end) that only a person can settle. */
export function mark(
  rule: { id: string },
  block: PageBlock,
  start: number,
  end: number,
  rest: Omit<Verdict, "safe">,
): Finding {
  return findingAt(rule, block, start, end, { ...rest, safe: false, fix: null });
}

/** A text in both languages. */
export const label = (zh: string, en: string): Label => ({ zh, en });
