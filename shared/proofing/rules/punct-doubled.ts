/** Two marks where one belongs. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

/** Which of two different marks stays: the stronger one, as it ends what the weaker one divides. */
const contradictions: Readonly<Record<string, string>> = {
  "，。": "。",
  "。，": "。",
  "、，": "，",
  "，、": "，",
  "、。": "。",
  "。、": "。",
  "；。": "。",
  "。；": "；",
  "，；": "；",
  "；，": "；",
};
const DOUBLED =
  /(?<![，。、；：])(?:([，。、；：])\1|，。|。，|、，|，、|、。|。、|；。|。；|，；|；，)(?![，。、；：])/g;

export const punctDoubled: BlockRule = {
  id: "punct.doubled",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("重复的标点", "Doubled marks"),
  about: label(
    "连着两个相同的 ，。、；： 留一个；，。之类矛盾的两个留较强的一个。三个以上的不动。",
    "Of two equal ，。、；： in a row one stays; of two that contradict each other, such as ，。, the stronger one. Three or more are left alone.",
  ),
  example: { before: "会议召开。。要求各部门，，抓好落实，。", after: "会议召开。要求各部门，抓好落实。" },
  enabled: true,
  check(block) {
    return Array.from(block.text.matchAll(DOUBLED)).map(({ 0: found, 1: same, index }) => {
      const kept = same ?? (contradictions[found] as string);
      return offer(punctDoubled, block, index, index + 2, kept, {
        severity: "error",
        safe: same === "，" || same === "。",
        message: label(`“${found}”改为“${kept}”。`, `“${found}” becomes “${kept}”.`),
        evidence: [label("两个标点连在一起。", "Two marks stand together.")],
        score: 0.8,
      });
    });
  },
};
