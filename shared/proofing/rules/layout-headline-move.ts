/** A headline that stands away from its story. */
import { structureOf } from "../layout/structure.ts";
import type { PageBlock } from "../page.ts";
import { findingOn, type PageRule } from "../rule.ts";

export const layoutHeadlineMove: PageRule = {
  id: "layout.headline-move",
  kind: "layout",
  stage: "order",
  scope: "page",
  title: { zh: "离开了正文的标题", en: "Headlines away from their story" },
  about: {
    zh: "标题排在正文后面，或堆在全页末尾：比较标题与各篇开头共有的人名、地名和少见的词，放到最合的一篇前面。",
    en: "A headline behind its story, or in a heap at the page's end, goes on top of the story whose beginning shares most names and rare words with it.",
  },
  example: {
    before:
      "本报讯 近日，离石区妇联举行两癌救助金发放仪式。\n\n本报讯 1月6日，凤山街道召开冬季行动推进会。\n\n凤山街道召开冬季行动推进会\n\n离石区妇联举行两癌救助金发放仪式",
    after:
      "离石区妇联举行两癌救助金发放仪式\n\n本报讯 近日，离石区妇联举行两癌救助金发放仪式。\n\n凤山街道召开冬季行动推进会\n\n本报讯 1月6日，凤山街道召开冬季行动推进会。",
  },
  enabled: true,
  check(page, context) {
    const { headlines, units } = structureOf(page, context);
    return headlines.moves.flatMap(({ headline, story, before, score, evidence }) => {
      const target = units[before]?.blocks[0];
      const blocks = headline.units.flatMap((unit) => unit.blocks);
      const first = blocks[0] as PageBlock | undefined;
      if (!target || !first || blocks.includes(target)) return [];
      const opening = (units[story.body]?.text ?? "").slice(0, 16);
      return [
        findingOn(layoutHeadlineMove, first, {
          severity: "warning",
          safe: false,
          score: Math.min(1, score),
          message: { zh: `这是“${opening}……”一篇的标题。`, en: `This is the headline of the story “${opening}…”.` },
          evidence,
          fix: [{ do: "move", blocks: blocks.map(({ id }) => id), place: "before", of: target.id }],
        }),
      ];
    });
  },
};
