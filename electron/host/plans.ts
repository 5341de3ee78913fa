/**
 * Plans: changes of many documents that were worked out and wait to be looked at, and carried out whole or in part.
 * Each is named by the job that made it. What a plan changes is its source's business; here they are only kept.
 */
import type { Result } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { PlanSource } from "../corpus/operations/plan.ts";

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
    const besides = plan.files !== undefined;
    const rows = await plan.page(rule, offset, limit);
    if (rule === null) return { total: changes, documents, byRule, besides, rows };
    const own = byRule.find((counts) => counts.rule === rule);
    return { total: own?.changes ?? 0, documents: own?.documents ?? 0, byRule, besides, rows };
  }
}
