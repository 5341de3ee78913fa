/** Persons: family name and given name beside posts, in lists, in credits, before verbs of saying; 王女士; names with ·. */

import type { Candidate } from "../candidate.ts";
import { isHan, isWordEdge, type Line } from "../line.ts";
import { kindsOfPeople } from "../tables/posts.ts";
import { isRareSurname, surnames } from "../tables/surnames.ts";
import { ENDS_NAME, STRONG_AFTER } from "./after-name.ts";
import { inCredits } from "./credit.ts";
import { evidentPersons, ofLooseCharacters, withTwoFamilies } from "./evident-person.ts";
import { foreignNames, soundsFrom } from "./foreign-name.ts";
import { withForms } from "./form-of-address.ts";
import { longestFirst } from "./longest-first.ts";
import { type AddName, type Name, surnameLength } from "./name.ts";
import { afterReporters, ofOtherPeoples } from "./names-of-any-kind.ts";
import { isOrdinary } from "./ordinary.ts";
import type { Post } from "./post.ts";

/** 居民, 茶农 …, 17岁的: who is named next is a person. */
const KIND_OF_PEOPLE = new RegExp(
  `(?:${longestFirst(kindsOfPeople)}|[果茶菜花烟棉瓜粮栗蚕药枣梨藕]农|岁的|名叫|叫做)[ \u3000]?$`,
  "u",
);

export function findPersons(line: Line, posts: readonly Post[]): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (name: Name, score: number, source: string) => {
    // 《秦香莲》 is a play.
    if (line.text[name.start - 1] === "《" && line.text[name.end] === "》") return;
    const key = `${name.start}:${name.end}`;
    if ((found.get(key)?.score ?? 0) < score)
      found.set(key, { ...name, type: "PER", score, source: `person/${source}` });
  };
  besidePosts(line, posts, add);
  inLists(line, add);
  inCredits(line, add);
  afterReporters(line, add);
  const afterPerson = (at: number) => KIND_OF_PEOPLE.test(line.text.slice(Math.max(0, at - 6), at));
  ofOtherPeoples(line, (at) => afterPerson(at) || posts.some(({ end }) => end === at), add);
  evidentPersons(line, posts, afterPerson, add);
  beforeForms(line, add);
  beforeSayings(line, add);
  withForms(line, add);
  foreignNames(line, add);
  unknownWords(line, add);
  return [...found.values()];
}

/** Given names of one character are the rarer ones, by so much as a natural logarithm. */
const SHORT_NAME = 0.6;

/** The likeliest name that begins here, from its characters, the words around them, and what follows. */
export function nameFrom(line: Line, start: number): (Name & { odds: number; sure: boolean }) | null {
  const { text } = line;
  const family = surnameLength(text, start);
  if (!family) return null;
  let best: (Name & { odds: number; sure: boolean }) | null = null;
  for (const given of [2, 1]) {
    const end = start + family + given;
    const name = text.slice(start, end);
    if (name.length < family + given || !/^\p{Script=Han}+$/u.test(name)) continue;
    const rest = text.slice(end, end + 4);
    const sure = ENDS_NAME.test(rest);
    let odds = line.knowledge.nameOdds(text.slice(start + family, end)) * given - (given === 1 ? SHORT_NAME : 0);
    if (sure) odds += given === 2 ? 2 : 1.5;
    if (!/^\p{Script=Han}/u.test(rest)) odds += 1.5;
    // 郭天来等一百三十人: what is counted or goes on after 等 ends before it.
    if (/^等(?:[\d一二三四五六七八九十]|人|同志)/u.test(rest)) odds += 2;
    // A word across the end (李强出|席) speaks against it; one that ends there for it.
    const across = isHan(rest[0]) ? line.knowledge.lexicon.frequency(text.slice(end - 1, end + 1)) : 0;
    if (across > 20) odds -= Math.min(3, Math.log(across) / 3);
    const edge = line.wordFrom(end);
    if (edge) odds += 0.8;
    if (edge && edge.text.length > 1) odds += 0.7;
    // 尚书|领: an ordinary word is no name while a longer one is to be had.
    const word = line.wordFrom(start);
    if (word?.end === end && word.kind !== "h" && line.knowledge.lexicon.frequency(word.text) > 200) odds -= 3;
    // 、李、王: the name may not run over a conjunction.
    if (/[和与及同等、，的了在是说为]/u.test(text.slice(start + family, end))) odds -= 4;
    if (line.knowledge.lexicon.frequency(text.slice(start + family, end)) > 3000 && given === 2) odds -= 1;
    if (!best || odds > best.odds) best = { start, end, odds, sure };
  }
  const longer = withTwoFamilies(line, start);
  if (longer && (!best || (longer.odds > best.odds && longer.end > best.end))) return { ...longer, sure: true };
  return best;
}

