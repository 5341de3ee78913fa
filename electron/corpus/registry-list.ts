/** The registry as a list to look through: filtered, ordered, page by page, with how often each entry is named. */
import type { RegistryQuery, RegistryRow } from "../../shared/api.ts";
import type { Registry, RegistryEntry } from "../../shared/model/settings.ts";
import { sortKey } from "../index/sort-key.ts";

/** What was asked last is kept: the next question is mostly its next page. */
export class RegistryList {
  #last: { key: string; registry: Registry; counts: ReadonlyMap<string, number>; entries: RegistryEntry[] } | null =
    null;
  #order: { key: string; registry: Registry; counts: ReadonlyMap<string, number>; entries: RegistryEntry[] } | null =
    null;
  /** Sort keys of names: made once for all. */
  #keys = new Map<string, string>();

  /** @param counts entities by entry; the same object while nothing has changed */
  page(
    registry: Registry,
    counts: ReadonlyMap<string, number>,
    query: RegistryQuery,
    offset: number,
    limit: number,
  ): { total: number; rows: RegistryRow[] } {
    const key = JSON.stringify(query);
    if (this.#last?.key !== key || this.#last.registry !== registry || this.#last.counts !== counts)
      this.#last = { key, registry, counts, entries: this.#found(registry, counts, query) };
    const { entries } = this.#last;
    const rows = entries.slice(offset, offset + limit).map((entry) => ({ entry, entities: counts.get(entry.id) ?? 0 }));
    return { total: entries.length, rows };
  }

  /** What fits, in an order that is worked out once for all questions: sorting a hundred thousand takes a second. */
  #found(
    registry: Registry,
    counts: ReadonlyMap<string, number>,
    { text, type, sort, descending }: RegistryQuery,
  ): RegistryEntry[] {
    const wanted = text.trim().toLowerCase();
    const holds = (one: string) => one.toLowerCase().includes(wanted);
    const key = `${sort} ${descending}`;
    if (this.#order?.key !== key || this.#order.registry !== registry || this.#order.counts !== counts)
      this.#order = { key, registry, counts, entries: this.#ordered(registry, counts, sort, descending) };
    return this.#order.entries.filter(
      (entry) => (type === null || entry.type === type) && (!wanted || holds(entry.name) || entry.aliases.some(holds)),
    );
  }

  #ordered(
    { entities }: Registry,
    counts: ReadonlyMap<string, number>,
    sort: RegistryQuery["sort"],
    descending: boolean,
  ): RegistryEntry[] {
    if (this.#keys.size > 2 * entities.length + 1000) this.#keys.clear();
    const sign = descending ? -1 : 1;
    const rows = entities.map((entry) => ({ entry, key: this.#key(entry.name), count: counts.get(entry.id) ?? 0 }));
    type Row = (typeof rows)[number];
    const byName = (a: Row, b: Row) => compare(a.key, b.key) || compare(a.entry.id, b.entry.id);
    rows.sort(sort === "name" ? (a, b) => sign * byName(a, b) : (a, b) => sign * (a.count - b.count) || byName(a, b));
    return rows.map(({ entry }) => entry);
  }

  #key(name: string): string {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const key = sortKey(name);
    this.#keys.set(name, key);
    return key;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
