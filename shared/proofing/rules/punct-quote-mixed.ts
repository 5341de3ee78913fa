/** Curly and corner quotation marks on one page. */
import { label, mark } from "../characters/offers.ts";
import type { PageRule } from "../rule.ts";
import { styleOf } from "../style.ts";

const CURLY = /“[^“”]*”?/g;
const CORNER = /「[^「」]*」?/g;

export const punctQuoteMixed: PageRule = {
  id: "punct.quote-mixed",
  kind: "punctuation",
  stage: "characters",
  scope: "page",
  title: label("两种引号混用", "Two kinds of quotation marks"),
  about: label(
    "同一页既有“ ”又有「 」时，提示较少的一种。只标不改：专名、引文可能保留原样。",
    "Where a page has both “ ” and 「 」, shows the rarer kind. No fix: names and quotations may keep their own.",
  ),
  example: { before: "“一站式”服务，“一次办”窗口，「零跑腿」承诺。", after: null },
  enabled: true,
  check(page) {
    const { curlyQuotes, cornerQuotes } = styleOf(page);
    if (!curlyQuotes || !cornerQuotes) return [];
    const found = (pattern: RegExp) =>
      page.blocks.flatMap((block) => Array.from(block.text.matchAll(pattern), (match) => ({ block, match })));
    const [curly, corner] = [found(CURLY), found(CORNER)];
    // As many of one as of the other: nothing says which is the page's own.
    if (curly.length === corner.length) return [];
    const [rare, usual] = curly.length < corner.length ? [curly, "「 」"] : [corner, "“ ”"];
    return rare.map(({ block, match: { 0: quoted, index } }) =>
      mark(punctQuoteMixed, block, index, index + quoted.length, {
        severity: "hint",
        message: label(`本页多用${usual}。`, `This page mostly uses ${usual}.`),
        evidence: [
          label(
            `${curly.length} 处“ ”，${corner.length} 处「 」。`,
            `${curly.length} of “ ”, ${corner.length} of 「 」.`,
          ),
        ],
        score: 0.4,
      }),
    );
  },
};