function besidePosts(line: Line, posts: readonly Post[], add: AddName): void {
  const { text } = line;
  for (const post of posts) {
    const gap = /^[ \u3000：:]/u.test(text.slice(post.end)) ? 1 : 0;
    const source = "post-before";
    const trade = /(?:记者|通讯员|编辑|责编)$/u.test(text.slice(post.start, post.end));
    for (let start = post.end + gap; ; ) {
      const name = nameFrom(line, start);
      const sound = soundsFrom(line, start);
      if (sound - start >= 3 && (!name || sound > name.end)) {
        add({ start, end: sound }, 0.82, "foreign");
        break;
      }
      // 书记尚书领主持: between a post and what people do stands a name, however unlikely its characters.
      const done = name?.sure && STRONG_AFTER.test(text.slice(name.end, name.end + 4));
      if (!name || !plausible(line, name, trade || gap ? -3 : done ? -7 : name.sure ? -2.5 : -0.5)) break;
      const score = trade || (name.sure && name.odds > 0) ? 0.95 : name.odds > 1.5 ? 0.85 : 0.7;
      const ordinary = isOrdinary(line, name);
      if (ordinary && !(trade && gap)) break;
      add(name, ordinary ? 0.6 : score, source);
      // 记者 张三 李四, 副局长张三、李四
      const next = text[name.end];
      if (!(next === " " || next === "、") || !trade) break;
      start = name.end + 1;
    }
    if (/^(?:记者|通讯员)/u.test(text.slice(post.start, post.end))) continue;
    const before = nameTo(line, post.start);
    if (before) add(before, before.clean || line.wordFrom(before.start)?.kind === "h" ? 0.9 : 0.62, "post-after");
  }
}

/** 羿凡同学, 丘木森先生: the form of address is no part of a full name. */
function beforeForms(line: Line, add: AddName): void {
  for (const match of line.text.matchAll(/同志|同学|先生|女士|老师|夫妇|老人|老汉|大爷|大娘/gu)) {
    const name = nameTo(line, match.index);
    if (name) add(name, name.clean ? 0.85 : 0.62, "post-after");
  }
}

/** The name that ends at `end`, where it begins at a word's or sentence's edge. */
function nameTo(line: Line, end: number): (Name & { clean: boolean }) | null {
  const { text } = line;
  let best: (Name & { clean: boolean; odds: number }) | null = null;
  for (const length of [3, 2, 4]) {
    const start = end - length;
    if (start < 0) continue;
    const family = surnameLength(text, start);
    if (!family || (length === 4 && family !== 2) || (length === 3 && family === 2)) continue;
    const given = text.slice(start + family, end);
    if (!/^\p{Script=Han}+$/u.test(given)) continue;
    if (!isWordEdge(line, start) || isOrdinary(line, { start, end })) continue;
    const odds = line.knowledge.nameOdds(given) * given.length - (isRareSurname(text[start] ?? "") ? 2 : 0);
    const clean =
      !isHan(text[start - 1]) ||
      /[为和与及由向给在对是的]/u.test(text[start - 1] ?? "") ||
      KIND_OF_PEOPLE.test(text.slice(Math.max(0, start - 5), start));
    if (odds < -1.5) continue;
    if (!best || odds > best.odds) best = { start, end, clean: clean && odds > 0, odds };
  }
  return best;
}

function plausible(line: Line, name: Name & { odds: number }, least: number): boolean {
  const rare = isRareSurname(line.text[name.start] ?? "") ? 1.5 : 0;
  return name.odds - rare >= least;
}

/** Three or more names joined by 、; two where a title or kind of people stands before. */
function inLists(line: Line, add: AddName): void {
  const { text } = line;
  for (const run of text.matchAll(/(?:\p{Script=Han}{1,14}、)+\p{Script=Han}{1,14}/gu)) {
    let at = run.index;
    const items = run[0].split("、").map((item) => {
      const start = at;
      at += item.length + 1;
      return { start, end: start + item.length };
    });
    const names: (Name | null)[] = items.map((item, index) =>
      listItem(line, item, index === 0, index === items.length - 1),
    );
    // Longest stretch of items that are names.
    for (let from = 0; from < names.length; ) {
      let to = from;
      while (to < names.length && names[to]) to++;
      const stretch = names.slice(from, to).filter((name) => name !== null);
      const first = stretch[0]?.start ?? 0;
      const named = KIND_OF_PEOPLE.test(text.slice(Math.max(0, first - 5), first));
      const sure = stretch.length >= 3 || (named && stretch.length === 2);
      if (sure || (stretch.length === 2 && stretch.every((name) => givenOdds(line, name) > 1)))
        for (const name of stretch) add(name, sure ? 0.93 : 0.75, "list");
      from = to + 1;
    }
  }
}

