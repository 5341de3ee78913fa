/** Foreign names: with · between their parts, or written with the characters that only such names are written with. */
import type { Line } from "../line.ts";
import { sounds } from "../tables/sounds.ts";
import type { AddName } from "./name.ts";

const FOREIGN = /\p{Script=Han}{1,7}(?:[·•・]\p{Script=Han}{1,8})+/gu;

/** Where the run of a foreign name's characters that begins here ends. */
export function soundsFrom(line: Line, start: number): number {
  let end = start;
  while (sounds.has(line.text[end] ?? "") && !ends(line, end, start)) end++;
  return end;
}

export function foreignNames(line: Line, add: AddName): void {
  const { text } = line;
  for (const match of text.matchAll(FOREIGN)) {
    if (/[“《]$/u.test(text.slice(0, match.index).slice(-8))) continue;
    const dot = match[0].search(/[·•・]/u);
    let start = match.index + dot;
    while (start > match.index && sounds.has(text[start - 1] ?? "")) start--;
    const last = Math.max(match[0].lastIndexOf("·"), match[0].lastIndexOf("•"), match[0].lastIndexOf("・"));
    let end = match.index + last + 1;
    const limit = match.index + match[0].length;
    while (end < limit && sounds.has(text[end] ?? "") && !ends(line, end, match.index + last + 1)) end++;
    if (start === match.index + dot) start = Math.max(match.index, start - 2);
    if (end === match.index + last + 1) end = Math.min(limit, end + 2);
    add({ start, end }, 0.88, "foreign");
  }
  for (const word of line.words) if (word.kind === "p") add(word, 0.6, "foreign");
}

/** Whether an ordinary verb or particle begins here, so that the name is over. */
function ends(line: Line, at: number, from: number): boolean {
  if (at <= from) return false;
  const word = line.wordFrom(at);
  return word !== undefined && (word.kind === "v" || word.kind === "f") && word.text.length > 1;
}
