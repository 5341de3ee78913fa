/** How often each text is tagged as each type, from the index: types that no tagset knows are counted as well. */
import type { EntityTable, TypeCount } from "../index/entity-table.ts";
import type { CorpusParts } from "./parts.ts";

/** All texts that are tagged, by text and type. Others have a turn in between. */
export function typeCountsOf(parts: CorpusParts): AsyncGenerator<TypeCount> {
  return all(parts, (entities, after) => entities.typeCounts(after));
}

/** How many entities of each type the corpus has. Others have a turn in between. */
export async function typeCounts(parts: CorpusParts): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  for await (const { type, entities } of all(parts, (table, after) => table.typeTotals(after)))
    counts.set(type, (counts.get(type) ?? 0) + entities);
  return Object.fromEntries(counts);
}

interface Some<T> {
  counts: T[];
  /** Where the next ones begin; null when these were the last. */
  next: string | null;
}

/** @param ask answers with the counts that come after these */
async function* all<T>(
  parts: CorpusParts,
  ask: (entities: EntityTable, after: string | null) => Some<T>,
): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const from: string | null = after;
    const some: Some<T> = await parts.index.use(({ entities }) => ask(entities, from));
    yield* some.counts;
    after = some.next;
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== null);
}
