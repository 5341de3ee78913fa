/** Findings that replace characters of one block: what nearly every rule about characters answers with. */
import type { Label } from "../../model/settings.ts";
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
  return findingAt(rule, block, start, end, { ...rest, fix: [replaceEdit(block, start, end, text)] });
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
