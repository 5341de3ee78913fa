/** A dash written as hyphens. */
import { label, offer } from "../characters/offers.ts";
import { chineseAt, chineseBefore, solidBefore, solidFrom } from "../characters/text.ts";
import type { BlockRule } from "../rule.ts";

export const punctDash: BlockRule = {
  id: "punct.dash",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("连字符代破折号", "Hyphens for a dash"),
  about: label(
    "汉字之间（或行首汉字之前）的 -- 改为破折号 ——；选项、代码、分隔线里的不动。",
    "Turns -- between Han (or before Han at the start) into the dash ——; leaves options, code and rulers alone.",
  ),
  example: { before: "守护安康献爱心--义马市卫健委党建纪实", after: "守护安康献爱心——义马市卫健委党建纪实" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!text.includes("--") && !text.includes("－－")) return [];
    return Array.from(text.matchAll(/-{2,3}|－{2}/g)).flatMap(({ 0: found, index }) => {
      const [start, end] = [solidBefore(text, index) + 1, solidFrom(text, index + found.length)];
      if (!chineseAt(text, end) || !(start === 0 || chineseBefore(text, start))) return [];
      return offer(punctDash, block, start, end, "——", {
        severity: "error",
        safe: found.length === 2,
        message: label(`“${found}”改为破折号“——”。`, `“${found}” becomes the dash “——”.`),
        evidence: [label("两边是汉字。", "Han characters stand around it.")],
        score: 0.9,
      });
    });
  },
};
