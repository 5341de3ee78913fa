/**
 * Spaces that print means: after a news agency's opener, between the parts of a headline, between the names of a
 * credit, after a section's number. All other rules about spaces ask here first. UTF-16 units.
 */
import type { PageBlock } from "../page.ts";
import { isDigit } from "./text.ts";

/** Roles whose text is made of parts rather than of sentences. */
const PARTED = new Set(["kicker", "title", "subtitle", "heading", "byline", "dateline", "credit", "boilerplate"]);

/** Whether the block's text is made of parts, so that its spaces divide them. */
export function hasParts(block: PageBlock): boolean {
  return PARTED.has(block.role);
}

const OPENER = /(?:^|[（(\s])[^，。；]{0,12}(?:讯|电|消息)(?:[（(][^（）()]*[)）])?$/;
const CREDIT = /记者|通讯员|摄|文字|撰文|编辑|作者|责编|校对|图片|供图|美编|主编|翻译|整理|主持人|嘉宾/;
const NAMES_IN_BRACKETS = /[（(][^（）()，。；]*$/;

/** Whether the space at `at` (one ASCII space) divides what belongs apart. */
export function isMeant(block: PageBlock, at: number): boolean {
  const { text } = block;
  if (hasParts(block)) return true;
  const line = lineStart(text, at);
  const before = text.slice(Math.max(line, at - 40), at);
  const after = text.slice(at + 1, at + 40);
  if (at - line <= 30 && OPENER.test(before)) return true;
  // （王晶晶 于慧）; （文/图 靳磊）
  if (NAMES_IN_BRACKETS.test(before) && /^[^（）()，。；]*[）)]/.test(after)) return true;
  // 记者 席适之 通讯员 赵海阳; 王孟阳 摄
  const clauseBefore = /[^，。；！？]*$/.exec(before)?.[0] ?? "";
  const clauseAfter = /^[^，。；！？]*/.exec(after)?.[0] ?? "";
  return CREDIT.test(clauseBefore.slice(-12)) || CREDIT.test(clauseAfter.slice(0, 8));
}

/** The number at a line's start that the space at `at` follows, perhaps a section's; null for any other. */
export function leadingNumber(text: string, at: number): number | null {
  const start = lineStart(text, at);
  let digit = start;
  while (isDigit(text[digit])) digit++;
  return digit === at && at > start && at - start <= 2 ? Number(text.slice(start, at)) : null;
}

/** Where the line begins that `at` is in: a block may hold several. */
function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}
