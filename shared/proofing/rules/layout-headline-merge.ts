/** A headline printed in several lines. */
import type { Edit } from "../edits.ts";
import { structureOf } from "../layout/structure.ts";
import type { PageBlock } from "../page.ts";
import { findingOn, type PageRule } from "../rule.ts";

export const layoutHeadlineMerge: PageRule = {
  id: "layout.headline-merge",
  kind: "layout",
  stage: "blocks",
  scope: "page",
  title: { zh: "分成几行的标题", en: "Headlines split over lines" },
  about: {
    zh: "相邻两行说的是同一篇、一样长，或词语、引号被断开：合成一个标题。两个分句之间空一格，一个短语中间不空。",
    en: "Neighbouring lines about one story, of one length, or with a word cut in two become one headline: with a space between clauses, with nothing inside a phrase.",
  },
  example: {
    before: "奉献你我热血\n\n点亮生命之光\n\n本报讯 1月5日，医院开展了献血活动。",
    after: "奉献你我热血 点亮生命之光\n\n本报讯 1月5日，医院开展了献血活动。",
  },
  enabled: true,
  check(page, context) {
    return structureOf(page, context).headlines.merged.map(({ units, between, score, evidence, text }) => {
      const blocks = units.map((unit) => unit.blocks[0] as PageBlock);
      const [first, ...rest] = blocks as [PageBlock, ...PageBlock[]];
      return findingOn(layoutHeadlineMerge, first, {
        severity: "warning",
        safe: false,
        score: Math.min(0.95, 0.5 + score / 10),
        message: { zh: `这几行是一个标题：${text}`, en: `These lines are one headline: ${text}` },
        evidence,
        fix: rest.map((next): Edit => ({ do: "join", block: first.id, next: next.id, between })),
      });
    });
  },
};
