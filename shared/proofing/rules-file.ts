/**
 * A corpus's choices about proofing as a file of their own ("galley/rules"), to be carried to another corpus: which
 * rules are on or off by hand, and the user's own rules.
 * Pure: text in, text out. Must not know: disk, DOM.
 */
import { z } from "zod";
import { GalleyError } from "../errors.ts";
import { parseJsonText } from "../model/json-text.ts";
import { describeIssue } from "../model/parse.ts";
import { type ProofingSettings, proofingSettingsSchema, type UserRule } from "../model/settings.ts";
import { userRuleProblem } from "./user-rules.ts";

export const rulesFormat = "galley/rules";
export const rulesVersion = 1;

export const rulesFileSchema = z.looseObject({
  format: z.literal(rulesFormat),
  version: z.literal(rulesVersion),
  ...proofingSettingsSchema.shape,
});

/** The file's text; ends with a line end. */
export function writeRulesFile({ rules, userRules }: ProofingSettings): string {
  const sorted = Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ format: rulesFormat, version: rulesVersion, rules: sorted, userRules }, null, 2)}\n`;
}

/**
 * Reads what `writeRulesFile` wrote, or a person.
 * @param name the file's name, for messages
 * @throws GalleyError bad-rules, with the place in the file and what is wrong there
 */
export function parseRulesFile(text: string, name: string): ProofingSettings {
  const bad = (reason: string, place = "") =>
    new GalleyError("bad-rules", `${name} is not a file of Galley's rules: ${place ? `at ${place}: ` : ""}${reason}`, {
      name,
      reason,
      ...(place ? { place } : {}),
    });
  let json: unknown;
  try {
    json = parseJsonText(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw bad(cause instanceof Error ? cause.message : String(cause));
  }
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== rulesFormat) throw bad(`"format" is not "${rulesFormat}"`);
  if (typeof version === "number" && version > rulesVersion)
    throw bad(`it was written by a newer version of Galley (${version}, this program knows ${rulesVersion})`);
  const checked = rulesFileSchema.safeParse(json);
  if (!checked.success) {
    const place = checked.error.issues[0]?.path.map(String).join(".") ?? "";
    throw bad(describeIssue(checked.error).replace(`at ${place}: `, ""), place);
  }
  const { rules, userRules } = json as ProofingSettings;
  const seen = new Set<string>();
  for (const [index, rule] of userRules.entries()) {
    if (seen.has(rule.id)) throw bad(`there are two rules with the id "${rule.id}"`, `userRules.${index}.id`);
    seen.add(rule.id);
    const problem = userRuleProblem(rule);
    if (problem) throw bad(problem.en, `userRules.${index}.find`);
  }
  return { rules, userRules };
}

export interface MergedRules {
  settings: ProofingSettings;
  /** Ids of user rules that were not there before, that took the place of another with the same id, and that were there. */
  added: string[];
  replaced: string[];
  same: string[];
  /** How many rules were switched. */
  switched: number;
}

/** Adds a file's choices to a corpus's: what the file says counts, what it does not mention stays. */
export function mergeRules(current: ProofingSettings, file: ProofingSettings): MergedRules {
  const merged: MergedRules = { settings: current, added: [], replaced: [], same: [], switched: 0 };
  const byId = new Map(current.userRules.map((rule) => [rule.id, rule]));
  for (const rule of file.userRules) {
    const known = byId.get(rule.id);
    (known ? (sameRule(known, rule) ? merged.same : merged.replaced) : merged.added).push(rule.id);
    byId.set(rule.id, rule);
  }
  for (const [id, on] of Object.entries(file.rules)) if (current.rules[id] !== on) merged.switched++;
  merged.settings = { ...current, rules: { ...current.rules, ...file.rules }, userRules: [...byId.values()] };
  return merged;
}

function sameRule(a: UserRule, b: UserRule): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));
}
