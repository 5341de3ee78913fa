/** Space before the author's name that closes a story. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

/** What can stand in such brackets: names, perhaps with their roles; never a sentence. */
const SIGNOFF = /(?<=[。！？…”’」』）]) +(?=[（(][^（）()，。；：！？]{1,30}[）)]$)/g;

export const spaceSignoff: BlockRule = {
  id: "space.signoff",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("段末署名前的空格", "Space before a sign-off"),
  about: label(
    "删去段末（作者）之前的空格；括号里名字之间的空格保留。",
    "Removes the space before the （author） that closes a paragraph; keeps the spaces between the names in it.",
  ),
  example: { before: "挽救更多的生命，造福社会！” （文/图 靳磊）", after: "挽救更多的生命，造福社会！”（文/图 靳磊）" },
  enabled: true,
  check(block) {
    if (!/[）)]$/.test(block.text)) return [];
    return Array.from(block.text.matchAll(SIGNOFF), ({ 0: found, index }) =>
      offer(spaceSignoff, block, index, index + found.length, "", {
        severity: "warning",
        safe: true,
        message: label("删去署名前的空格。", "Removes the space before the sign-off."),
        evidence: [label("句末之后紧接括号里的署名。", "The bracketed name closes the sentence before it.")],
        score: 0.85,
      }),
    );
  },
};
