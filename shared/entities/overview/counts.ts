/**
 * Entities by type over the pages of a corpus, in the pages' order and by their dates, and what is named most. Fed page
 * by page, holds no pages.
 * Must not know: where pages come from, how numbers are shown.
 */
import { firstInOrder } from "../../search/concordance.ts";
import type { Mention } from "./mention.ts";
import { pageDate, periodOf, type Unit, unitFor } from "./page-date.ts";

/** Entities by the number of their type. */
export type ByType = Map<number, number>;

export interface Bin {
  /** Pages. */
  documents: number;
  byType: ByType;
}

export interface TypeCount {
  type: number;
  entities: number;
  /** Pages that hold any. */
  documents: number;
  /** Different entries and texts. */
  different: number;
}

export interface WhoCount {
  who: number;
  /** The type that it is tagged as first. */
  type: number;
  entities: number;
  documents: number;
}

/** Pages of a row, from one place in the order to another (exclusive), that share a column. */
export interface Run extends Bin {
  from: number;
  to: number;
}

const emptyBin = (): Bin => ({ documents: 0, byType: new Map() });

function addTo(bin: Bin, mentions: readonly Mention[]): void {
  bin.documents++;
  for (const { type } of mentions) bin.byType.set(type, (bin.byType.get(type) ?? 0) + 1);
}

export class EntityCounts {
  readonly #byDate = new Map<string, Bin>();
  readonly #runs: Run[];
  readonly #types = new Map<number, { entities: number; documents: number; whos: Set<number> }>();
  readonly #whos = new Map<number, WhoCount>();
  readonly #undated = emptyBin();
  readonly #total: number;
  #documents = 0;
  #entities = 0;

  /** @param total how many pages will come @param columns into how many columns they are put at most */
  constructor(total: number, columns: number) {
    this.#total = total;
    const count = Math.min(total, columns);
    this.#runs = Array.from({ length: count }, (_, column) => {
      return {
        from: Math.ceil((column * total) / count),
        to: Math.ceil(((column + 1) * total) / count),
        ...emptyBin(),
      };
    });
  }

  /** @param date what the page says */
  add(date: string, mentions: readonly Mention[]): void {
    const run = this.#runs[Math.floor((this.#documents * this.#runs.length) / this.#total)];
    if (run) addTo(run, mentions);
    this.#documents++;
    this.#entities += mentions.length;
    addTo(this.#binOf(date), mentions);
    const [types, whos] = [new Set<number>(), new Set<number>()];
    for (const { type, who } of mentions) {
      const ofType = this.#types.get(type) ?? { entities: 0, documents: 0, whos: new Set() };
      this.#types.set(type, ofType);
      ofType.entities++;
      ofType.whos.add(who);
      if (!types.has(type)) ofType.documents++;
      types.add(type);
      const ofWho = this.#whos.get(who) ?? { who, type, entities: 0, documents: 0 };
      this.#whos.set(who, ofWho);
      ofWho.entities++;
      if (!whos.has(who)) ofWho.documents++;
      whos.add(who);
    }
  }

  get documents(): number {
    return this.#documents;
  }

  get entities(): number {
    return this.#entities;
  }

  /** Most entities first; `idOf` orders those that have as many. */
  types(idOf: (type: number) => string): TypeCount[] {
    return [...this.#types]
      .map(([type, { entities, documents, whos }]) => ({ type, entities, documents, different: whos.size }))
      .sort((a, b) => b.entities - a.entities || (idOf(a.type) < idOf(b.type) ? -1 : 1));
  }

  /** Pages in their order, some to a column where there are many. */
  runs(): readonly Run[] {
    return this.#runs;
  }

  /** @param unit null for the finest in which all dates fit @returns periods in order; those without pages are left out */
  periods(unit: Unit | null): { unit: Unit; periods: ({ period: string } & Bin)[]; undated: Bin; coarse: Bin } {
    const chosen = unit ?? unitFor([...this.#byDate.keys()]);
    const periods = new Map<string, Bin>();
    const coarse = emptyBin();
    for (const [date, bin] of this.#byDate) {
      const period = periodOf(date, chosen);
      const into = period === null ? coarse : (periods.get(period) ?? emptyBin());
      if (period !== null) periods.set(period, into);
      into.documents += bin.documents;
      for (const [type, count] of bin.byType) into.byType.set(type, (into.byType.get(type) ?? 0) + count);
    }
    const sorted = [...periods].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      unit: chosen,
      periods: sorted.map(([period, bin]) => ({ period, ...bin })),
      undated: this.#undated,
      coarse,
    };
  }

  /** What is named most, most first; `keyOf` orders those that are named as often. */
  frequent(most: number, keyOf: (who: number) => string): WhoCount[] {
    const all = [...this.#whos.values()];
    const compare = (a: WhoCount, b: WhoCount) =>
      b.entities - a.entities || b.documents - a.documents || (keyOf(a.who) < keyOf(b.who) ? -1 : 1);
    const at = (index: number) => all[index] as WhoCount;
    return firstInOrder(all.length, most, (a, b) => compare(at(a), at(b))).map(at);
  }

  #binOf(text: string): Bin {
    const date = pageDate(text);
    if (date === null) return this.#undated;
    const bin = this.#byDate.get(date) ?? emptyBin();
    this.#byDate.set(date, bin);
    return bin;
  }
}
