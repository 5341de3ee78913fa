/** Blocks that are a heading and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleHeading: PageRule = {
  id: "role.heading",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "小标题", en: "Section headings" },
  about: {
    zh: "篇中短而没有句号、下面是正文的一行。本页的小标题都在段首时不算。",
    en: "A short line without a full stop above a story's text; not where a page's headings are run in.",
  },
  example: {
    before:
      "市里召开大会\n\n本报讯 近日，市里召开大会，部署今年的重点工作。\n\n加强组织建设\n\n会议指出，要加强组织建设，完善各项工作制度，规范工作程序，促进融合。",
    after:
      "市里召开大会\n\n本报讯 近日，市里召开大会，部署今年的重点工作。\n\n加强组织建设\n\n会议指出，要加强组织建设，完善各项工作制度，规范工作程序，促进融合。",
  },
  enabled: true,
  check: (page, context) =>
    roleFindings(roleHeading, "heading", { zh: "这是小标题。", en: "This is a section heading." }, page, context),
};
