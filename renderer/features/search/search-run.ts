/**
 * What was asked of the corpus and what was found: counts at once, the places page by page. What was found before stays
 * until the new answer is there.
 * Must not know: React, how places look.
 */
import type { GalleyApi, SearchHit, SearchQuery } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { matcherOf } from "../../../shared/search/matcher.ts";
import { Pages, pageSize } from "../plan/pages.ts";

export interface Found {
  query: SearchQuery;
  total: number;
  documents: number;
  hits: Pages<SearchHit>;
}

export interface SearchState {
  found: Found | null;
  isSearching: boolean;
  /** Why the expression can't be compiled, in the engine's words; null when it can. */
  expression: string | null;
  /** Why the host did not answer. */
  error: unknown;
}

export const nothingAsked: SearchState = { found: null, isSearching: false, expression: null, error: null };

export class SearchRun {
  readonly #api: Pick<GalleyApi, "call">;
  readonly #listeners = new Set<() => void>();
  #state = nothingAsked;
  /** Answers to older questions are dropped. */
  #generation = 0;

  constructor(api: Pick<GalleyApi, "call">) {
    this.#api = api;
  }

  getState = (): SearchState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  async ask(query: SearchQuery): Promise<void> {
    const generation = ++this.#generation;
    if (!query.text && !query.annotation) return this.#set(nothingAsked);
    const expression = problemOf(query);
    if (expression !== null) return this.#set({ ...this.#state, isSearching: false, expression, error: null });
    this.#set({ ...this.#state, isSearching: true, expression: null, error: null });
    const read = (offset: number, limit: number) => this.#api.call("searchCorpus", { query, offset, limit });
    try {
      const { total, documents, hits: first } = await read(0, pageSize);
      if (generation !== this.#generation) return;
      const hits = new Pages(async (offset, limit) => (await read(offset, limit)).hits);
      hits.put(0, first);
      this.#set({ found: { query, total, documents, hits }, isSearching: false, expression: null, error: null });
    } catch (error) {
      if (generation === this.#generation) this.#set({ ...this.#state, isSearching: false, error });
    }
  }

  #set(state: SearchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Why the question's expression can't be compiled; null when it can. */
function problemOf(query: SearchQuery): string | null {
  try {
    matcherOf(query);
    return null;
  } catch (error) {
    if (error instanceof GalleyError) return String(error.details.reason ?? error.message);
    throw error;
  }
}
