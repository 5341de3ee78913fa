/** Which rules run: the user's choice, else the rule's record with this corpus's editors, else its default. */
import type { UserRule } from "../model/settings.ts";
import type { ProofingContext, RuleRecord } from "./context.ts";
import type { Rule } from "./rule.ts";

/** Fewer decisions than this say nothing about a rule. */
const ENOUGH_DECISIONS = 10;

/** The share of a rule's offers that editors took, or null while too few have been decided. */
export function precisionOf(record: RuleRecord | undefined): number | null {
  if (!record) return null;
  const decided = record.accepted + record.dismissed;
  return decided < ENOUGH_DECISIONS ? null : record.accepted / decided;
}

/** A rule that is wrong more often than right stops marking by itself, unless the user has switched it on. */
export function ruleIsOn(
  rule: Pick<Rule, "id" | "enabled">,
  context: Pick<ProofingContext, "settings" | "records">,
): boolean {
  const chosen = context.settings.rules[rule.id];
  if (chosen !== undefined) return chosen;
  const precision = precisionOf(context.records[rule.id]);
  return rule.enabled && (precision === null || precision >= 0.5);
}

const USER = "user";

/** Id of the rule that made a finding: the user's own rules ("user.<id>") are all run by one. */
export function ruleOf(findingRule: string): string {
  return findingRule.startsWith(`${USER}.`) ? USER : findingRule;
}

/** Whether one of the named ids asks for this rule; one of the user's own asks for the rule that runs them. */
export function isNamed(rule: Pick<Rule, "id">, named: ReadonlySet<string>): boolean {
  return named.has(rule.id) || (rule.id === USER && [...named].some((id) => ruleOf(id) === USER));
}

/** The context with the user's own rules that are to run, and no others: the named ones, or those that are on. */
export function withUserRules(context: ProofingContext, named: ReadonlySet<string> | null): ProofingContext {
  const idOf = (rule: UserRule) => `${USER}.${rule.id}`;
  const runs = (rule: UserRule) => {
    if (named) return named.has(idOf(rule)) || (named.has(USER) && rule.enabled);
    return ruleIsOn({ id: idOf(rule), enabled: rule.enabled }, context);
  };
  const userRules = context.settings.userRules.filter(runs).map((rule) => ({ ...rule, enabled: true }));
  return { ...context, settings: { ...context.settings, userRules } };
}
