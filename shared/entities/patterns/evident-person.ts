/**
 * Persons whom their surroundings or their writing show where no family name of the tables begins them, or where the
 * usual reading stops too early: between a post and a verb of saying, Japanese names, names of four characters, names
 * that the dictionary knows, 王某强.
 */
import { isHan, isWordEdge, type Line } from "../line.ts";
import { japaneseSurnames } from "../tables/japanese-names.ts";
import { sounds } from "../tables/sounds.ts";
import { isRareSurname, surnames } from "../tables/surnames.ts";
import { ENDS_NAME, STRONG_AFTER } from "./after-name.ts";
import { type AddName, type Name, surnameLength } from "./name.ts";
import type { Post } from "./post.ts";

/** What no person's name holds: particles, pronouns, numbers, words of place and time. */
const NO_NAME =
  /[的了在是和与及或等们也都就还这那哪其该各每某此我你他她它不没有被把将为向对从到由让给使而但若如因所以之者着过吗呢吧啊最更很太再又却且并已曾正向时候年月日号点个名位次种们负责担任主兼任出席会议一二三四五六七八九十两百千万亿第上下内外前后左右级]/u;

/** @param afterPerson whether what stands before an offset says that a person follows */
export function evidentPersons(
  line: Line,
  posts: readonly Post[],
  afterPerson: (at: number) => boolean,
  add: AddName,
): void {
  const postEnds = new Set(posts.map(({ end }) => end));
  for (const { end } of posts) betweenPostAndDeed(line, end, add);
  for (const word of line.words) if (afterPerson(word.start)) afterKindOfPeople(line, word.start, add);
  japanese(line, (at) => postEnds.has(at) || afterPerson(at), add);
  knownToDictionary(line, add);
  concealed(line, add);
}

/** 县长操中伟陪同, 总理阿比将于: between a post and what people do stands a name, whatever its characters. */
function betweenPostAndDeed(line: Line, start: number, add: AddName): void {
  const { text } = line;
  if (!isHan(text[start])) return;
  for (const length of [3, 2, 4]) {
    const end = start + length;
    const name = text.slice(start, end);
    if (name.length < length || !/^\p{Script=Han}+$/u.test(name) || NO_NAME.test(name)) continue;
    const rest = text.slice(end, end + 4);
    const bySound = Array.from(name).every((character) => sounds.has(character));
    let score = 0;
    if (bySound && (ENDS_NAME.test(rest) || line.wordFrom(end)?.kind === "v")) score = 0.8;
    else if (length < 4 && STRONG_AFTER.test(rest) && ofLooseCharacters(line, { start, end })) score = 0.82;
    if (!score) continue;
    add({ start, end }, score, "post-before");
    return;
  }
}

/** 司机马尕娃等, 专家布可夫、: after a kind of people, where a sign or what people do ends the name. */
function afterKindOfPeople(line: Line, start: number, add: AddName): void {
  const { text } = line;
  for (const length of [3, 2, 4, 5]) {
    const end = start + length;
    const name = text.slice(start, end);
    if (name.length < length || !/^\p{Script=Han}+$/u.test(name) || NO_NAME.test(name)) continue;
    if (!ENDS_NAME.test(text.slice(end, end + 4))) continue;
    const bySound = length > 2 && Array.from(name).every((character) => sounds.has(character));
    const chinese = length === 3 && surnames.has(name[0] ?? "") && ofLooseCharacters(line, { start, end });
    if (bySound || chinese) {
      add({ start, end }, 0.75, "kind-of-people");
      return;
    }
  }
}

/** Whether no ordinary word of two characters or more lies in the span or over its edges. */
export function ofLooseCharacters(line: Line, { start, end }: Name): boolean {
  for (let at = start; at < end; at++) {
    const word = line.wordOver(at);
    if (word && word.text.length > 1 && (word.end > end || line.knowledge.lexicon.frequency(word.text) > 30))
      return word.start === start && word.end === end && word.kind === "h";
  }
  return true;
}

/** 福田康夫, 安藤利吉: family names of two characters that hardly anything else begins with. */
function japanese(line: Line, shown: (at: number) => boolean, add: AddName): void {
  const { text } = line;
  for (let start = 0; start + 2 < text.length; start++) {
    if (!japaneseSurnames.has(text.slice(start, start + 2))) continue;
    if (!isWordEdge(line, start) && !shown(start)) continue;
    for (const given of [2, 3, 1]) {
      const end = start + 2 + given;
      const name = text.slice(start, end);
      if (name.length < 2 + given || !/^\p{Script=Han}+$/u.test(name) || NO_NAME.test(name.slice(2).slice(0, 1)))
        continue;
      const rest = text.slice(end, end + 4);
      const inside = line.wordOver(end);
      if (inside && inside.start < end && inside.end > end) continue;
      if (!ENDS_NAME.test(rest) && line.wordFrom(end)?.kind !== "v") continue;
      if (/^[省市县区镇乡村町站山川河岛]/u.test(text.slice(start + 2)) || /[省市县区镇乡村町站]$/u.test(name)) break;
      add({ start, end }, shown(start) ? 0.88 : given === 2 ? 0.7 : 0.5, "other-peoples");
      break;
    }
  }
}

/** 孙中山, 周恩来: names of three characters that the dictionary meets often. */
function knownToDictionary(line: Line, add: AddName): void {
  for (const word of line.words) {
    if (word.kind !== "h" || word.text.length !== 3 || isRareSurname(word.text[0] ?? "")) continue;
    if (!surnames.has(word.text[0] ?? "") || /[人家部城山村带性感师子王公宗祖员]$|^.[家大小老]|^高/u.test(word.text))
      continue;
    if (line.knowledge.nameOdds(word.text.slice(1)) > 0.3) add(word, 0.84, "lexicon");
  }
}

/** 王某强, 李某: how courts and the police write names. */
function concealed(line: Line, add: AddName): void {
  const { text } = line;
  for (const match of text.matchAll(
    /(?<=^|[\p{Script=Han}、，。；：（“])\p{Script=Han}某[甲乙丙丁某\p{Script=Han}]?/gu,
  )) {
    const { index: start } = match;
    if (!surnames.has(text[start] ?? "")) continue;
    const third = match[0][2] ?? "";
    const after = text.slice(start + 3, start + 6);
    const word = line.wordOver(start + 2);
    const belongs =
      /[甲乙丙丁某]/u.test(third) ||
      (third !== "" &&
        !NO_NAME.test(third) &&
        word?.text.length === 1 &&
        word.kind !== "f" &&
        line.knowledge.nameOdds(third) > 0 &&
        (ENDS_NAME.test(after) || line.wordFrom(start + 3) !== undefined));
    add({ start, end: start + (belongs ? 3 : 2) }, belongs ? 0.9 : 0.84, "form");
  }
}

/** 厉耿桂芳, 林郑月娥: a husband's family name before one's own. */
export function withTwoFamilies(line: Line, start: number): (Name & { odds: number }) | null {
  const { text } = line;
  const [first, second] = [text[start] ?? "", text[start + 1] ?? ""];
  if (surnameLength(text, start) !== 1 || !surnames.has(second) || isRareSurname(second) || isRareSurname(first))
    return null;
  const end = start + 4;
  const given = text.slice(start + 2, end);
  if (!/^\p{Script=Han}{2}$/u.test(given) || NO_NAME.test(given) || !ENDS_NAME.test(text.slice(end, end + 4)))
    return null;
  const odds = line.knowledge.nameOdds(given) * 2;
  return odds > 1.5 && isWordEdge(line, end) ? { start, end, odds: odds + 1.5 } : null;
}
