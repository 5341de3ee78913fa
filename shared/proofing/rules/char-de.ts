/** 的 between an adverb and the verb that it describes, where 地 is written. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

const ADVERBS =
  "积极|认真|深入|扎实|切实|努力|不断|充分|严格|全面|广泛|及时|主动|自觉|坚定|坚决|迅速|稳步|大力|有序|有效|科学|准确|耐心|细心|热情|激动|高兴|亲切|仔细|轻轻|慢慢|默默|静静|紧紧|深深|牢牢|更好|更快";
const VERBS =
  "开展|推进|推动|落实|贯彻|执行|做好|完成|实施|加强|提高|提升|促进|发挥|参与|配合|支持|服务|解决|处理|学习|宣传|组织|指出|说道|说|告诉|介绍|讲解|询问|回答|握住|看着|走|跑|投入|融入";

const PATTERN = new RegExp(`(?<=${ADVERBS})的(?=${VERBS})`, "g");

export const charDe: BlockRule = {
  id: "char.de",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("的、地混用", "的 for 地"),
  about: label(
    "常用作状语的词与动词之间的“的”建议改为“地”。靠小词表，名词用法（积极的参与）会误报，默认不开。",
    "Offers 地 for 的 between words that are mostly adverbs and verbs, from small lists. Wrong where the verb is a noun (积极的参与): off until switched on.",
  ),
  example: { before: "她激动的说，要积极的开展工作。", after: "她激动地说，要积极地开展工作。" },
  enabled: false,
  check(block) {
    return Array.from(block.text.matchAll(PATTERN), ({ index }) =>
      offer(charDe, block, index, index + 1, "地", {
        severity: "hint",
        safe: false,
        message: label("状语之后的“的”应为“地”？", "After an adverb, 的 may be 地."),
        evidence: [
          label("前面常作状语，后面常作动词。", "What stands before is mostly an adverb, what follows a verb."),
        ],
        score: 0.4,
      }),
    );
  },
};
