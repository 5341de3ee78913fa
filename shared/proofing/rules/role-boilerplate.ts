/** Blocks that are a boilerplate and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleBoilerplate: PageRule = {
  id: "role.boilerplate",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "版面杂项", en: "Page furniture" },
  about: {
    zh: "以“上一篇”“欢迎投稿”“扫码”“详情请见”“合办：”等开头的行。只看行首，正文里的同样字眼不算。",
    en: "Lines that begin with 上一篇, 欢迎投稿, 扫码, 详情请见, 合办： and the like. Anchored: the same words in running text don't count.",
  },
  example: { before: "上一篇：市卫健委召开座谈会", after: "上一篇：市卫健委召开座谈会" },
  enabled: true,
  check: (page, context) =>
    roleFindings(
      roleBoilerplate,
      "boilerplate",
      { zh: "这不是正文，是版面或网页的杂项。", en: "This is no text of a story but page furniture." },
      page,
      context,
    ),
};
