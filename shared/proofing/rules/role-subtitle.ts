/** Blocks that are a subtitle and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleSubtitle: PageRule = {
  id: "role.subtitle",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "副题", en: "Subtitles" },
  about: {
    zh: "标题下面以破折号开头或与正文分开的一行。",
    en: "A line under a title, mostly begun with a dash.",
  },
  example: {
    before: "真心融岁月\n\n——市妇幼保健院优质护理服务纪实\n\n本报记者 朱颖江\n\n今天，是国际护士节。护士平凡而又非凡。",
    after: "真心融岁月\n\n——市妇幼保健院优质护理服务纪实\n\n本报记者 朱颖江\n\n今天，是国际护士节。护士平凡而又非凡。",
  },
  enabled: true,
  check: (page, context) =>
    roleFindings(
      roleSubtitle,
      "subtitle",
      { zh: "这是标题下面的副题。", en: "This is the subtitle under a title." },
      page,
      context,
    ),
};
