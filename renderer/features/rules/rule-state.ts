/**
 * Whether a rule runs in this corpus and why: switched by hand, by its record with the corpus's editors, or by default.
 * And the settings that switching makes.
 * Pure.
 */
import type { ProofingSettings, UserRule } from "../../../shared/model/settings.ts";
import type { RuleRecord } from "../../../shared/proofing/context.ts";
import type { Rule } from "../../../shared/proofing/rule.ts";
import { precisionOf, ruleIsOn } from "../../../shared/proofing/rule-choice.ts";

export type Records = Readonly<Record<string, RuleRecord>>;
export type Switch = "default" | "on" | "off";

export interface RuleState {
  isOn: boolean;
  switched: Switch;
  /** Off because its offers were dismissed more often than taken. */
  turnedOff: boolean;
  record: RuleRecord | null;
  /** Between 0 and 1; null while too few of its offers have been decided. */
  precision: number | null;
}

/** A rule of the user's is asked about as the rule "user.<id>" that it is elsewhere. */
export function userRuleAsRule({ id, enabled }: UserRule): Pick<Rule, "id" | "enabled"> {
  return { id: `user.${id}`, enabled };
}

export function ruleState(rule: Pick<Rule, "id" | "enabled">, settings: ProofingSettings, records: Records): RuleState {
  const chosen = settings.rules[rule.id];
  const record = records[rule.id] ?? null;
  const isOn = ruleIsOn(rule, { settings, records });
  return {
    isOn,
    switched: chosen === undefined ? "default" : chosen ? "on" : "off",
    turnedOff: chosen === undefined && rule.enabled && !isOn,
    record,
    precision: precisionOf(record ?? undefined),
  };
}

/** The settings with a rule switched. */
export function switchRule(settings: ProofingSettings, id: string, to: Switch): ProofingSettings {
  const { [id]: _, ...others } = settings.rules;
  return { ...settings, rules: to === "default" ? others : { ...others, [id]: to === "on" } };
}

/** The settings with one of the user's rules on or off; one that its record has turned off is on by hand then. */
export function switchUserRule(
  settings: ProofingSettings,
  rule: UserRule,
  on: boolean,
  records: Records,
): ProofingSettings {
  const own = { ...rule, enabled: on };
  const kept = switchRule(keepUserRule(settings, own, rule.id), `user.${rule.id}`, "default");
  const { isOn } = ruleState(userRuleAsRule(own), kept, records);
  return on && !isOn ? switchRule(kept, `user.${rule.id}`, "on") : kept;
}

/** The settings with a user rule put in the place of the one with the id `was`, or at the end. */
export function keepUserRule(settings: ProofingSettings, rule: UserRule, was: string | null): ProofingSettings {
  const isThere = was !== null && settings.userRules.some(({ id }) => id === was);
  const userRules = isThere
    ? settings.userRules.map((one) => (one.id === was ? rule : one))
    : [...settings.userRules, rule];
  return { ...settings, userRules };
}

export function removeUserRule(settings: ProofingSettings, id: string): ProofingSettings {
  const kept = switchRule(settings, `user.${id}`, "default");
  return { ...kept, userRules: kept.userRules.filter((rule) => rule.id !== id) };
}

/** A new rule of the user's, with an id that no other has. */
export function newUserRule(settings: ProofingSettings): UserRule {
  const taken = new Set(settings.userRules.map(({ id }) => id));
  let number = settings.userRules.length + 1;
  while (taken.has(`rule-${number}`)) number++;
  const blank = { find: "", replace: "", regex: false, message: "" };
  return { id: `rule-${number}`, ...blank, safe: false, enabled: true };
}
