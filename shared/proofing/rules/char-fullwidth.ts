/** Full-width digits and letters on a page that writes half-width ones, or the other way round. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";
import { inWords, styleOf } from "../style.ts";

const FULL = /[０-９Ａ-Ｚａ-ｚ]+(?:[．％][０-９Ａ-Ｚａ-ｚ]*)*/g;

export const charFullwidth: BlockRule = {
  id: "char.fullwidth",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("全角数字字母", "Full-width digits and letters"),
  about: label(
    "全页以半角数字、字母为主时，少数全角的改为半角；全页都用全角的，是这份报纸的体例，不动。",
    "Where a page mostly writes half-width digits and letters, the few full-width ones become half-width; where it uses full-width ones throughout, that is its style.",
  ),
  example: {
    before: "2022年全区有1300人参加，2023年有1500人，其中５月１２日有200人，10月有300人。",
    after: "2022年全区有1300人参加，2023年有1500人，其中5月12日有200人，10月有300人。",
  },
  enabled: true,
  check(block, page) {
    const matches = Array.from(block.text.matchAll(FULL));
    if (!matches.length) return [];
    const { halfLetters, fullLetters } = styleOf(page);
    if (halfLetters < 4 * fullLetters) return [];
    const half = inWords(halfLetters);
    return matches.map(({ 0: found, index }) => {
      const narrow = found.normalize("NFKC");
      return offer(charFullwidth, block, index, index + found.length, narrow, {
        severity: "warning",
        safe: halfLetters >= 10 * fullLetters,
        message: label(`全角“${found}”改为半角“${narrow}”。`, `Full-width “${found}” becomes “${narrow}”.`),
        evidence: [label(`本页半角数字字母：${half.zh}。`, `Half-width digits and letters: ${half.en}.`)],
        score: 0.8,
      });
    });
  },
};
