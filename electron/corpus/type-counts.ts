/** How many entities of each type the corpus has, from the index: types that no tagset knows are counted as well. */
import type { BlockLayout } from "../index/text-table.ts";
import type { CorpusParts } from "./parts.ts";

/** Documents between two breaths, so that other calls are answered meanwhile. */
const BATCH = 200;

export async function typeCounts(parts: CorpusParts): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  for (let after = 0; ; ) {
    const rows = await parts.index.use((index) => index.texts.layouts(after, BATCH));
    for (const { layout } of rows)
      for (const [, , , entities] of JSON.parse(layout) as BlockLayout[])
        for (const [type] of entities) counts.set(type, (counts.get(type) ?? 0) + 1);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return Object.fromEntries(counts);
    after = last.row;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
