/** An ellipsis written as full stops, or half of one. */
import { label, offer } from "../characters/offers.ts";
import { chineseBefore, isDigit } from "../characters/text.ts";
import type { BlockRule } from "../rule.ts";

export const punctEllipsis: BlockRule = {
  id: "punct.ellipsis",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("省略号不规范", "Irregular ellipsis"),
  about: label(
    "汉字后的 ... 、。。。、··· 和单个 … 改为 ……；目录的点线不动。",
    "Turns ..., 。。。, ··· and a single … after Han into ……; leaves the dotted lines of contents alone.",
  ),
  example: { before: "积极配合做好宣传工作...大家一致认为", after: "积极配合做好宣传工作……大家一致认为" },
  enabled: true,
  check(block) {
    const { text } = block;
    return Array.from(text.matchAll(/\.{3,6}(?!\.)|。{3,6}(?!。)|[·・]{3,6}(?![·・])|(?<!…)…(?!…)/g)).flatMap(
      ({ 0: found, index }) => {
        const next = text[index + found.length];
        if (!chineseBefore(text, index) || text[index - 1] === found[0] || isDigit(next)) return [];
        return offer(punctEllipsis, block, index, index + found.length, "……", {
          severity: "warning",
          safe: found === "..." || found === "......",
          message: label(`“${found}”改为省略号“……”。`, `“${found}” becomes the ellipsis “……”.`),
          evidence: [label("它跟在中文后面。", "It follows Chinese text.")],
          score: 0.8,
        });
      },
    );
  },
};
