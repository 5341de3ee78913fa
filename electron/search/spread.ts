/** Where in the corpus a text could be tagged, and where something stands in the way. Runs in the search thread. */
import { kindOf, occurrences } from "../../shared/entities/occurrences.ts";
import { CodePointText } from "../../shared/model/offsets.ts";
import type { CorpusText } from "./corpus-text.ts";
import type { Step } from "./matches.ts";
import type { Spread, SpreadPlace, SpreadRequest } from "./messages.ts";

/** @throws SQLite's errors; what `step` throws */
export function spreadIn(texts: CorpusText, { texts: names, type }: SpreadRequest, step: Step): Spread {
  const documents = texts.documents(() => step(0, 0));
  const spread: Spread = { documents: [], places: [] };
  for (const [index, document] of documents.entries()) {
    step(index, documents.length);
    const page = document.text;
    if (!names.some(({ text }) => page.includes(text))) continue;
    const places: SpreadPlace[] = [];
    for (const { id: block, role, start, end, entities } of texts.blocks(document)) {
      const whole = page.slice(start, end);
      if (!names.some(({ text }) => whole.includes(text))) continue;
      const points = new CodePointText(whole);
      const tagged = entities.map(([type, start, end]) => ({ type, start, end, text: points.slice(start, end) }));
      const ofBlock = names.flatMap(({ text, longer }, name): SpreadPlace[] => {
        const found = occurrences({ id: block, role, text: whole, entities: tagged }, text, type, longer);
        const at = { document: spread.documents.length, name, block, role };
        return [
          ...found.free.map(({ start, end }) => ({ ...at, start, end, conflict: null })),
          ...found.conflicts.map(({ start, end, ...conflict }) => ({ ...at, start, end, conflict })),
        ];
      });
      places.push(...apart(ofBlock, (place) => names[place.name]?.text ?? "", type));
    }
    if (!places.length) continue;
    spread.places.push(...places);
    const { id, title, hash } = document;
    spread.documents.push({ id, title, hash });
  }
  return spread;
}

/** Of places that could be tagged and lie on each other, only the longest can be; in reading order. */
function apart(places: SpreadPlace[], textOf: (place: SpreadPlace) => string, type: string): SpreadPlace[] {
  const taken: SpreadPlace[] = [];
  const byLength = [...places].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const result = byLength.map((place): SpreadPlace => {
    if (place.conflict) return place;
    const other = taken.find(({ start, end }) => start < place.end && place.start < end);
    if (other)
      return { ...place, conflict: { kind: kindOf(other, place.start, place.end), text: textOf(other), type } };
    taken.push(place);
    return place;
  });
  return result.sort((a, b) => a.start - b.start || b.end - a.end);
}
