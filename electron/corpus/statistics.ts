/**
 * Numbers about a corpus, gathered document by document: sums, rates that weigh every character alike, the corrections
 * that occur most, and how the rules fared. Holds no documents, and of the corrections a bounded number.
 */
import type { Statistics } from "../../shared/api.ts";
import { addKinds, changedCharacters, type KindCounts, noCorrections } from "../../shared/corrections/measure.ts";
import { errorRate } from "../../shared/metrics/cer.ts";
import { type Level, levels } from "../../shared/metrics/levels.ts";
import type { BatchOptions } from "../proofing/proofing.ts";
import type { Answer, Measured } from "../proofing/tasks.ts";
import type { Corpus } from "./corpus.ts";
import type { DocumentStats } from "./stats.ts";

export type Rates = Record<Level, number>;

/** More different corrections than this are not told apart; the rare ones are given up first. */
const MANY = 20_000;

/** Corrections that are listed, the most frequent ones. */
const FREQUENT = 20;

export interface GatherOptions extends Omit<BatchOptions, "context"> {
  /** Hears of every document in turn, also of those that can't be read and are left out of the sums. */
  onDocument?(answer: Answer<Measured>): void;
}

/** @throws GalleyError corpus-gone, cancelled */
export async function gatherStatistics(
  corpus: Corpus,
  { onDocument, ...options }: GatherOptions = {},
): Promise<Statistics> {
  const sum = new StatisticsSum();
  for await (const answer of corpus.measure(options)) {
    if (!answer.error) sum.add(answer.stats);
    onDocument?.(answer);
  }
  const { total: documents, byStatus } = await corpus.progress();
  const {
    measured,
    characters,
    articles,
    blocks,
    entities,
    entitiesByType,
    relationsByType,
    changed,
    corrections,
    rates,
  } = sum;
  const counts = { measured, characters, articles, blocks, entities, entitiesByType, relationsByType };
  const frequent = sum.frequent(FREQUENT);
  const records = await corpus.proofing.records();
  return { documents, byStatus, ...counts, rates, changed, corrections, frequent, records };
}

export class StatisticsSum {
  /** Documents. */
  measured = 0;
  characters = 0;
  articles = 0;
  blocks = 0;
  entities = 0;
  readonly entitiesByType: Record<string, number> = {};
  readonly relationsByType: Record<string, number> = {};
  readonly corrections: KindCounts = noCorrections();
  readonly #errors = { raw: 0, noSpace: 0, noWidth: 0, han: 0 };
  readonly #lengths = { raw: 0, noSpace: 0, noWidth: 0, han: 0 };
  #pairs = new Map<string, number>();

  add(stats: DocumentStats): void {
    this.measured++;
    for (const key of ["characters", "articles", "blocks", "entities"] as const) this[key] += stats[key];
    for (const key of ["entitiesByType", "relationsByType"] as const)
      for (const [type, count] of Object.entries(stats[key])) this[key][type] = (this[key][type] ?? 0) + count;
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
