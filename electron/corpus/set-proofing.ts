/** What the user chose about proofing, written into galley.json. */
import { GalleyError } from "../../shared/errors.ts";
import type { ProofingSettings, UserRule } from "../../shared/model/settings.ts";
import { userRuleProblem } from "../../shared/proofing/user-rules.ts";
import { changeSettings } from "./change-settings.ts";
import type { CorpusParts } from "./parts.ts";

/** @throws GalleyError usage or bad-pattern (a rule that can't work, named), read-only, corpus-gone, corpus-damaged, and the disk's */
export async function setProofing(parts: CorpusParts, proofing: ProofingSettings): Promise<void> {
  refuseUnsound(proofing.userRules);
  await changeSettings(parts, (settings) => ({ ...settings, proofing }));
}

function refuseUnsound(rules: readonly UserRule[]): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) throw unsound(rule, "another rule has this id");
    seen.add(rule.id);
    const problem = userRuleProblem(rule);
    if (problem) throw unsound(rule, problem.en.replace(/\.$/, ""), "bad-pattern");
  }
}

function unsound({ id, find }: UserRule, reason: string, code: "usage" | "bad-pattern" = "usage"): GalleyError {
  const message = `The rule “${id}” (${find}) can't be kept: ${reason}. Nothing was changed.`;
  return new GalleyError(code, message, { name: id, reason });
}
