/**
 * Places: divisions by their endings and from the lexicon, chains of them as one span, roads, waters and venues.
 * Whether a township, street, village or community is a place or a body is decided by what it does (`acting`).
 */

import type { Candidate } from "../candidate.ts";
import { isHan, type Line } from "../line.ts";
import { bareRegions, cities, commonWords, localities, regions, sites, sorts, wordsOfNames } from "../tables/places.ts";
import { posts } from "../tables/posts.ts";
import { longestFirst } from "./longest-first.ts";
import { placesOfTables } from "./place-tables.ts";

export type PlaceKind = "region" | "locality" | "site" | "bare";

/** A place's span before it is known whether it stands alone or begins a body's name. */
export interface Place {
  start: number;
  end: number;
  kind: PlaceKind;
  score: number;
}

const ENDING = new RegExp(`${longestFirst(`${regions}|${localities}|${sites}`)}`, "gu");
const REGION = new RegExp(`(?:${longestFirst(regions)})$`, "u");
const LOCALITY = new RegExp(`(?:${longestFirst(localities)})$`, "u");
const REGIONS = new Set(regions.split("|"));
const LOCALITIES = new Set(localities.split("|"));
const OF_NAME = new RegExp(`^(?:${wordsOfNames})`, "u");
/** Of a division's name fewer words are made: 苏区精神, but 安阳县队 is a team of it. */
const OF_DIVISION = /^(?:经验|精神(?!文明|病|卫生|面貌|状态)|模式|速度)/u;
const NUMBERED = /(?:[GS]\d{1,4}(?:线|高速|国道|省道)?|\d{3}(?:国道|省道|县道))/gu;

/** All places of a line, chains joined, in the order of the text, none inside another. */
export function findPlaces(line: Line): Place[] {
  const units: Place[] = [];
  for (const word of line.words) {
    if (word.text.length < 2) continue;
    // 县科委|和|县农牧局: 和县, 和政 and the like begin a place only where nothing stands before them.
    if (word.text.startsWith("和") && isHan(line.text[word.start - 1])) continue;
    if (bareRegions.has(word.text) || cities.has(word.text))
      units.push({ start: word.start, end: word.end, kind: "bare", score: 0.8 });
    else if (word.kind === "s" && !commonWords.has(word.text)) units.push(known(line, word.start, word.end));
  }
  const byEnd = new Map(units.map((unit) => [unit.end, unit]));
  for (const { start, end, region } of placesOfTables(line))
    byEnd.set(end, { start, end, kind: region ? "region" : "bare", score: end - start > 2 ? 0.88 : 0.82 });
  for (const match of line.text.matchAll(ENDING)) {
    const unit = named(line, match.index, match.index + match[0].length, byEnd);
    if (unit) byEnd.set(unit.end, unit);
  }
  for (const match of line.text.matchAll(NUMBERED))
    byEnd.set(match.index + match[0].length, {
      start: match.index,
      end: match.index + match[0].length,
      kind: "site",
      score: 0.8,
    });
  addListed(line, byEnd);
  return chained(line, [...byEnd.values()]);
}

const LISTED =
  /、\p{Script=Han}{2,5}?(?=等(?:地|[省市县区国]|(?:\d+|[一二两三四五六七八九十]+)个?(?:国家|地区|省|市|县|区|乡|镇|村|街道|社区)))/gu;
/** Items of a list at most that are looked at. */
const MOST_LISTED = 30;

/** 莱州、招远、龙口等地: what stands in such a list is a place, known or not. */
function addListed(line: Line, byEnd: Map<number, Place>): void {
  const { text } = line;
  for (const match of text.matchAll(LISTED)) {
    let end = match.index + match[0].length;
    for (let items = 0; items < MOST_LISTED; items++) {
      const item = /\p{Script=Han}{2,5}$/u.exec(text.slice(Math.max(0, end - 5), end))?.[0];
      if (!item) break;
      const start = end - item.length;
      const inList = text[start - 1] === "、";
      const whole = inList || !isHan(text[start - 1]) || GOES.test(text.slice(Math.max(0, start - 3), start));
      if (whole && !byEnd.has(end) && line.knowledge.lexicon.frequency(item) <= 1000 && !/[和与及]/u.test(item))
        byEnd.set(end, { start, end, kind: "bare", score: 0.78 });
      if (!inList) break;
      end = start - 1;
    }
  }
}