/** An item of a list as a name: whole, or its end (区领导赵威) or its beginning (崔国庆出席会议). */
function listItem(line: Line, item: Name, first: boolean, last: boolean): Name | null {
  const { text } = line;
  const whole = text.slice(item.start, item.end);
  const family = surnameLength(text, item.start);
  const given = whole.length - family;
  const fine = (name: Name) =>
    !isOrdinary(line, name) && line.knowledge.nameOdds(text.slice(name.start + 1, name.end)) > -1.2;
  if (family && given >= 1 && given <= 2 && fine(item)) return item;
  if (first)
    for (const length of [3, 2]) {
      const start = item.end - length;
      if (start <= item.start || !surnameLength(text, start) || !isWordEdge(line, start)) continue;
      const name = { start, end: item.end };
      if (fine(name) && line.knowledge.nameOdds(text.slice(start + 1, item.end)) > 0) return name;
    }
  if (last && family) {
    const name = nameFrom(line, item.start);
    if (name && name.odds > 0.5 && name.sure && fine(name)) return name;
  }
  return null;
}

function givenOdds({ text, knowledge }: Line, { start, end }: Name): number {
  return isRareSurname(text[start] ?? "") ? -1 : knowledge.nameOdds(text.slice(start + 1, end));
}

/** 。王芳说, 居民李强告诉记者: the name begins a clause, or follows a kind of people. */
function beforeSayings(line: Line, add: AddName): void {
  const { text } = line;
  for (const word of line.words) {
    if (!surnames.has(word.text[0] ?? "")) continue;
    const { start } = word;
    const before = text.slice(Math.max(0, start - 6), start);
    const begins = !isHan(before.at(-1));
    const person = KIND_OF_PEOPLE.test(before);
    if (!begins && !person) continue;
    const name = nameFrom(line, start);
    if (!name || isOrdinary(line, name)) continue;
    const strongly = STRONG_AFTER.test(text.slice(name.end, name.end + 4));
    const rare = isRareSurname(text[start] ?? "");
    if (strongly && name.odds > (rare ? 3 : 1.2)) add(name, person ? 0.92 : 0.86, "saying");
    else if (person && name.sure && name.odds > (rare ? 4 : 2)) add(name, 0.82, "kind-of-people");
    else if (
      person &&
      name.odds > (rare ? 1.5 : 0.5) &&
      ofLooseCharacters(line, name) &&
      (name.sure || line.wordFrom(name.end)?.kind === "v")
    )
      add(name, 0.78, "kind-of-people");
    else if (person && !rare && name.odds > 4) add(name, 0.72, "kind-of-people");
    else if (
      begins &&
      name.sure &&
      !rare &&
      name.odds > 5 &&
      !(name.end - start === 2 && line.knowledge.lexicon.has(text.slice(start, name.end)))
    )
      add(name, 0.55, "clause");
  }
}

/** Unknown single characters in a row that look like a name: 驻村干部|李|红|旗. */
function unknownWords(line: Line, add: AddName): void {
  for (const word of line.words) {
    if (word.text.length !== 1 || !surnames.has(word.text) || isRareSurname(word.text)) continue;
    const name = nameFrom(line, word.start);
    if (!name || name.odds < 3.2 || name.end - name.start < 3) continue;
    const parts = [...Array(name.end - name.start - 1).keys()].map((index) => line.wordOver(name.start + 1 + index));
    const given = line.text.slice(name.start + 1, name.end);
    const unknown =
      parts.every((part) => part && part.text.length === 1 && part.kind !== "f") || line.knowledge.nameOdds(given) > 2;
    if (unknown) add(name, 0.66, "unknown-word");
  }
  // The lexicon's own names of three characters.
  for (const word of line.words) {
    if (word.text.length !== 3 || word.kind !== null || !surnames.has(word.text[0] ?? "")) continue;
    if (line.knowledge.lexicon.frequency(word.text) > 400 || isRareSurname(word.text[0] ?? "")) continue;
    const odds = line.knowledge.nameOdds(word.text.slice(1));
    if (odds > 1.2) add(word, 0.6, "lexicon");
  }
}
