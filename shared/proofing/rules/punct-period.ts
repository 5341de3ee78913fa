/** A full stop written as a half-width dot. */
import { label, offer } from "../characters/offers.ts";
import { addressesIn, countHan, hanBefore, isForeign, within } from "../characters/text.ts";
import type { BlockRule } from "../rule.ts";

/** What a clause may end with besides Han. */
const CLOSED = /[”’」』》）]/;

export const punctPeriod: BlockRule = {
  id: "punct.period",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("半角句点", "Half-width full stop"),
  about: label(
    "整句之后（其后是段末、汉字或后引号）的 . 改为 。；编号、人名、小数、网址不动。",
    "Turns . after a whole clause (before the paragraph's end, Han or a closing quotation mark) into 。; leaves numbering, names, decimals and addresses alone.",
  ),
  example: { before: "各部门要把责任落到实处,抓好整改.", after: "各部门要把责任落到实处,抓好整改。" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!text.includes(".") || isForeign(text)) return [];
    const addresses = addressesIn(text);
    return Array.from(text.matchAll(/(?<!\.)\.(?!\.)/g)).flatMap(({ index }) => {
      if (!(hanBefore(text, index) || CLOSED.test(text[index - 1] ?? "")) || within(addresses, index)) return [];
      const rest = text.slice(index + 1);
      const ends = rest === "" || /^ ?[”’』」）]/.test(rest);
      // A space that recognition put in, or a book's title, may begin the next sentence.
      if (!ends && !/^ ?(?:\p{Script=Han}|[“‘《])/u.test(rest)) return [];
      // What stands before must be a clause: 一.总体要求 is a number, 约翰.史密斯 a name.
      const clause = /[^，。；：！？、,;:!?.“”]*$/.exec(text.slice(Math.max(0, index - 16), index))?.[0] ?? "";
      if (countHan(clause) < (ends ? 4 : 8)) return [];
      return offer(punctPeriod, block, index, index + 1, "。", {
        severity: "warning",
        safe: false,
        message: label("“.”改为句号“。”。", "“.” becomes the full stop “。”."),
        evidence: [label("它在整句之后。", "It follows a whole clause.")],
        score: 0.7,
      });
    });
  },
};