function known(line: Line, start: number, end: number): Place {
  const text = line.text.slice(start, end);
  const kind = LOCALITY.test(text)
    ? "locality"
    : REGION.test(text)
      ? "region"
      : /[山河江湖海路街岛桥]$/u.test(text)
        ? "site"
        : "bare";
  const rare = line.knowledge.lexicon.frequency(text) < 8;
  return { start, end, kind, score: kind === "bare" ? (rare ? 0.62 : 0.86) : rare ? 0.82 : 0.92 };
}

/** A name before an ending: 离石|区, 兴苑|社区, 花园口|镇; null where the ending is part of a common word. */
function named(line: Line, suffix: number, end: number, byEnd: ReadonlyMap<number, Place>): Place | null {
  const { text } = line;
  const ending = text.slice(suffix, end);
  if (ending === "地区" && text.startsWith("生产", end)) return null;
  const previous = byEnd.get(suffix);
  const known = previous && suffix - previous.start <= 4 && previous.kind === "bare";
  const whole = line.wordOver(suffix);
  if (!known && whole && whole.start < suffix && whole.end >= end && commonWords.has(whole.text)) return null;
  // 区委, 市中心: the lexicon's word goes over the edge, which only a body's ending may.
  if (
    whole &&
    whole.end > end &&
    !(/^[省市县区州旗镇乡]$/u.test(ending) && BODY_FOLLOWS.test(text.slice(end, end + 4)))
  )
    return null;
  const kind: PlaceKind = LOCALITIES.has(ending) ? "locality" : REGIONS.has(ending) ? "region" : "site";
  if (known) return { start: previous.start, end, kind, score: 0.93 };
  const longest = kind === "region" ? 4 : kind === "locality" ? 5 : 8;
  const walked = nameStart(line, suffix, longest, byEnd);
  const start = walked ?? betweenSigns(line, suffix, end);
  if (start === null) return null;
  const name = text.slice(start, suffix);
  // 板栗之乡, 三区: said of a place, no name of one.
  if (name.endsWith("之") || (kind === "region" && /^[一二三四五六七八九十两几数]$/u.test(name))) return null;
  if (commonWords.has(name + ending) || commonWords.has(text.slice(suffix - 1, end))) return null;
  const chainedOn = byEnd.has(start);
  const first = line.wordFrom(start);
  const plain = first?.end === suffix && first.text.length > 1;
  if (sorts.has(name) || (plain && sorts.has(first.text)))
    return chainedOn && kind !== "region" ? { start, end, kind, score: 0.6 } : null;
  // One-character endings make common words; only a name that is no word speaks for them.
  if (name.length < 2 && !chainedOn) return null;
  if (
    ending.length === 1 &&
    kind !== "region" &&
    plain &&
    !chainedOn &&
    first.kind !== "s" &&
    !/[镇乡村路街]/u.test(ending)
  )
    return null;
  if (/^[里湾堡庄寨屯洞泉沟]$/u.test(ending) && !chainedOn) return null;
  const unknownName = !plain || first.kind === null || first.kind === "h" || first.kind === "p";
  if (walked !== null && !unknownName && !chainedOn && first.kind !== "s") return null;
  const common = plain && first.kind !== "s" && line.knowledge.lexicon.frequency(first.text) > 300;
  if (common && kind === "region" && !chainedOn) return null;
  const score = chainedOn ? 0.9 : common ? 0.5 : kind === "site" ? 0.68 : 0.84;
  return { start, end, kind, score };
}

