/**
 * A change of many documents from its plan to its end: made at the host, previewed, carried out or thrown away. There is
 * one plan at a time; a new one takes the place of the one before it.
 *
 *   idle ──make──▶ planning ──▶ ready ──carryOut──▶ carrying ──▶ done
 *                      └────────────┴───────────────────┴──────▶ failed
 *
 * Must not know: React, what kind of plan it is.
 */
import type { GalleyApi, PlannedChange, Result } from "../../../shared/api.ts";
import { followJob, type Job, type JobEnd } from "../../app/jobs.ts";
import { PlanCounts, type Without } from "./choice.ts";

export interface ReadyPlan {
  id: string;
  total: number;
  documents: number;
  byRule: Result<"readPlan">["byRule"];
  /** It changes the registry or the tagset too. */
  besides: boolean;
  /** Documents that could not be looked at. */
  failures: JobEnd["failures"];
  /** Every change by document and rule; null until they are counted, see `count`. */
  counts: PlanCounts | null;
}

export type PlanState =
  | { name: "idle" }
  | { name: "planning"; done: number; total: number }
  | { name: "carrying"; done: number; total: number }
  | { name: "ready"; plan: ReadyPlan }
  | { name: "done"; end: JobEnd; besides: boolean }
  | { name: "failed"; error: unknown };

/** Rows that are asked for at once to count them; the contract's most. */
const COUNTED_AT_ONCE = 1000;

export class PlanRun {
  readonly #api: Pick<GalleyApi, "call" | "on">;
  readonly #listeners = new Set<() => void>();
  #state: PlanState = { name: "idle" };
  #job: Job | null = null;
  #plan: string | null = null;
  #isCounting = false;
  /** Answers for an older plan are dropped. */
  #generation = 0;

  constructor(api: Pick<GalleyApi, "call" | "on">) {
    this.#api = api;
  }

  getState = (): PlanState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Makes a plan; `start` calls the host. */
  async make(start: () => Promise<{ job: string }>): Promise<void> {
    this.discard();
    const generation = this.#generation;
    const isOver = () => generation !== this.#generation;
    const end = await this.#follow("planning", start);
    if (isOver()) {
      if (end?.status === "done") this.#throwAway(end.job);
      return;
    }
    if (!end) return;
    if (end.status !== "done") return this.#set(end.error ? { name: "failed", error: end.error } : { name: "idle" });
    this.#plan = end.job;
    try {
      const first = await this.#read(end.job, null, 0, 1);
      if (isOver()) return;
      const { total, documents, byRule, besides } = first;
      const plan = { id: end.job, total, documents, byRule, besides, failures: end.failures, counts: null };
      this.#set({ name: "ready", plan });
      if (total <= COUNTED_AT_ONCE) await this.count();
    } catch (error) {
      if (!isOver()) this.#set({ name: "failed", error });
    }
  }

  /** A page of the plan's changes. */
  async rows(rule: string | null, offset: number, limit: number): Promise<readonly PlannedChange[]> {
    if (!this.#plan) return [];
    return (await this.#read(this.#plan, rule, offset, limit)).rows;
  }

  /**
   * Counts the changes of each document, for what the totals can't tell. The host may work them all out again for it, so
   * of a large plan they are counted only when something was unticked.
   */
  async count(): Promise<void> {
    const state = this.#state;
    if (state.name !== "ready" || state.plan.counts || this.#isCounting) return;
    this.#isCounting = true;
    const generation = this.#generation;
    const isOver = () => generation !== this.#generation || this.#state.name !== "ready";
    const counts = new PlanCounts();
    try {
      for (let offset = 0; offset < state.plan.total && !isOver(); offset += COUNTED_AT_ONCE)
        counts.add((await this.#read(state.plan.id, null, offset, COUNTED_AT_ONCE)).rows);
      if (!isOver()) this.#set({ name: "ready", plan: { ...state.plan, counts } });
    } catch (error) {
      if (!isOver()) this.#set({ name: "failed", error });
    } finally {
      this.#isCounting = false;
    }
  }

  /** Does what was planned, but for what was unticked. */
  async carryOut(without: Without): Promise<void> {
    const plan = this.#plan;
    if (!plan) return;
    const generation = this.#generation;
    const besides = this.#state.name === "ready" && this.#state.plan.besides;
    const end = await this.#follow("carrying", () => this.#api.call("carryOutPlan", { plan, without }));
    if (!end || generation !== this.#generation) return;
    this.#plan = null;
    this.#set({ name: "done", end, besides });
  }

  /** Stops what is under way. */
  cancel(): void {
    this.#job?.cancel();
  }

  /** Throws the plan away, made or in the making; what is being carried out goes on. */
  discard(): void {
    this.#generation++;
    if (this.#state.name === "planning") this.#job?.cancel();
    if (this.#plan && this.#state.name !== "carrying") this.#throwAway(this.#plan);
    this.#plan = null;
    this.#job = null;
    this.#set({ name: "idle" });
  }

  async #follow(name: "planning" | "carrying", start: () => Promise<{ job: string }>): Promise<JobEnd | null> {
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation;
    this.#set({ name, done: 0, total: 0 });
    const job = followJob(this.#api, start, (done, total) => isCurrent() && this.#set({ name, done, total }));
    this.#job = job;
    try {
      return await job.ended;
    } catch (error) {
      if (isCurrent()) this.#set({ name: "failed", error });
      return null;
    }
  }

  #read(plan: string, rule: string | null, offset: number, limit: number): Promise<Result<"readPlan">> {
    return this.#api.call("readPlan", { plan, rule, offset, limit });
  }

  #throwAway(plan: string): void {
    // Whatever keeps the host from forgetting it, the corpus's closing forgets it too.
    this.#api.call("discardPlan", { plan }).catch(() => {});
  }

  #set(state: PlanState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
