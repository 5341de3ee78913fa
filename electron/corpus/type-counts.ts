/** How often each text is tagged as each type, from the index: types that no tagset knows are counted as well. */
import type { EntityTable, TypeCount } from "../index/entity-table.ts";
import type { CorpusParts } from "./parts.ts";

/** All texts that are tagged, by text and type. Others have a turn in between. */
export async function* typeCountsOf(parts: CorpusParts): AsyncGenerator<TypeCount> {
  let after: string | null = null;
  do {
    const from: string | null = after;
    const page: { counts: TypeCount[]; next: string | null } = await parts.index.use(({ entities }) =>
      entities.typeCounts(from),
    );
    yield* page.counts;
    after = page.next;
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== null);
}

/** How many entities of each type the corpus has. Others have a turn in between. */
export async function typeCounts(parts: CorpusParts): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  let after: string | null = null;
  do {
    const from: string | null = after;
    const page: ReturnType<EntityTable["typeTotals"]> = await parts.index.use(({ entities }) =>
      entities.typeTotals(from),
    );
    for (const { type, entities } of page.totals) counts.set(type, (counts.get(type) ?? 0) + entities);
    after = page.next;
    await new Promise((resolve) => setImmediate(resolve));
  } while (after !== null);
  return Object.fromEntries(counts);
}
