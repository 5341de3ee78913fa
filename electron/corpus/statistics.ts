/**
 * Numbers about many documents, gathered one by one: sums, rates that weigh every character alike, and the corrections
 * that occur most. Holds no documents, and of the corrections a bounded number.
 */
import { addKinds, changedCharacters, type KindCounts, noCorrections } from "../../shared/corrections/measure.ts";
import { errorRate } from "../../shared/metrics/cer.ts";
import { type Level, levels } from "../../shared/metrics/levels.ts";
import type { DocumentStats } from "./stats.ts";

export type Rates = Record<Level, number>;

/** More different corrections than this are not told apart; the rare ones are given up first. */
const MANY = 20_000;

export class StatisticsSum {
  characters = 0;
  articles = 0;
  blocks = 0;
  entities = 0;
  readonly entitiesByType: Record<string, number> = {};
  readonly corrections: KindCounts = noCorrections();
  readonly #errors = { raw: 0, noSpace: 0, noWidth: 0, han: 0 };
  readonly #lengths = { raw: 0, noSpace: 0, noWidth: 0, han: 0 };
  #pairs = new Map<string, number>();

  add(stats: DocumentStats): void {
    for (const key of ["characters", "articles", "blocks", "entities"] as const) this[key] += stats[key];
    for (const [type, count] of Object.entries(stats.entitiesByType))
      this.entitiesByType[type] = (this.entitiesByType[type] ?? 0) + count;
    if (stats.corrections) addKinds(this.corrections, stats.corrections);
    for (const level of levels) {
      this.#errors[level] += stats.levels?.[level].errors ?? 0;
      this.#lengths[level] += stats.levels?.[level].length ?? 0;
    }
    for (const { wrong, right } of stats.pairs) {
      const key = JSON.stringify([wrong, right]);
      this.#pairs.set(key, (this.#pairs.get(key) ?? 0) + 1);
    }
    for (let rare = 1; this.#pairs.size > MANY; rare++)
      this.#pairs = new Map([...this.#pairs].filter(([, times]) => times > rare));
  }

  /** Characters changed, put in or taken out. */
  get changed(): number {
    return changedCharacters(this.corrections);
  }

  get rates(): Rates {
    const at = (level: Level) => errorRate({ errors: this.#errors[level], length: this.#lengths[level] });
    return { raw: at("raw"), noSpace: at("noSpace"), noWidth: at("noWidth"), han: at("han") };
  }

  /** The corrections of characters that occur most, most frequent first. */
  frequent(most: number): { wrong: string; right: string; times: number }[] {
    return [...this.#pairs]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, most)
      .map(([key, times]) => {
        const [wrong, right] = JSON.parse(key) as [string, string];
        return { wrong, right, times };
      });
  }
}

/** A document's own rates. */
export function ratesOf(stats: Pick<DocumentStats, "levels">): Rates | null {
  const own = stats.levels;
  if (!own) return null;
  return {
    raw: errorRate(own.raw),
    noSpace: errorRate(own.noSpace),
    noWidth: errorRate(own.noWidth),
    han: errorRate(own.han),
  };
}
