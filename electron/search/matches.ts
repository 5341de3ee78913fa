/**
 * The matches of one query, found document by document as far as somebody wants to know. What is kept is how many there
 * are in each document: a common character has millions, and a page of lines is found again in a moment.
 * Runs in the search thread; must not know: threads, how lines look.
 */
import type { SearchQuery } from "../../shared/api.ts";
import { compareLeft, compareRight, FirstInOrder, orderContext, type Spot } from "../../shared/search/concordance.ts";
import { sortWeights } from "../index/sort-key.ts";
import type { SearchDocument } from "./corpus-text.ts";

/** Called for every document; throws to stop. */
export type Step = (done: number, total: number) => void;

/** UTF-16 units in the document's text. @param what number of the entity or name; -1 where there is none */
export type VisitMatch = (start: number, end: number, what: number, replacement: string) => void;

export interface Finder {
  /** Every match in a document, from left to right. */
  each(document: SearchDocument, visit: VisitMatch): void;
  /** Counts in several documents at once, from one on; null where only `each` can tell. Answers with the next one. */
  count: ((from: number, tell: (index: number, times: number) => void) => number) | null;
}

export interface Match {
  document: SearchDocument;
  start: number;
  end: number;
  what: number;
  replacement: string;
}

/** Milliseconds of one advance. */
const ADVANCE = 5;
/** Pages that are sorted beyond the one that is asked for. */
const PAGES_AHEAD = 4;

export class Matches {
  readonly documents: readonly SearchDocument[];
  readonly #finder: Finder;
  readonly #status: string | null;
  /** By document. */
  readonly #counts: Uint32Array;
  /** Documents that have been searched. */
  #done = 0;
  #total = 0;
  #matching = 0;
  #order: { sort: SearchQuery["sort"]; wanted: number; matches: readonly Match[] } | null = null;

  constructor(documents: readonly SearchDocument[], finder: Finder, status: string | null) {
    this.documents = documents;
    this.#finder = finder;
    this.#status = status;
    this.#counts = new Uint32Array(documents.length);
  }

  /** As far as is known. */
  get total(): number {
    return this.#total;
  }

  /** How many documents have any, as far as is known. */
  get matching(): number {
    return this.#matching;
  }

  get isComplete(): boolean {
    return this.#done >= this.documents.length;
  }

  /** Searches on for a moment. */
  advance(step: Step): void {
    step(this.#done, this.documents.length);
    const note = (index: number, times: number) => {
      if (this.#status && this.documents[index]?.status !== this.#status) return;
      this.#counts[index] = times;
      this.#total += times;
      this.#matching++;
    };
    if (this.#finder.count) {
      // Texts are read many at a time; those before the first that may count need not be.
      while (!this.isComplete && this.#status && this.documents[this.#done]?.status !== this.#status) this.#done++;
      if (!this.isComplete) this.#done = this.#finder.count(this.#done, note);
      return;
    }
    for (const end = performance.now() + ADVANCE; !this.isComplete && performance.now() < end; this.#done++) {
      const document = this.documents[this.#done] as SearchDocument;
      if (this.#status && document.status !== this.#status) continue;
      step(this.#done, this.documents.length);
      let times = 0;
      this.#finder.each(document, () => times++);
      if (times) note(this.#done, times);
    }
  }

  complete(step: Step): void {
    while (!this.isComplete) this.advance(step);
  }

  /** Matches by document and place, of those that are found. */
  page(offset: number, limit: number): Match[] {
    const matches: Match[] = [];
    let before = 0;
    for (let index = 0; index < this.#done && matches.length < limit; index++) {
      const count = this.#counts[index] ?? 0;
      if (count && before + count > offset) {
        const first = Math.max(0, offset - before);
        matches.push(...this.#in(index).slice(first, first + limit - matches.length));
      }
      before += count;
    }
    return matches;
  }

  /** All matches by document and place. */
  *all(step: Step): Generator<Match> {
    this.complete(step);
    for (let index = 0; index < this.documents.length; index++) {
      if (!this.#counts[index]) continue;
      step(index, this.documents.length);
      yield* this.#in(index);
    }
  }

  /** Matches by what stands before or after them. */
  ordered(sort: "left" | "right", offset: number, limit: number, step: Step): readonly Match[] {
    this.complete(step);
    const wanted = Math.min(offset + limit, this.#total);
    if (this.#order?.sort !== sort || this.#order.wanted < wanted) {
      const most = Math.min(wanted * PAGES_AHEAD, this.#total);
      this.#order = { sort, wanted: most, matches: this.#sorted(sort, most, step) };
    }
    return this.#order.matches.slice(offset, offset + limit);
  }

  #sorted(sort: "left" | "right", count: number, step: Step): Match[] {
    const ranks = sortWeights();
    const compare = sort === "left" ? compareLeft : compareRight;
    const first = new FirstInOrder<Match & { spot: Spot }>(count, (a, b) => compare(a.spot, b.spot, ranks));
    for (let index = 0; index < this.documents.length; index++) {
      if (!this.#counts[index]) continue;
      step(index, this.documents.length);
      const document = this.documents[index] as SearchDocument;
      const { text } = document;
      this.#finder.each(document, (start, end, what, replacement) => {
        const spot = { text, at: sort === "left" ? start : end };
        // The whole text would be held as long as the match.
        const keep = () => ({ document, start, end, what, replacement, spot: orderContext(spot, sort) });
        first.add({ document, start, end, what, replacement, spot }, keep);
      });
    }
    return first.sorted();
  }

  #in(index: number): Match[] {
    const document = this.documents[index] as SearchDocument;
    const matches: Match[] = [];
    this.#finder.each(document, (start, end, what, replacement) =>
      matches.push({ document, start, end, what, replacement }),
    );
    return matches;
  }
}
