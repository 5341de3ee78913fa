/** Blocks that are a kicker and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleKicker: PageRule = {
  id: "role.kicker",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "肩题", en: "Kickers" },
  about: {
    zh: "标题上面的栏目名、单位名。",
    en: "The column or the body named above a title.",
  },
  example: {
    before:
      "市妇幼保健院\n\n党建引领妇幼健康事业高质量发展\n\n□本报记者 席适之\n\n幸福源于健康，医院织就了一张守护健康的大网。",
    after:
      "市妇幼保健院\n\n党建引领妇幼健康事业高质量发展\n\n□本报记者 席适之\n\n幸福源于健康，医院织就了一张守护健康的大网。",
  },
  enabled: true,
  check: (page, context) =>
    roleFindings(
      roleKicker,
      "kicker",
      { zh: "这是标题上面的肩题。", en: "This is the kicker above a title." },
      page,
      context,
    ),
};
