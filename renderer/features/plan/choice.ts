/**
 * What of a plan is to be carried out: everything but what was unticked, by rule, by document, or one by one; and how
 * much that is.
 * Pure: every change makes a new choice.
 */
import type { Params, PlannedChange } from "../../../shared/api.ts";

export type Without = Params<"carryOutPlan">["without"];
type Which = Pick<PlannedChange, "id" | "document" | "rule">;

export interface Choice {
  /** Rules and documents that were unticked as a whole. */
  readonly rules: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  /** Changes that were unticked one by one, by their ids. */
  readonly changes: ReadonlyMap<string, Which>;
}

export const everything: Choice = { rules: new Set(), documents: new Set(), changes: new Map() };

export function isTicked(choice: Choice, { id, document, rule }: Which): boolean {
  return !choice.rules.has(rule) && !choice.documents.has(document) && !choice.changes.has(id);
}

export function toggleRule(choice: Choice, rule: string): Choice {
  return { ...choice, rules: toggled(choice.rules, rule) };
}

export function toggleDocument(choice: Choice, document: string): Choice {
  return { ...choice, documents: toggled(choice.documents, document) };
}

/** Ticks or unticks one change; one of an unticked rule or document stays as it is, since these decide. */
export function toggleChange(choice: Choice, which: Which): Choice {
  if (choice.rules.has(which.rule) || choice.documents.has(which.document)) return choice;
  const changes = new Map(choice.changes);
  if (!changes.delete(which.id)) changes.set(which.id, which);
  return { ...choice, changes };
}

/** As the host wants it. */
export function withoutOf({ rules, documents, changes }: Choice): Without {
  return { rules: [...rules], documents: [...documents], changes: [...changes.keys()] };
}

function toggled(set: ReadonlySet<string>, one: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}

/** How many changes each rule makes in each document. */
export class PlanCounts {
  readonly #byDocument = new Map<string, Map<string, number>>();

  add(changes: readonly Which[]): void {
    for (const { document, rule } of changes) {
      const rules = this.#byDocument.get(document) ?? new Map<string, number>();
      rules.set(rule, (rules.get(rule) ?? 0) + 1);
      this.#byDocument.set(document, rules);
    }
  }

  /** Changes that a document has, of one rule or of all. */
  inDocument(document: string, rule: string | null): number {
    const rules = this.#byDocument.get(document);
    if (!rules) return 0;
    return rule === null ? sum(rules.values()) : (rules.get(rule) ?? 0);
  }

  /** How much of the plan a choice carries out. */
  chosen(choice: Choice): { changes: number; documents: number } {
    const left = new Map<string, number>();
    for (const [document, rules] of this.#byDocument) {
      if (choice.documents.has(document)) continue;
      left.set(document, sum(Array.from(rules, ([rule, count]) => (choice.rules.has(rule) ? 0 : count))));
    }
    for (const { document, rule } of choice.changes.values())
      if (left.has(document) && !choice.rules.has(rule)) left.set(document, (left.get(document) ?? 0) - 1);
    const counts = [...left.values()].filter((count) => count > 0);
    return { changes: sum(counts), documents: counts.length };
  }
}

/** What a choice carries out; `documents` is null where it is not known yet. */
export interface Chosen {
  changes: number;
  documents: number | null;
}

/**
 * How much of a plan a choice carries out, from the plan's totals as far as they tell it.
 * @returns null when only counting all changes would tell
 */
export function chosenOf(
  plan: {
    total: number;
    documents: number;
    byRule: readonly { rule: string; changes: number }[];
    counts: PlanCounts | null;
  },
  choice: Choice,
): Chosen | null {
  if (isEverything(choice)) return { changes: plan.total, documents: plan.documents };
  if (plan.counts) return plan.counts.chosen(choice);
  if (choice.documents.size) return null;
  const ofRules = sum(plan.byRule.map(({ rule, changes }) => (choice.rules.has(rule) ? changes : 0)));
  const single = [...choice.changes.values()].filter(({ rule }) => !choice.rules.has(rule)).length;
  return { changes: plan.total - ofRules - single, documents: null };
}

export function isEverything({ rules, documents, changes }: Choice): boolean {
  return rules.size + documents.size + changes.size === 0;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
