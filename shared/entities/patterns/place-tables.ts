/** Places that the tables name, found in the text itself: the lexicon may not hold them. */
import { isHan, type Line } from "../line.ts";
import { furtherPlaces } from "../tables/further-places.ts";
import { bareRegions, cities } from "../tables/places.ts";

const LONGEST_FURTHER = 8;
const byName: ReadonlySet<string> = new Set([...furtherPlaces, ...bareRegions, ...cities]);

/** Names of the tables that the lexicon may not hold; longest first, and over no word's edge. */
export function placesOfTables(line: Line): { start: number; end: number; region: boolean }[] {
  const { text } = line;
  const found: { start: number; end: number; region: boolean }[] = [];
  for (let start = 0; start < text.length - 1; start++) {
    if (!isHan(text[start])) continue;
    for (let length = Math.min(LONGEST_FURTHER, text.length - start); length > 1; length--) {
      const name = text.slice(start, start + length);
      if (!byName.has(name)) continue;
      const end = start + length;
      const [first, last] = [line.wordOver(start), line.wordOver(end - 1)];
      const cut =
        (first && first.start < start && first.text.length > 1) || (last && last.end > end && last.text.length > 1);
      // 文|山区: with the ending of a division behind it the name is believed before the word.
      if (cut && !/^[市县区](?!域|别|委)/u.test(text.slice(end))) break;
      found.push({ start, end, region: length > 2 && /[省市县区]$/u.test(name) });
      start = end - 1;
      break;
    }
  }
  return found;
}
