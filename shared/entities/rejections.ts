/**
 * Suggestions that were rejected, as they are kept: dismissals of a rule that names the type. Must not know: how
 * suggestions are made, so that who only reads dismissals need not load that.
 */
import type { Dismissal, Dismissible } from "../proofing/dismissals.ts";
import type { Suggestion } from "./suggestion.ts";

const REJECTED = "suggest:";

/** The rule of rejected suggestions of the type. */
export const rejectedRule = (type: string) => `${REJECTED}${type}`;

/** The suggestion as something that can be rejected for good. */
export function rejectable<T extends Pick<Suggestion, "block" | "start" | "end" | "type" | "text">>(
  suggestion: T,
): T & Dismissible {
  return { ...suggestion, rule: rejectedRule(suggestion.type), quote: suggestion.text };
}

/** The type and the words of a suggestion that was rejected; null where the dismissal is of a finding. */
export function rejectedName({
  rule,
  quote,
}: Pick<Dismissal, "rule" | "quote">): { type: string; text: string } | null {
  return rule.startsWith(REJECTED) ? { type: rule.slice(REJECTED.length), text: quote } : null;
}
