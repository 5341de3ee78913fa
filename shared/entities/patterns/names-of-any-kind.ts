/** Persons whose names begin with no family name that the tables know: beside reporters' words, and of other peoples. */
import { isWordEdge, type Line } from "../line.ts";
import { nameParts, wholeNames } from "../tables/minority-names.ts";
import type { AddName } from "./name.ts";

/** 记者 塔娜 宝音）, 通讯员 星有芳 摄: between spaces and signs after these words stand names, whatever their first character. */
const REPORTERS =
  /(?<=(?:记者|通讯员|实习生|作者)[ 　：:])(?:\p{Script=Han}{2,4}(?:[ 　、]|(?=[^\p{Script=Han}A-Za-z0-9]|$))){1,8}/gu;

export function afterReporters({ text }: Line, add: AddName): void {
  for (const run of text.matchAll(REPORTERS)) {
    let start = run.index;
    for (const part of run[0].split(/[ 　、]/u)) {
      if (NO_NAME.test(part)) break;
      if (part.length > 1 && !CALLED.test(part)) add({ start, end: start + part.length }, 0.86, "credit");
      start += part.length + 1;
    }
  }
}

/** What such a word is itself. */
export const CALLED = /^(?:见习|实习|首席|特约)?(?:记者|通讯员|实习生)$/u;
const NO_NAME = /^(?:摄影|报道|摄影报道|实习生|见习|文图|图文|本报|综合|整理|电话|编辑)|(?:报道|摄影|讯)$/u;

/**
 * 才让卓玛, 巴特尔: two parts of such names in a row, or one that is hardly anything else.
 * @param afterPerson whether what stands before an offset says that a person follows
 */
export function ofOtherPeoples(line: Line, afterPerson: (at: number) => boolean, add: AddName): void {
  const { text } = line;
  for (let start = 0; start < text.length; start++) {
    let end = start;
    let parts = 0;
    for (let next = partEnd(text, start); next > end && parts < 4; next = partEnd(text, end)) {
      end = next;
      parts++;
    }
    if (!parts) continue;
    const name = text.slice(start, end);
    const person = afterPerson(start);
    const place = /^[省市县区镇乡村州旗山河湖路]/u.test(text.slice(end));
    if (place || !isWordEdge(line, start)) continue;
    if (parts > 1) add({ start, end }, 0.85, "other-peoples");
    else if (wholeNames.has(name)) add({ start, end }, 0.72, "other-peoples");
    else if (person) add({ start, end }, 0.72, "other-peoples");
    else continue;
    start = end - 1;
  }
}

/** Where the longest part of such a name that begins here ends; `start` for none. */
function partEnd(text: string, start: number): number {
  for (const length of [4, 3, 2]) if (nameParts.has(text.slice(start, start + length))) return start + length;
  return start;
}
