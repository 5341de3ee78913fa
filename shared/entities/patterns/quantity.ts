/** Amounts of money, and numbers with their measure; not ordinals, not numbers inside set phrases. */
import type { Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";
import { currencies, measures, measuresAfterCharacters } from "../tables/measures.ts";

const alternatives = (list: string) =>
  list
    .split("|")
    .sort((a, b) => b.length - a.length)
    .map((item) => item.replace(/[/$^.*+?()[\]{}|\\]/g, "\\$&"))
    .join("|");

// Bounded, and never begun in the middle of a number: a long row of digits is read once.
const number = "(?<!\\d)(?:\\d{1,3}(?:[,，]\\d{3}){1,5}(?:\\.\\d{1,9})?|\\d{1,18}(?:\\.\\d{1,9})?)";
const figure = `(?:${number})(?:[余多]?(?:万亿|百万|千万|十万|[万亿千百])(?:亿)?)?`;
const range = `(?:${figure}(?:余|多)?(?:至|到|—|——|-|–|~|～)(?=\\d))?${figure}`;
const more = "(?:余|多|几|来)?";
const characters =
  "(?:百分之[一二三四五六七八九十百零点两]{1,12}|(?<![一二三四五六七八九十百千万亿两零〇])[一二三四五六七八九十百千万亿两零〇]{1,14})";
const above = "(?:以上|以下|左右(?=$^))?";

const MONEY = new RegExp(
  `(?:人民币|新台币|台币|港币|港元|美金|日币|法币)?${range}${more}(?:万|亿)?(?:${alternatives(currencies)})(?:以上|以下)?(?!旦|素|宵|月|首|老|帅|件)`,
  "gu",
);
const MEASURED = new RegExp(`${range}${more}(?:${alternatives(measures)})${above}`, "gu");
/** 1小时02分11秒, 3年零6个月, 5斤8两: amounts in units and their parts are one. */
const COMPOUND = new RegExp(
  `${number}(?:小时|时|分|年|岁|斤|丈|尺)(?:零|又)?\\d{1,3}(?:分钟?|秒|个月|个半月|两|尺|寸)(?:\\d{1,3}秒)?`,
  "gu",
);
const COMPOUND_WRITTEN =
  /(?<![一二三四五六七八九十百千万亿两零第])[一二三四五六七八九十两]{1,3}(?:年|个月|个?小时)(?:零|又)?[一二三四五六七八九十两]{1,3}(?:个月|个半月|天|分钟)/gu;
/** With ten and above any measure counts; below, the plain ones only, for the others make set phrases. */
const WRITTEN_LARGE = new RegExp(
  `(?<![一二三四五六七八九十百千万亿两零〇])(?:[一二三四五六七八九十两][一二三四五六七八九十百千万亿两零〇]{0,13}[十百千万亿](?:[一二三四五六七八九]|[余多几])?|十(?:[一二三四五六七八九]|[余多几]))(?:${alternatives(measures)}|县|市|省|国|村|袋|匹|石|昼夜|户头)${above}`,
  "gu",
);
/** 零下4℃, -4℃: the sign belongs to a temperature. */
const BELOW_ZERO = new RegExp(`(?:零下|(?<![\\d年月日号)）])[-－])${number}(?:℃|摄氏度|度)`, "gu");
/** Of wind, waves and earthquakes, not of schools and hospitals. */
const GRADE = new RegExp(`(?<=[风震浪害疾]|阵风)${range}级(?:以上|以下|左右(?=$^))?`, "gu");
const PERCENT = new RegExp(
  `${number}(?:(?:至|到|—|-|~|～)\\d+(?:\\.\\d+)?)?[%％‰]${above}|百分之[一二三四五六七八九十百零点]{1,12}`,
  "gu",
);
/** 300余家长, 20万居民: a round number without a measure. */
const BARE = new RegExp(`${range}(?:余|多)(?=\\p{Script=Han})|(?:${number})[万亿](?:余|多)?(?=\\p{Script=Han})`, "gu");
const WRITTEN = new RegExp(`${characters}(?:余|多)?(?:${alternatives(measuresAfterCharacters)})${above}`, "gu");
const WRITTEN_MONEY =
  /(?<![一二三四五六七八九十百千万亿两零〇])(?:[一二三四五六七八九十两][一二三四五六七八九十百千万亿两零〇]{0,14}|[百千](?:[万亿]|余万?)?|[万亿])(?:余|多)?(?:万|亿)?(?:元|美元|欧元|港元|法币|银元|大洋|(?:块|角|分|吊)钱|美金|边币|角(?=[，。、]))(?![旦素宵月首老帅件])/gu;

export function findQuantities(line: Line): Candidate[] {
  const { text } = line;
  const found: Candidate[] = [];
  const add = (
    pattern: RegExp,
    type: string,
    score: number,
    source: string,
    accept: (m: RegExpExecArray) => number,
  ) => {
    for (const match of text.matchAll(pattern)) {
      const share = accept(match);
      if (share > 0)
        found.push({ start: match.index, end: match.index + match[0].length, type, score: score * share, source });
    }
  };
  add(COMPOUND, "QUANT", 0.95, "quantity/measure", (match) => (isLone(text, match) ? 1 : 0));
  add(COMPOUND_WRITTEN, "QUANT", 0.92, "quantity/written", () => 1);
  const wholes = [...found];
  add(MONEY, "MONEY", 0.97, "money/unit", (match) => (isLone(text, match) && !/块$|[角分]$/u.test(match[0]) ? 1 : 0.4));
  add(WRITTEN_MONEY, "MONEY", 0.9, "money/unit", () => 1);
  add(MEASURED, "QUANT", 0.96, "quantity/measure", (match) => measured(line, match));
  add(WRITTEN_LARGE, "QUANT", 0.88, "quantity/written", (match) => written(line, match));
  add(BELOW_ZERO, "QUANT", 0.92, "quantity/measure", () => 1);
  add(GRADE, "QUANT", 0.85, "quantity/measure", () => 1);
  add(PERCENT, "QUANT", 0.97, "quantity/percent", (match) => (isLone(text, match) ? 1 : 0));
  add(BARE, "QUANT", 0.85, "quantity/round", (match) => (isLone(text, match) ? 1 : 0));
  add(WRITTEN, "QUANT", 0.92, "quantity/written", (match) => written(line, match));
  return found.filter((part) => !wholes.some((whole) => isPart(part, whole)));
}

function isPart(part: Candidate, whole: Candidate): boolean {
  return part !== whole && part.start >= whole.start && part.end <= whole.end;
}

/** The number begins here: no ordinal, no part of a code, a version or a longer number. */
function isLone(text: string, match: RegExpExecArray): boolean {
  return !/(?:[第A-Za-z\d+＋./%]|\d[—–\-~～:：·]|[A-Za-z][-—])$/u.test(
    text.slice(Math.max(0, match.index - 2), match.index),
  );
}

/** 3岁, 26次; the share of such spans that are right. */
function measured(line: Line, match: RegExpExecArray): number {
  const { text } = line;
  const [whole] = match;
  const end = match.index + whole.length;
  if (!isLone(text, match)) return 0;
  // A year, an hour, or the number's end taken for a unit (3月 has been read as a date).
  if (/^(?:19|20)\d{2}年$/u.test(whole)) return 0;
  if (/^[A-Za-z]/u.test(text.slice(end, end + 1)) && /[A-Za-z]$/u.test(whole)) return 0;
  if (/^\d+[日天]$/u.test(whole) && /日$/u.test(whole)) return /^(?:内|游)/u.test(text.slice(end)) ? 0.8 : 0;
  if (inShortQuote(text, match.index, end)) return 0;
  const measure = /[^\d.,，余多万亿千百十]+$/u.exec(whole)?.[0] ?? "";
  // The measure is the beginning of a word of its own: 300余|家长.
  if (
    /^[家口头对条场道组]$/u.test(measure) &&
    /^(?:家[长庭属人]|口号|头条|对比|条件|场地|道路|组织)/u.test(text.slice(end - 1, end + 1))
  )
    return 0;
  if (/^1[^\d.]/u.test(whole)) return 1;
  if (/[路号届科门版代局中金银铜]$/u.test(whole) && !/万|余/u.test(whole)) return /[科门]$/u.test(whole) ? 0.8 : 0.4;
  return 1;
}

/** 两项, 五大; 一 with its measure is an article, 三级 and 第二届 are no counts. */
function written(line: Line, match: RegExpExecArray): number {
  const { text } = line;
  const [whole] = match;
  const start = match.index;
  const end = start + whole.length;
  if (/^一(?![百千万十二三])/u.test(whole) || /^[百千万亿零〇]/u.test(whole)) return /^[百千万]余/u.test(whole) ? 1 : 0;
  if (/[届第初十周期星拜数几每同统唯新老小阿月之点]$/u.test(text.slice(Math.max(0, start - 1), start))) return 0;
  if (/[一二三四五六七八九十百千万]$/u.test(text.slice(Math.max(0, start - 1), start))) return 0;
  if (inShortQuote(text, start, end)) return 0;
  if (/《[^《》]{0,20}$/u.test(text.slice(Math.max(0, start - 20), start))) return 0.4;
  const over = line.wordOver(start);
  if (over && over.text.length >= 3 && over.start < start) return 0;
  const known = line.wordFrom(start);
  // 三家村, 千家万户, 百年: the lexicon takes it for one word.
  if (known && known.end > end && known.text.length > 2) return 0;
  if (/^(?:千|百|万)/u.test(whole)) return 0;
  if (/大$/u.test(whole))
    return /^(?:[以会精报代洋地]|届)/u.test(text.slice(end)) || /^(?:十|二十)/u.test(whole) ? 0 : 0.92;
  if (/^[一二三四五六七八九]+[年人家天口门场]$/u.test(whole) && /^(?:级|生|组|行|之)/u.test(text.slice(end))) return 0;
  if (/对$/u.test(whole) || /[场道根笔组门口]$/u.test(whole)) return 0.85;
  return 1;
}

/** Inside “…” of a few characters a number belongs to a name or slogan. */
function inShortQuote(text: string, start: number, end: number): boolean {
  const open = text.slice(Math.max(0, start - 8), start).lastIndexOf("“");
  if (open < 0) return false;
  const at = Math.max(0, start - 8) + open;
  const close = text.slice(at, at + 15).indexOf("”");
  return close >= 0 && at + close >= end;
}
