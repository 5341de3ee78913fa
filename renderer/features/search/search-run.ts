/**
 * What was asked of the corpus and what was found: the first places at once, the others page by page, while all of them
 * are counted. What was found before stays until the new answer is there.
 * Must not know: React, how places look.
 */
import type { GalleyApi, SearchHit, SearchQuery } from "../../../shared/api.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { matcherOf } from "../../../shared/search/matcher.ts";
import { Pages, pageSize } from "../plan/pages.ts";

export interface Found {
  query: SearchQuery;
  /** As far as they are counted. */
  total: number;
  documents: number;
  isComplete: boolean;
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
    const read = (offset: number, limit: number) =>
      this.#api.call("searchCorpus", { query, offset, limit, partial: true });
    const hits = new Pages(async (offset: number, limit: number) => (await read(offset, limit)).hits);
    try {
      for (let limit = pageSize; ; limit = 1) {
        const { total, documents, complete: isComplete, hits: first } = await read(0, limit);
        if (generation !== this.#generation) return;
        if (limit > 1) hits.put(0, first);
        const found = { query, total, documents, isComplete, hits };
        this.#set({ found, isSearching: false, expression: null, error: null });
        if (isComplete) return;
      }
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
