/** A new article begins. */
import { structureOf } from "../layout/structure.ts";
import { findingOn, type PageRule } from "../rule.ts";

export const layoutArticleStart: PageRule = {
  id: "layout.article-start",
  kind: "layout",
  stage: "articles",
  scope: "page",
  title: { zh: "一篇的开头", en: "Where an article begins" },
  about: {
    zh: "“本报讯”、电头或记者署名开头，一级标题，标题下有署名，标题上有单位或栏目名，图片自带消息，或前一篇已署名结束：从这里另起一篇。",
    en: "A dateline such as 本报讯, a first-level heading, a headline with a byline below or the name of a body or column above, a picture with news of its own, or the end of a signed story: an article begins here.",
  },
  example: {
    before: "本报讯 近日，区妇联举行发放仪式。\n\n本报讯 1月6日，街道召开推进会。",
    after: "本报讯 近日，区妇联举行发放仪式。\n\n本报讯 1月6日，街道召开推进会。",
  },
  enabled: true,
  check(page, context) {
    const { stories, units } = structureOf(page, context);
    return stories.stories.flatMap(({ start, score, evidence }, order) => {
      const unit = units[start];
      const block = unit?.blocks[0];
      // What stands before the first story (page furniture) belongs to it.
      if (!order || !unit || !block || unit.lines[0]?.block !== block || !unit.lines[0].first) return [];
      if (block.previous?.article !== block.article) return [];
      return [
        findingOn(layoutArticleStart, block, {
          severity: "warning",
          safe: false,
          score,
          message: { zh: "从这里另起一篇。", en: "A new article begins here." },
          evidence,
          fix: [{ do: "articleStart", block: block.id }],
        }),
      ];
    });
  },
};
