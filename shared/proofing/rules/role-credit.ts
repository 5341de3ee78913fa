/** Blocks that are a credit and not labelled so. */
import { roleFindings } from "../layout/role-findings.ts";
import type { PageRule } from "../rule.ts";

export const roleCredit: PageRule = {
  id: "role.credit",
  kind: "role",
  stage: "roles",
  scope: "page",
  title: { zh: "供稿", en: "Credits" },
  about: {
    zh: "某某 摄、图片由某某提供、责任编辑：某某。",
    en: "A line that names photographer, supplier or editor.",
  },
  example: { before: "责任编辑：黄爽", after: "责任编辑：黄爽" },
  enabled: true,
  check: (page, context) =>
    roleFindings(roleCredit, "credit", { zh: "这是供稿或编辑人员。", en: "This line is a credit." }, page, context),
};