const BODY_FOLLOWS =
  /^(?:党委|党工委|党政|人民政府|卫生院|派出所|中心校|委|政府|人大|政协|纪委|监委|妇联|残联|中心(?:血站|医院|支行))/u;
/** Between signs: 、殷都区、 */
const BETWEEN = /^[、，。；（）“”《》：\s]?$/u;

/** Where the name before an ending begins, by words: unknown characters together, or one word; null for none. */
function nameStart(line: Line, suffix: number, longest: number, byEnd: ReadonlyMap<number, Place>): number | null {
  let start = suffix;
  let words = 0;
  while (start > 0 && suffix - start < longest) {
    if (start < suffix && byEnd.has(start)) break;
    const word = line.wordOver(start - 1);
    if (!word) break;
    const from = word.start;
    if (suffix - from > longest) break;
    const single = word.text.length === 1;
    if (words === 0 && byEnd.has(from) && !single && word.kind !== "v" && word.kind !== "f") {
      start = from;
      break;
    }
    if (single && words > 0 && isAdjective(word.text) && startsPlace(line, from, byEnd)) {
      start = from;
      break;
    }
    if (single ? isLooseCharacter(word.text) && !(words > 0 && byEnd.has(from)) : stops(word.text, word.kind)) {
      // 辛集|镇: a word that the lexicon hardly ever meets is a name.
      if (single || words > 0 || longest > 5 || line.knowledge.lexicon.frequency(word.text) > RARE) break;
    }
    // After a whole word, only one more of two characters, and only for names that run long.
    if (
      words > 0 &&
      !single &&
      (longest < 5 || suffix - start >= 4 || (longest === 5 && line.knowledge.lexicon.frequency(word.text) > 20))
    )
      break;
    // 副局长|石海江: a post is no part of a name.
    if (!single && POST_WORDS.has(word.text)) break;
    if (words > 0 && single && longest === 4 && suffix - start >= 2 && line.wordFrom(start)?.text.length !== 1) break;
    start = from;
    words++;
  }
  return start === suffix ? null : start;
}

const RARE = 12;

const POST_WORDS = new Set(posts);

/** Characters that are words of their own in running text, and so end a name to their right. */
function isLooseCharacter(character: string): boolean {
  return "的了在和与及或是到从对向由于往为将把被让给以等之其该本各全我每某此这那个位名家前后内外至并又也都还就则有无不未已曾去来赴进入驻经过沿按比用据因随同跟说称第大小新老下包管".includes(
    character,
  );
}

/** 大溪沟街道, 下梁镇: with these a name begins only where nothing stands before it, or another place. */
function isAdjective(character: string): boolean {
  return "大小新老上下前后".includes(character);
}

function startsPlace({ text }: Line, from: number, byEnd: ReadonlyMap<number, Place>): boolean {
  return byEnd.has(from) || !isHan(text[from - 1]);
}

/** A name of two or three characters that stands between signs, whatever its characters are elsewhere. */
function betweenSigns(line: Line, suffix: number, end: number): number | null {
  const { text } = line;
  if (!/^[市县区镇乡村]$|^街道$/u.test(text.slice(suffix, end))) return null;
  // ，屯留区一名: a name that the lexicon knows and hardly ever meets needs a sign on its left only.
  const times = line.knowledge.lexicon.frequency(text.slice(suffix - 2, suffix));
  const begins = /^[、，。；：（“]?$/u.test(text[suffix - 3] ?? "");
  const kind = line.knowledge.classOf(text.slice(suffix - 2, suffix));
  if (
    begins &&
    kind !== "v" &&
    kind !== "f" &&
    kind !== "a" &&
    kind !== "t" &&
    times > 0 &&
    times < 50 &&
    /^[市县区镇乡]$/u.test(text.slice(suffix, end))
  )
    return suffix - 2;
  if (!/^[、，。；（）“”《》：\s的等作和与]?$/u.test(text[end] ?? "")) return null;
  for (const length of [2, 3])
    if (
      BETWEEN.test(text[suffix - length - 1] ?? "") &&
      !/[，。、；“”（）\s\d]/u.test(text.slice(suffix - length, suffix))
    )
      return suffix - length;
  return null;
}

