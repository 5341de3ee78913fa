/** Where in the corpus a text could be tagged, and where something stands in the way. Runs in the search thread. */
import { occurrences } from "../../shared/entities/occurrences.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusText } from "./corpus-text.ts";
import type { Step } from "./matches.ts";
import type { Spread, SpreadPlace, SpreadRequest } from "./messages.ts";

/** @throws SQLite's errors; what `step` throws */
export function spreadIn(texts: CorpusText, { text, type, longer }: SpreadRequest, step: Step): Spread {
  const documents = texts.documents(() => step(0, 0));
  const spread: Spread = { documents: [], places: [] };
  for (const [index, document] of documents.entries()) {
    step(index, documents.length);
    const page = document.text;
    if (!page.includes(text)) continue;
    const places: SpreadPlace[] = [];
    for (const { id: block, role, start, end, entities } of texts.blocks(document)) {
      const whole = page.slice(start, end);
      if (!whole.includes(text)) continue;
      const points = new CodePointText(whole);
      const tagged = entities.map(([type, start, end]) => ({ type, start, end, text: points.slice(start, end) }));
      const found = occurrences({ id: block, role, text: whole, entities: tagged }, text, type, longer);
      const at = { document: spread.documents.length, block, role };
      const ofBlock: SpreadPlace[] = [
        ...found.free.map(({ start, end }) => ({ ...at, start, end, conflict: null })),
        ...found.conflicts.map(({ start, end, ...conflict }) => ({ ...at, start, end, conflict })),
      ];
      places.push(...ofBlock.sort((a, b) => a.start - b.start));
    }
    if (!places.length) continue;
    spread.places.push(...places);
    const { id, title, hash } = document;
    spread.documents.push({ id, title, hash });
  }
  return spread;
}
