/**
 * Plans: changes of many documents that were worked out and wait to be looked at, and carried out whole or in part.
 * Each is named by the job that made it. What a plan changes is its source's business; here they are only kept.
 */
import type { Operation, PlannedChange, Result } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { DocumentChange } from "../corpus/operations/carry-out.ts";

/** What the user unticked: whole rules, whole documents, single changes by their ids. */
export interface Without {
  rules: ReadonlySet<string>;
  documents: ReadonlySet<string>;
  changes: ReadonlySet<string>;
}

export interface PlanCounts {
  changes: number;
  documents: number;
  byRule: Result<"readPlan">["byRule"];
}

/** What a maker of plans implements. */
export interface PlanSource {
  /** What carrying it out is remembered as. */
  readonly operation: Pick<Operation, "kind" | "label">;
  /** Of the whole plan. */
  readonly counts: PlanCounts;
  /** Changes in the plan's order, only those of a rule unless it is null. */
  page(rule: string | null, offset: number, limit: number): Promise<PlannedChange[]>;
  /**
   * The documents as they are after the changes that are not left out; those that lose all changes are not given.
   * `baseHash` is of the file that the plan was made from: one that was changed since is then refused by name.
   */
  documents(without: Without, signal: AbortSignal): AsyncIterable<DocumentChange>;
}

export class Plans {
  readonly #plans = new Map<string, PlanSource>();

  /** @param id of the job that made it */
  add(id: string, plan: PlanSource): void {
    this.#plans.set(id, plan);
  }

  /** @throws GalleyError not-found, for one that was carried out, discarded, or never was */
  get(id: string): PlanSource {
    const plan = this.#plans.get(id);
    if (!plan) throw new GalleyError("not-found", "This plan is over already; make it again.", { name: id });
    return plan;
  }

  remove(id: string): void {
    this.#plans.delete(id);
  }

  clear(): void {
    this.#plans.clear();
  }

  /** As the contract's `readPlan`: `total` and `documents` are the given rule's, or all. @throws GalleyError not-found */
  async read(id: string, rule: string | null, offset: number, limit: number): Promise<Result<"readPlan">> {
    const plan = this.get(id);
    const { changes, documents, byRule } = plan.counts;
    const rows = await plan.page(rule, offset, limit);
    if (rule === null) return { total: changes, documents, byRule, rows };
    const own = byRule.find((counts) => counts.rule === rule);
    return { total: own?.changes ?? 0, documents: own?.documents ?? 0, byRule, rows };
  }
}