function stops(word: string, kind: string | null): boolean {
  return kind === "v" || kind === "f" || kind === "t" || kind === "q" || kind === "a" || sorts.has(word);
}

/** Neighbouring units become one span: 郑州市|惠济区, 解放区|焦北街道|幸福街区. */
function chained(line: Line, units: Place[]): Place[] {
  const sorted = units.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Place[] = [];
  for (const unit of sorted) {
    const last = merged.at(-1);
    if (last && unit.start < last.end) {
      if (unit.end > last.end)
        merged[merged.length - 1] = { ...unit, start: last.start, score: Math.max(last.score, unit.score) };
      continue;
    }
    const between = last ? line.text.slice(last.end, unit.start) : "";
    // 安阳县（示范区）飞翔中学…: what stands in brackets belongs to the chain.
    if (last && ((between === "" && isHan(line.text[unit.start])) || /^（\p{Script=Han}{2,4}区）$/u.test(between)))
      merged[merged.length - 1] = { ...unit, start: last.start, score: Math.max(last.score, unit.score) };
    else merged.push({ ...unit });
  }
  return merged;
}

/** Places that stand alone, as candidates: LOC, or ORG for localities that act. */
export function placeCandidates(line: Line, places: readonly Place[]): Candidate[] {
  const found: Candidate[] = [];
  for (const place of places) {
    const { start, end, kind, score } = place;
    const after = line.text.slice(end, end + 4);
    if ((kind === "bare" ? OF_NAME : OF_DIVISION).test(after)) continue;
    if (kind === "locality" && isActing(line, place))
      found.push({ start, end, type: "ORG", score: score * 0.92, source: "organisation/acting-place" });
    else if (
      /(?:街道办事处|居委会|村委会)$/u.test(line.text.slice(start, end)) &&
      !GOES.test(line.text.slice(Math.max(0, start - 3), start))
    )
      found.push({ start, end, type: "ORG", score, source: "organisation/place-and-ending" });
    else found.push({ start, end, type: "LOC", score, source: `place/${kind}` });
  }
  return found;
}

const ACTS =
  /^(?:已经?|也|还|正在?|共|累计|日前|近日|今年以来|连日来|依托|联合|党工委|党委|：|:|作(?:交流|典型|表态)?发言|积极|坚持|以|把|将|围绕|聚焦|通过|紧扣|紧紧|持续|不断|大力|深入|创新|按照|结合|立足|充分|始终|扎实|全面|认真|多措|召开|举行|举办|开展|组织|联合|邀请|推出|推行|探索|建立|成立|打造|推进|推动|启动|强化|加强|落实|投入|承办|主办|先后|迅速|高度|在[^，。]{2,14}中|获|荣获|被评|主动|利用|依托|针对|统筹|着力| )/u;
const GOES = /(?:在|到|赴|往|至|于|从|进|入|自|抵|驻|走进|来到|位于|深入|前往|来自|途经|的)$/u;

const SPEAKS =
  /^(?:、[^，。；：、]{2,24}){0,5}(?:等?[^，。；：、]{0,6})?(?:分别)?作了?(?:交流|典型|表态|经验|重点){1,2}发言/u;

/** A township, street, village or community that holds, promises or organises something speaks as a body. */
function isActing(line: Line, { start, end }: Place): boolean {
  const before = line.text.slice(Math.max(0, start - 3), start);
  if (GOES.test(before)) return false;
  const begins = start === 0 || /[，。；：、“——\s]$/u.test(before);
  const after = line.text.slice(end, end + 18);
  // 民主街道、区商务局作交流发言: all of the list do.
  if (SPEAKS.test(line.text.slice(end, end + 80))) return true;
  return begins
    ? ACTS.test(after) && (after[0] !== " " || line.role === "title")
    : /^(?:作(?:交流|典型|表态)?发言|党工委)/u.test(after);
}
