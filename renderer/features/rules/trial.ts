/**
 * What a rule of the user's would do to the open page, before it is saved; and what is wrong with it as it is written.
 * Pure.
 */
import type { Label, UserRule } from "../../../shared/model/settings.ts";
import { userMatches, userRuleProblem } from "../../../shared/proofing/user-rules.ts";

export interface TrialHit {
  /** Text around the place, as it is and as it would be. */
  before: string;
  after: string;
}

export interface Trial {
  /** Places that would change. */
  count: number;
  /** The first of them. */
  hits: TrialHit[];
  /** Something is found, but it is what the rule would write. */
  isSame: boolean;
}

/** Places that are shown. */
const SHOWN = 50;
/** UTF-16 units shown on either side. */
const AROUND = 18;

export function tryRule(rule: UserRule, texts: readonly string[]): Trial {
  const trial: Trial = { count: 0, hits: [], isSame: false };
  if (!rule.find || problemOf(rule, [])) return trial;
  for (const text of texts)
    for (const { start, end, text: replacement } of userMatches(rule, text)) {
      if (text.slice(start, end) === replacement) {
        trial.isSame = true;
        continue;
      }
      trial.count++;
      if (trial.hits.length >= SHOWN) continue;
      const [left, right] = [
        text.slice(wholeBefore(text, start - AROUND), start),
        text.slice(end, wholeAfter(text, end + AROUND)),
      ];
      trial.hits.push({ before: left + text.slice(start, end) + right, after: left + replacement + right });
    }
  if (trial.count) trial.isSame = false;
  return trial;
}

export type Problem =
  | { field: "find"; kind: "needFind" }
  | { field: "find"; kind: "expression"; reason: Label }
  | { field: "id"; kind: "badId" | "takenId" };

/** What keeps the rule from being saved, or null. `taken`: ids of the others. */
export function problemOf(rule: UserRule, taken: readonly string[]): Problem | null {
  if (!rule.find) return { field: "find", kind: "needFind" };
  const reason = userRuleProblem(rule);
  if (reason) return { field: "find", kind: "expression", reason };
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(rule.id)) return { field: "id", kind: "badId" };
  return taken.includes(rule.id) ? { field: "id", kind: "takenId" } : null;
}

function wholeBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  return isLow(text, at) ? at - 1 : at;
}

function wholeAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return isLow(text, at) ? at + 1 : at;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}
