/** Blocks that are a dateline and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleDateline: PageRule = {
  id: "role.dateline",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "电头", en: "Datelines" },
  about: {
    zh: "网页的“发布时间”“来源”一行。",
    en: "A web page's line of date and source.",
  },
  example: { before: "发布时间：2020-05-27 来源：豫鲁健康网", after: "发布时间：2020-05-27 来源：豫鲁健康网" },
  enabled: true,
  check: (page, context) =>
    roleFindings(
      roleDateline,
      "dateline",
      { zh: "这是发布时间或来源。", en: "This line says when and where it was published." },
      page,
      context,
    ),
};
