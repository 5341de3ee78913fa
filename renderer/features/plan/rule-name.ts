/** What a rule is called: its title, or the message of a rule that the user wrote. */
import type { Label, UserRule } from "../../../shared/model/settings.ts";
import { rules } from "../../../shared/proofing/rules/index.ts";
import type { Translate } from "../../app/i18n/i18n.ts";

const titles = new Map(rules.map(({ id, title }) => [id, title]));

const entityRules = ["tag", "alias", "script", "untag", "retype", "link", "unlink", "set", "held"] as const;

function isEntityRule(rule: string): rule is (typeof entityRules)[number] {
  return (entityRules as readonly string[]).includes(rule);
}

/** @param rule the rule's id as a plan names it, or "replace" */
export function ruleName(
  rule: string,
  userRules: readonly UserRule[],
  t: Translate,
  label: (label: Label) => string,
): string {
  if (isEntityRule(rule)) return t(`entityPlan.${rule}`);
  if (rule === "replace") return t("operation.replaceRule");
  const title = titles.get(rule);
  if (title) return label(title);
  const own = userRules.find(({ id }) => rule === id || rule === `user.${id}`);
  return own ? own.message || own.find : rule;
}
