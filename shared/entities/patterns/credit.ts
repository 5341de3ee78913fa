/** Persons in credits: who wrote, photographed, edited. */
import type { Line } from "../line.ts";
import { type AddName, type Name, surnameLength } from "./name.ts";
import { CALLED } from "./names-of-any-kind.ts";
import { isOrdinary } from "./ordinary.ts";

const NAMES = "\\p{Script=Han}{2,4}(?:[ 、　]\\p{Script=Han}{2,4}){0,9}";
const CREDITS = [
  // 王孟阳 摄; 文/图 靳磊; 图:张三
  new RegExp(
    `(?<names>${NAMES})[ 　]?(?=(?:摄影报道|摄影|摄像|摄|供图|绘图|绘|撰稿|撰文|制图|供稿|整理)(?![\\p{Script=Han}]))`,
    "gu",
  ),
  new RegExp(
    `(?<=(?:文[/／]图|图[/／]文|文[/／]?|图片?[/／]?|摄影|撰文|撰稿|供稿|编辑|责编|校对|统筹|策划|制图|作者|主播|译者)[ 　：:]{1,2})(?<names>${NAMES})`,
    "gu",
  ),
  // （王晶晶 于慧）
  new RegExp(`(?<=[（(](?:记者|通讯员)?[ 　]?)(?<names>${NAMES})(?=[）)])`, "gu"),
];

export function inCredits(line: Line, add: AddName): void {
  const { text } = line;
  for (const [index, pattern] of CREDITS.entries())
    for (const match of text.matchAll(pattern)) {
      const names = match.groups?.names ?? "";
      let at = match.index;
      for (const part of names.split(/[ 、　]/u)) {
        const start = at;
        at += part.length + 1;
        const name = { start, end: start + part.length };
        if (!isNameShaped(line, name) || CALLED.test(part)) continue;
        const several = index === 2 && names.includes(" ");
        const alone =
          index < 2 ||
          several ||
          atEnd(text, match.index + match[0].length) ||
          line.role === "byline" ||
          line.role === "credit";
        if (isOrdinary(line, name)) add(name, alone ? 0.55 : 0.2, "credit");
        else add(name, alone ? 0.95 : 0.5, "credit");
      }
    }
  // A line that is nothing but names, where authors stand.
  if (line.role === "byline" || line.role === "credit") {
    for (const match of text.matchAll(/(?<![\p{Script=Han}])\p{Script=Han}{2,4}(?![\p{Script=Han}])/gu)) {
      const name = { start: match.index, end: match.index + match[0].length };
      if (isNameShaped(line, name) && !isOrdinary(line, name)) add(name, 0.9, "credit");
    }
  }
}

/** After a closing bracket only signs follow: the end of a paragraph. */
function atEnd(text: string, end: number): boolean {
  return /^[）)。\s]*$/u.test(text.slice(end, end + 6));
}

function isNameShaped(line: Line, { start, end }: Name): boolean {
  const family = surnameLength(line.text, start);
  const given = end - start - family;
  return family > 0 && given >= 1 && given <= 2;
}
