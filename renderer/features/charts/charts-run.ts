/**
 * What the charts ask of the host: counts for the charts over pages and dates, a graph for what stands together. What
 * was answered before stays until the new answer is there.
 * Must not know: React, how charts look.
 */
import type { EntityOverview, GalleyApi, NamedGraph } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import type { ChartsForm } from "../../app/store.ts";

export interface ChartsState {
  counts: EntityOverview | null;
  graph: NamedGraph | null;
  isAsking: boolean;
  error: unknown;
  /** Grows with every answer: what is listed beside a chart may be another. */
  version: number;
}

type Api = Pick<GalleyApi, "call" | "on">;

export class ChartsRun {
  readonly #api: Api;
  readonly #listeners = new Set<() => void>();
  #state: ChartsState = { counts: null, graph: null, isAsking: false, error: null, version: 0 };
  /** Answers to older questions are dropped. */
  #generation = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  getState = (): ChartsState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param types whose entities stand together */
  async ask({ unit, scope, nodes, tab }: ChartsForm, types: readonly string[] | null): Promise<void> {
    const generation = ++this.#generation;
    this.#set({ isAsking: true, error: null });
    try {
      // The counts of all types are the legend, also of those that are left out of the picture.
      const counts = await this.#api.call("countEntitiesByType", { types: null, status: null, unit, frequent: 0 });
      const filter = { types: types && [...types], status: null };
      const graph =
        tab === "together" ? await this.#api.call("entityGraph", { ...filter, scope, nodes }) : this.#state.graph;
      if (generation !== this.#generation) return;
      this.#set({ counts, graph, isAsking: false, version: this.#state.version + 1 });
    } catch (error) {
      // Given up for a newer question, whose answer is on its way.
      if (generation !== this.#generation || (error instanceof GalleyError && error.code === "cancelled")) return;
      this.#set({ isAsking: false, error });
    }
  }

  #set(change: Partial<ChartsState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
