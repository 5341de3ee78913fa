/** Which rules run: the user's choice, else the rule's record with this corpus's editors, else its default. */
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
export function ruleIsOn(rule: Rule, context: ProofingContext): boolean {
  const chosen = context.settings.rules[rule.id];
  if (chosen !== undefined) return chosen;
  const precision = precisionOf(context.records[rule.id]);
  return rule.enabled && (precision === null || precision >= 0.5);
}
