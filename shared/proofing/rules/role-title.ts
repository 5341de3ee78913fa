/** Blocks that are a title and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleTitle: PageRule = {
  id: "role.title",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "标题", en: "Headlines" },
  about: {
    zh: "没有标记的标题、标成小标题的篇名：在全页最前、在“本报讯”或署名上面，或与已有篇名同级。",
    en: "Headlines that are not marked, or marked as section headings: at the top, above 本报讯 or a byline, or at the level of other titles.",
  },
  example: {
    before: "离石区召开汇报会\n\n本报讯 近日，离石区召开全区重点工作汇报会。",
    after: "离石区召开汇报会\n\n本报讯 近日，离石区召开全区重点工作汇报会。",
  },
  enabled: true,
  check: (page, context) =>
    roleFindings(roleTitle, "title", { zh: "这是标题。", en: "This is a headline." }, page, context),
};
