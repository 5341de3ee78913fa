/** Blocks that are a byline and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleByline: PageRule = {
  id: "role.byline",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "署名", en: "Bylines" },
  about: {
    zh: "单独一行的“本报记者 某某”“□ 某某”“（某某）”。",
    en: "A line of its own that names the reporter or author.",
  },
  example: { before: "□本报记者 席适之 通讯员 赵海阳", after: "□本报记者 席适之 通讯员 赵海阳" },
  enabled: true,
  check: (page, context) =>
    roleFindings(roleByline, "byline", { zh: "这是署名。", en: "This is a byline." }, page, context),
};
