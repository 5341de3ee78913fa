/** Which stretches that are made like a name are an ordinary word, or a part of one. */
import type { Line } from "../line.ts";
import { insideNames } from "../tables/bodies.ts";
import { bareRegions } from "../tables/places.ts";
import type { Name } from "./name.ts";

/** Every name-shaped stretch is a name, but an ordinary word that begins like a family name needs more than that. */
export function isOrdinary(line: Line, { start, end }: Name): boolean {
  const word = line.wordFrom(start);
  if (bareRegions.has(line.text.slice(start, end))) return true;
  if (word && word.end === end) {
    if (insideNames.has(word.text)) return true;
    if (word.kind === "h") return line.knowledge.nameOdds(word.text.slice(1)) < 0.5;
    if (line.knowledge.lexicon.frequency(word.text) > 200) return true;
    if (word.kind === "v" || word.kind === "t" || word.kind === "f" || word.kind === "s" || word.kind === "a")
      return true;
    return line.knowledge.lexicon.frequency(word.text) > 20 && line.knowledge.nameOdds(word.text.slice(1)) < 1.5;
  }
  // 高质|量…: two characters of a longer word, or an ordinary word of two characters and one more.
  const over = line.wordOver(start);
  const longer = over && over.end > start + 1 && over.text.length > 1 && over.end !== end;
  // Unless that word is a person's name itself: 白玉|刚.
  if (longer && over.kind !== null && over.kind !== "h") return true;
  return false;
}
