/** A person's name as the patterns hand it on. Offsets are UTF-16 units. */
import { doubleSurnames, surnames } from "../tables/surnames.ts";

export interface Name {
  start: number;
  end: number;
}

/** Notes a name with its score; `source` is the pattern's id within "person/". */
export type AddName = (name: Name, score: number, source: string) => void;

/** Lengths of the family name that begins at `start`: 2, 1, both or none. */
export function surnameLength(text: string, start: number): number {
  if (doubleSurnames.has(text.slice(start, start + 2))) return 2;
  return surnames.has(text[start] ?? "") ? 1 : 0;
}
