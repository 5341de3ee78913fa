/** Spaces beside full-width marks. */
import { hasParts } from "../characters/kept-spaces.ts";
import { label, offer } from "../characters/offers.ts";
import { isRunning } from "../characters/text.ts";
import type { BlockRule } from "../rule.ts";

/** Before a mark that divides or closes; after one that divides or opens; before an opening bracket in running text. */
const BESIDE =
  /(?<=\S) +(?=[，。；：、！？”’》」』】）])|(?<=[，；：、“‘《「『【（]) +(?=\S)|(?<=[。！？]) +(?=[\p{Script=Han}“])/gu;
/** What may stand apart behind a full stop: the credit that ends a story. */
const CREDIT = /^ +[□（(]?(?:本报|特约|实习)?(?:记者|通讯员|文|图|摄)/;

export const spacePunctuation: BlockRule = {
  id: "space.punctuation",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("标点旁的空格", "Space beside a mark"),
  about: label(
    "删去正文里全角标点前后的空格；标题各部分之间、句号之后另起的署名不动。",
    "Removes spaces before and after full-width marks in running text; keeps those between the parts of a headline and before a credit behind a full stop.",
  ),
  example: {
    before: "会议强调 ，要抓好落实。 各部门要 “迅速”行动。",
    after: "会议强调，要抓好落实。各部门要 “迅速”行动。",
  },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!text.includes(" ") || hasParts(block) || !isRunning(text)) return [];
    return Array.from(text.matchAll(BESIDE)).flatMap(({ 0: found, index }) => {
      if (CREDIT.test(text.slice(index))) return [];
      return offer(spacePunctuation, block, index, index + found.length, "", {
        severity: "warning",
        safe: /[，；、]/.test((text[index - 1] ?? "") + (text[index + found.length] ?? "")),
        message: label("删去标点旁的空格。", "Removes the space beside the mark."),
        evidence: [label("全角标点自带空白。", "Full-width marks carry their own space.")],
        score: 0.8,
      });
    });
  },
};
