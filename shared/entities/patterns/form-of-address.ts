/** Persons by a form of address or a pet name: 王女士, 李某某, 小雨, 圆圆. */
import { isHan, isWordEdge, type Line } from "../line.ts";
import { forms, isRareSurname, surnames } from "../tables/surnames.ts";
import type { AddName } from "./name.ts";

const FORM = new RegExp(
  forms
    .split("|")
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "gu",
);
const KIN = /(?:爷爷|奶奶|外公|外婆|父亲|母亲|丈夫|妻子|老伴|邻居|居民|村民|患者|同事|民警)$/u;
/** After a pet name: a sign, or a verb or particle of which a person is the subject. */
const SUBJECT = /^(?:$|[^\p{Script=Han}A-Za-z0-9]|[说则用在把和的是也为向对给让今画写])/u;

/** 王女士, 李某某, 张大爷. */
export function withForms(line: Line, add: AddName): void {
  const { text } = line;
  for (const match of text.matchAll(FORM)) {
    const end = match.index + match[0].length;
    const start = match.index - 1;
    if (!surnames.has(text[start] ?? "") || !isWordEdge(line, start)) continue;
    const word = line.wordFrom(start);
    if (word && word.end > start + 1 && word.end !== end && word.kind !== null) continue;
    if (/[高老小大新]/u.test(text[start] ?? "") && match[0].length < 2) continue;
    // 某 proves the name, and so does 爷爷 before it; else a rare family name needs an edge there.
    const proved = match[0].startsWith("某") || KIN.test(text.slice(Math.max(0, start - 3), start));
    if (!proved && isRareSurname(text[start] ?? "") && isHan(text[start - 1])) continue;
    const single = /^(?:嫂|姐|某)$/u.test(match[0]);
    if (/^(?:医生|护士|律师|法官|教授|教练|警官|大夫|老板)$/u.test(match[0])) {
      add({ start, end }, 0.6, "form");
      continue;
    }
    add({ start, end }, single ? 0.6 : 0.95, "form");
  }
  for (const match of text.matchAll(
    /(?<=[\p{Script=Han}，。：；“、]|^)[小阿老](?:\p{Script=Han}{1,2})(?=(?:说|则|父母|父亲|母亲|爸妈|妈妈|爸爸|爷爷|奶奶|的(?:妈妈|爸爸|父母|父亲|母亲|奶奶|爷爷|家)|告诉|今年\d|一家|和妈妈|高兴|激动))/gu,
  )) {
    const start = match.index;
    const second = text.slice(start + 1, start + 2);
    if (line.knowledge.lexicon.has(match[0]) || match[0].length > 2 || !isWordEdge(line, start)) continue;
    add(
      { start, end: start + 2 },
      surnames.has(second) || line.knowledge.nameOdds(second) > 0.5 ? 0.8 : 0.45,
      "nickname",
    );
  }
  // 琪琪: a doubled character that is no word, with a mark of a person beside it.
  for (const match of text.matchAll(/(\p{Script=Han})\1/gu)) {
    const start = match.index;
    const end = start + match[0].length;
    if (line.knowledge.lexicon.frequency(match[0]) > 40 || line.knowledge.nameOdds(match[1] ?? "") < 0.3) continue;
    const before = text.slice(Math.max(0, start - 3), start);
    if (/(?:的|孩|儿|童|生|名叫|：|，|。)$/u.test(before) && SUBJECT.test(text.slice(end, end + 4)))
      add({ start, end }, 0.6, "nickname");
  }
}
