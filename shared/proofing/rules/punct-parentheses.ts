/** Half-width or mixed parentheses among Han characters. */
import { label } from "../characters/offers.ts";
import {
  addressesIn,
  chineseAt,
  chineseBefore,
  countHan,
  hanAt,
  hanBefore,
  isForeign,
  within,
} from "../characters/text.ts";
import type { Edit } from "../edits.ts";
import type { Finding } from "../finding.ts";
import { type BlockRule, findingAt, replaceEdit } from "../rule.ts";

export const punctParentheses: BlockRule = {
  id: "punct.parentheses",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("半角括号", "Half-width parentheses"),
  about: label(
    "括号内有汉字，或两边都是汉字，( ) 改为全角，成对改；一半角一全角的也改齐。公式、函数、列表编号 1) 不动。",
    "Turns ( ) full-width, as a pair, where Han stands inside or on both sides; also pairs of mixed width. Leaves formulas, functions and list numbers such as 1) alone.",
  ),
  example: {
    before: "指导社区(单位)落实，完善村(社区）网络，见 f(x)。",
    after: "指导社区（单位）落实，完善村（社区）网络，见 f(x)。",
  },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!/[()]/.test(text) || isForeign(text)) return [];
    const addresses = addressesIn(text);
    const findings: Finding[] = [];
    for (const { open, close } of pairsIn(text)) {
      const half = [open, close].filter((at) => at !== null && "()".includes(text[at] as string)) as number[];
      if (!half.length || half.some((at) => within(addresses, at))) continue;
      if (!(open !== null && close !== null ? isChinesePair(text, open, close) : isChineseSingle(text, open, close)))
        continue;
      const edits: Edit[] = half.map((at) => replaceEdit(block, at, at + 1, text[at] === "(" ? "（" : "）"));
      const mixed = half.length === 1 && open !== null && close !== null;
      findings.push(
        findingAt(punctParentheses, block, open ?? (close as number), (close ?? (open as number)) + 1, {
          severity: "error",
          safe: true,
          message: mixed
            ? label("一对括号半角全角不一，改为全角。", "A pair of parentheses of mixed width becomes full-width.")
            : label("半角括号改为全角。", "Half-width parentheses become full-width."),
          evidence: [label("括号在中文里。", "They stand in Chinese text.")],
          score: 0.9,
          fix: edits,
        }),
      );
    }
    return findings;
  },
};

interface Pair {
  open: number | null;
  close: number | null;
}

function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = [];
  const open: number[] = [];
  for (const { 0: char, index } of text.matchAll(/[()（）]/g)) {
    if (char === "(" || char === "（") open.push(index);
    else pairs.push({ open: open.pop() ?? null, close: index });
  }
  for (const index of open) pairs.push({ open: index, close: null });
  return pairs;
}

function isChinesePair(text: string, open: number, close: number): boolean {
  const content = text.slice(open + 1, close);
  // Faces, empty calls and the like.
  if (!/[\p{L}\p{N}]/u.test(content)) return false;
  if (countHan(content)) return !/[A-Za-z_\]]/.test(text[open - 1] ?? "") || hanAt(content, 0);
  if (text[open] === "（" || text[close] === "）") return hanBefore(text, open);
  return hanBefore(text, open) && (close + 1 === text.length || chineseAt(text, close + 1));
}

/** One whose twin was lost, or stands in another block. */
function isChineseSingle(text: string, open: number | null, close: number | null): boolean {
  if (open !== null) return hanAt(text, open + 1) && (open === 0 || chineseBefore(text, open));
  return close !== null && hanBefore(text, close) && close > 1;
}
