/** A single space inside a word. */
import { isMeant } from "../characters/kept-spaces.ts";
import { label, offer } from "../characters/offers.ts";
import { isRunning } from "../characters/text.ts";
import { divide, wordAcross } from "../lexicon.ts";
import type { BlockRule } from "../rule.ts";

/** A word rarer than this may stand across the space by chance. */
const COMMON = 50;
/** How much likelier (natural logarithm) the text must be without the space. */
const CLEARLY = 4;

export const spaceHanHan: BlockRule = {
  id: "space.han-han",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("词内的空格", "Space inside a word"),
  about: label(
    "正文里的空格正好切开一个常用词时删去；本报讯之后、标题各部分之间、署名与名单里的空格不动。",
    "Removes a space that cuts a common word in running text; keeps those after 本报讯, between the parts of a headline and in credits and rows of names.",
  ),
  example: {
    before: "会议在简要总结2022年工 作的基础上，介绍了要点。",
    after: "会议在简要总结2022年工作的基础上，介绍了要点。",
  },
  enabled: true,
  check(block, _page, { lexicon }) {
    const { text } = block;
    if (!text.includes(" ") || !isRunning(text)) return [];
    return Array.from(text.matchAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu)).flatMap(({ index }) => {
      if (isMeant(block, index)) return [];
      const before = /\p{Script=Han}{0,4}$/u.exec(text.slice(Math.max(0, index - 8), index))?.[0] ?? "";
      const after = /^\p{Script=Han}{0,4}/u.exec(text.slice(index + 1, index + 9))?.[0] ?? "";
      const word = wordAcross(before + after, before.length, lexicon);
      if (word === null || lexicon.frequency(word) < COMMON) return [];
      const gain = divide(before + after, lexicon).score - divide(before, lexicon).score - divide(after, lexicon).score;
      if (gain < CLEARLY) return [];
      return offer(spaceHanHan, block, index, index + 1, "", {
        severity: "warning",
        safe: gain >= 2 * CLEARLY,
        message: label(`删去“${word}”中间的空格。`, `Removes the space inside “${word}”.`),
        evidence: [label(`“${word}”是一个常用词。`, `“${word}” is a common word.`)],
        score: 0.7,
      });
    });
  },
};
