/**
 * Bodies: by the endings of their names, leftwards to the place or the name they begin with; long because all ways in
 * which such a name goes on lean on the same walk to the left.
 */

import type { Candidate } from "../candidate.ts";
import { isHan, isWordEdge, type Line, type Word } from "../line.ts";
import {
  bareShort,
  departmentShape,
  departments,
  districts,
  generic,
  insideNames,
  joinable,
  kindOf,
  national,
  partyBody,
  strong,
  weak,
  weakWords,
} from "../tables/bodies.ts";
import { type Start, scoreOf } from "./body-score.ts";
import { longestFirst } from "./longest-first.ts";
import type { Place } from "./place.ts";

const ENDING = new RegExp(longestFirst(strong), "gu");
const WEAK = new RegExp(longestFirst(weak), "gu");
const BRANCH =
  /^(?:\p{Script=Han}{0,6}?(?:分院|分中心|分校|分公司|分行|支行|分局|分会|支队|大队))?(?:\p{Script=Han}{0,6}?(?:派出所|中队|支行|分理处|营业部|营业厅|分院|分中心|分校|分公司|分行|分局|分会|支队|大队))/u;
const OWN_PAPER = /^(?<name>\p{Script=Han}{2,8}[网报社台])(?:讯|消息|记者)/u;
const SITES = /(?<=[、，到至除在“])\p{Script=Han}{2,4}网(?=[、，”外及（])/gu;
const NATIONAL = new RegExp(`(?:${longestFirst(national)})`, "gu");
const PARTY = new RegExp(`^(?:${longestFirst(partyBody)})(?!员|托|屈|派|任|以|书记|副书记|常委)`, "u");
const BARE_PARTY = new RegExp(
  `(?:省|市|县|区|州|旗|镇|乡)(?:委、[省市县区]政府办公[厅室]|直(?:属)?(?:机关)?工委|${longestFirst(partyBody)}|政府办公室|政府|人大常委会|人大|政协|纪委监委|纪委|监委)(?!员|托|(?<=委)(?:副?书记|常委(?!会)|宣传部长|组织部长))`,
  "gu",
);
/** What directly follows a body whose post this is. */
const HEADED =
  /^(?:原|前|代|名誉|常务|执行|党组|党委|党支部)?(?:副)?(?:主席|主任委员|主任|会长|理事长|秘书长|总干事|局长|署长|厅长|处长|所长|站长|馆长|社长|院长|校长|园长|行长|经理|总经理|董事长|总裁|总工程师|党组书记|党委书记|书记|委员长|台长|队长|团长|主编|总编辑|发言人)/u;
/** Of the weak endings, those that bodies of a level have. */
const LEVELS_BODY = /^(?:厅|局|署|处|所|站|社|办|委|厂)$/u;
/** 云南队, 江苏女排: a place and no more. */
const OF_TEAM = /^(?:队|[女男][排足篮])$/u;
/** Where one body's name ends and that of its part begins: 国家税务总局|通辽市税务局. */
const HEAD =
  /(?:国家税务总局|国网|国家电网|中国\p{Script=Han}{2,6}银行|(?:农商|农村商业|兴业|招商|浦发|民生|光大|中信|平安|广发|渤海|恒丰|浙商|交通|邮储|建设|工商|农业|村镇)银行|\p{Script=Han}{2,8}(?:集团|总公司|总局))$/u;
/** 湟源三中, 郑州第一中学. */
const NUMBERED_SCHOOL = /(?:第?[一二三四五六七八九十]{1,3}|实验|附)[中小](?![学全心队央国型年等])/gu;
/** 第十师, 第二野战军, 第三人民医院: numbered ones. */
const NUMBERED_BODY =
  /第[一二三四五六七八九十百\d]{1,4}(?:野战军|集团军|兵团|军分区|纵队|军|师|旅|人民医院|附属医院|医院|实验中学|实验小学|中学|小学|高级中学|工程局|地质大队|地质队|监狱|监理公司|建筑公司|机床厂|棉纺厂|毛纺厂|纺织厂)/gu;
const TROOPS =
  /(?:中国人民解放军|人民解放军|解放军|志愿军|新疆生产建设兵团|生产建设兵团|八路军|新四军|国民党军?|东北野战军|华北军区|东北民主联军)$/u;
const HIGH_COURT = /(?:中院|高院|中级法院|高级法院|检察分院)/gu;
/** Universities by their short names, which are no other words. */
const UNIVERSITIES =
  /(?:北大|清华|复旦|浙大|武大|厦大|台大|港大|北师大|华东师大|华中师大|南开|同济|川大|兰大|吉大|政大|辅大|成大|台师大|北医|协和医院|西南联大|抗大|陕北公学|鲁艺)(?![街道路厅堂楼庙])/gu;
/** Characters that no firm's name runs over. */
const BETWEEN_NAMES = /[的了在和与及或由向对从被把将为是到给让使等籍，、；：]|经送|转送|送往/u;
/** Characters after which 市委, 区政府 … begin even where the lexicon sees a longer word. */
const BEFORE_BODY = /[的到与和及向由在按照是对经受为将从了被用据促使委实彻行绕]/u;
const SHORT = new RegExp(`(?:${longestFirst(bareShort)})`, "gu");
const POST_OF_DEPARTMENT =
  /\p{Script=Han}{2,8}(?:科|科室|病区|病房|门诊)(?=(?:副?主任|护士长|副?主任医师|主治医师|住院医师)(?!室))/gu;
const DEPARTMENT = new RegExp(`^(?:${longestFirst(departments)})`, "u");
/** Words that end a name elsewhere, but not in 城市管理局, 社会保障局. */
const TRADES =
  /^(?:社会|城市|农村|企业|家庭)(?:管理|建设|工作|保障|事务|规划|投资|综合|更新|信用|经济|商业|合作|服务|社会|发展|局)/u;
const JOINS = /(?:人力资源|自然资源|社会保障|城乡建设|广播电视|发展改革|文化广电|市场监督|应急管理)$/u;
const LEVEL = /[市区县省州院校镇乡团]/u;
/** Longest stretch between a body's place and its ending. */
const REACH = 18;

export function findOrganisations(line: Line, places: readonly Place[]): Candidate[] {
  const { text } = line;
  const placeTo = new Map(places.map((place) => [place.end, place]));
  const found: Candidate[] = [];
  const add = (start: number, end: number, score: number, source: string) =>
    found.push({ start, end, type: "ORG", score, source: `organisation/${source}` });

  // Bodies whose names hold those of others; these others are no candidates.
  const wholes: { start: number; end: number }[] = [];
  const whole = (start: number, end: number, score: number) => {
    wholes.push({ start, end });
    add(start, end, score, "place-and-ending");
  };
  for (const match of text.matchAll(ENDING)) {
    const suffix = match.index;
    const end = wholeEnd(line, suffix + match[0].length);
    if (end === null) continue;
    const walked = leftEdge(line, suffix, placeTo);
    const start = walked.by === "place" ? walked : (firmFrom(line, match[0], suffix, placeTo) ?? walked);
    const name = text.slice(start.at, end);
    if (generic.has(name)) continue;
    const score = scoreOf(line, start, suffix, match[0], name);
    if (score < HEADED_SCORE && HEADED.test(text.slice(end))) addHeaded(line, suffix, end, placeTo, add);
    if (score <= 0) continue;
    add(
      start.at,
      end,
      runsOver(line, start.at, suffix) ? Math.min(score, 0.5) : score,
      start.by === "place" ? "place-and-ending" : start.by === "level" ? "short-form" : "ending",
    );
    if (start.by === "place") {
      const head = HEAD.exec(text.slice(Math.max(0, start.at - 12), start.at));
      if (head) whole(start.at - head[0].length, end, 0.94);
    }
    const joined = joinedNames(line, start, suffix);
    if (joined < start.at) add(joined, end, Math.min(0.93, score + 0.08), "joined");
    const branch = score > 0.8 ? BRANCH.exec(text.slice(end, end + 18)) : null;
    if (branch && !BETWEEN_NAMES.test(branch[0]) && text[end + branch[0].length] !== "长")
      whole(start.at, end + branch[0].length, 0.92);
    if (text[end] === "”" && start.at > 0) addQuoted(line, start.at, end, placeTo, add);
    const departed = withDepartment(line, end);
    if (departed > end) add(start.at, departed, Math.min(0.93, score + 0.04), "department");
  }
  for (const match of text.matchAll(WEAK)) {
    const end = match.index + match[0].length;
    const over = line.wordOver(match.index);
    if (!isWordEdge(line, end) || (over && weakWords.has(over.text)) || weakWords.has(text.slice(match.index - 1, end)))
      continue;
    const start = leftEdge(line, match.index, placeTo);
    const length = match.index - start.at;
    // 县文体旅游局, 省教育厅, 县供销社: a level begins the short form of a body as a place does its name.
    if (
      start.by === "level" &&
      LEVEL.test(text[start.at] ?? "") &&
      length >= 2 &&
      length <= 8 &&
      LEVELS_BODY.test(match[0])
    )
      add(start.at, end, 0.84, "short-form");
    if (start.by === "nothing" || start.by === "name") {
      if (HEADED.test(text.slice(end)) && LEVELS_BODY.test(match[0])) addHeaded(line, match.index, end, placeTo, add);
    }
    if (start.by === "place" && length === 2 && OF_TEAM.test(match[0]) && placeTo.get(match.index)?.kind === "bare")
      add(start.at, end, 0.74, "place-and-ending");
    if (start.by === "place" && length >= 3 && length <= 12 && !placeTo.has(match.index))
      add(start.at, end, 0.8, "place-and-ending");
  }
  for (const match of text.matchAll(NUMBERED_SCHOOL)) {
    const end = match.index + match[0].length;
    const place = placeTo.get(match.index);
    const level = /[市县区镇]$/u.test(text.slice(0, match.index).slice(-1)) && isWordEdge(line, match.index - 1);
    if (place) add(place.start, end, 0.86, "place-and-ending");
    else if (level && !isHan(text[match.index - 2])) add(match.index - 1, end, 0.8, "short-form");
  }
  // 三六一度（中国）有限公司: a place in brackets within a firm's name.
  for (const match of text.matchAll(
    /（(\p{Script=Han}{2,4})）(?:\p{Script=Han}{0,8}?)(?:有限责任公司|有限公司|公司|集团)/gu,
  )) {
    const walked = leftEdge(line, match.index, placeTo);
    const run = /\p{Script=Han}{2,8}$/u.exec(text.slice(Math.max(0, match.index - 8), match.index))?.[0] ?? "";
    const signed = run.length < 8 && !BETWEEN_NAMES.test(run) ? match.index - run.length : walked.at;
    const from = walked.by === "place" ? walked.at : signed;
    if (from < match.index && placeTo.has(match.index + match[0].indexOf("）")))
      whole(from, match.index + match[0].length, 0.86);
  }
  for (const match of text.matchAll(NUMBERED_BODY)) {
    const end = match.index + match[0].length;
    if (!isWordEdge(line, end) && !/^[长员]/u.test(text.slice(end))) continue;
    const before = TROOPS.exec(text.slice(Math.max(0, match.index - 12), match.index))?.[0].length ?? 0;
    const place = placeTo.get(match.index - before);
    if (place) whole(place.start, end, 0.88);
    else if (before || match[0].length > 3) add(match.index - before, end, before ? 0.9 : 0.74, "ending");
  }
  for (const match of text.matchAll(HIGH_COURT)) {
    const place = placeTo.get(match.index);
    const level = /[省市]$/u.test(text.slice(0, match.index)) && isWordEdge(line, match.index - 1);
    const end = match.index + match[0].length;
    if (place) add(place.start, end, 0.86, "place-and-ending");
    else if (level) add(match.index - 1, end, 0.84, "short-form");
  }
  for (const match of text.matchAll(UNIVERSITIES))
    if (isWordEdge(line, match.index) && isWordEdge(line, match.index + match[0].length))
      add(match.index, match.index + match[0].length, 0.76, "national");
  const paper = OWN_PAPER.exec(text)?.groups?.name;
  if (paper && !/^(?:本|据|日)/u.test(paper)) add(0, paper.length, 0.85, "medium");
  for (const match of text.matchAll(SITES))
    if (!weakWords.has(match[0].slice(-2)) && !weakWords.has(match[0].slice(-3)))
      add(match.index, match.index + match[0].length, 0.7, "medium");
  for (const match of text.matchAll(NATIONAL)) {
    const end = match.index + match[0].length;
    if (/^(?:长|员)/u.test(text.slice(end)) && /[院部会]$/u.test(match[0])) continue;
    if (!isWordEdge(line, match.index) && match[0].length < 4) continue;
    add(match.index, end, 0.93, "national");
  }
  for (const match of text.matchAll(
    /中央(?![纪军政广电企组宣办财领音公文党团台]|[\p{Script=Han}]{0,3}(?:公园|商务|专项|空调|大街|大道|厨房|广场))/gu,
  ))
    if (isWordEdge(line, match.index)) add(match.index, match.index + 2, 0.72, "national");
  for (const match of text.matchAll(BARE_PARTY)) {
    const from = match.index;
    if (!isWordEdge(line, from) && !BEFORE_BODY.test(text.slice(Math.max(0, from - 1), from))) continue;
    if (/^[镇乡旗]/u.test(match[0]) && isHan(text[from - 1])) continue;
    if (/政府$/u.test(match[0]) && kindOf.test(text.slice(Math.max(0, from - 4), from))) continue;
    add(from, from + match[0].length, 0.93, "level-and-body");
  }
  for (const match of text.matchAll(/团[省市区县]委/gu)) add(match.index, match.index + 3, 0.9, "level-and-body");
  for (const match of text.matchAll(/共青团\p{Script=Han}{2,6}[省市区县]委/gu))
    add(match.index, match.index + match[0].length, 0.93, "place-and-body");
  for (const place of places) {
    const party = PARTY.exec(text.slice(place.end, place.end + 8));
    if (party && /[省市县区州旗]$/u.test(text.slice(place.start, place.end)))
      add(
        line.text.slice(place.start - 2, place.start) === "中共" ? place.start - 2 : place.start,
        place.end + party[0].length,
        0.94,
        "place-and-body",
      );
    else if (
      /^委(?:副?书记|常委)/u.test(text.slice(place.end, place.end + 4)) &&
      /[省市县区州旗]$/u.test(text.slice(place.start, place.end))
    )
      add(place.start, place.end + 1, 0.95, "place-and-body");
  }
  addOfTheHouse(line, add);
  return found.filter(
    (part) =>
      !wholes.some(({ start, end }) => part.start >= start && part.start < end && part.end - part.start < end - start),
  );
}

/** The ending may go on: 中心|医院, 公司|党委 are read by a later match; inside a word there is no end. */
function wholeEnd(line: Line, end: number): number | null {
  const { text } = line;
  const branch =
    /^（[\p{Script=Han}]{1,6}(?:院区|校区|院|分院|分局|分公司|城区)）|^（(?:东|西|南|北)[\p{Script=Han}]{0,3}区）/u.exec(
      text.slice(end, end + 10),
    );
  if (branch) return end + branch[0].length;
  if (/^(?:学(?!校|院)生?|员|化|线|区长|长)/u.test(text.slice(end, end + 2)) && !isWordEdge(line, end)) return null;
  const word = line.wordOver(end);
  if (
    word &&
    word.start < end &&
    !/^(?:院长|局长|站长|所长|馆长|校长|厂长|部长|队长|行长|社长|台长)$/u.test(text.slice(end - 1, end + 1))
  ) {
    // 公司法, 中心城区: the lexicon's word goes over the edge.
    if (word.end > end && word.text.length <= 4) return null;
  }
  return end;
}

/** 重庆|迅达电梯|有限公司: between its place and its ending a firm's name may be made of any words. */
function firmFrom(line: Line, ending: string, suffix: number, placeTo: ReadonlyMap<number, Place>): Start | null {
  const { text } = line;
  const firm = /公司$|合作社$|集团$/u.test(ending);
  if (!firm && !/医院$|小学$|中学$|学校$|大学$|学院$|幼儿园$/u.test(ending)) return null;
  for (let at = suffix - 1; at > suffix - 13 && at >= 0; at--) {
    const place = placeTo.get(at);
    const between = text.slice(at, suffix);
    // Another body's name ends here: 鹤壁市妇幼保健院|清廉医院.
    if (!/^\p{Script=Han}*$/u.test(between) || BETWEEN_NAMES.test(between)) return null;
    if (!between.includes("附属") && HAS_ENDING.test(between)) return null;
    // Schools and hospitals are opened and visited: a verb ends their names.
    if (
      place &&
      !firm &&
      line.words.some(
        ({ start, end, kind, text: word }) =>
          start >= at && end <= suffix && kind === "v" && word.length > 1 && !insideNames.has(word),
      )
    )
      return null;
    if (place && between.length > 1) return { at: place.start, by: "place" };
  }
  return null;
}

/** 省立台南医院, 中共林州市委: before the place. */
const FOUNDER = /(?:[国省市县私]立|中共)$/u;

/** Walks left from the ending over words that can be parts of a name. */
function leftEdge(line: Line, suffix: number, placeTo: ReadonlyMap<number, Place>): Start {
  let at = suffix;
  let named = false;
  while (at > 0 && suffix - at < REACH) {
    const place = placeTo.get(at);
    if (place)
      return {
        at: place.start - (FOUNDER.exec(line.text.slice(Math.max(0, place.start - 2), place.start))?.[0].length ?? 0),
        by: "place",
      };
    const short = shortTo(line, at);
    if (short !== null && at === suffix) return { at: short, by: "level" };
    const word = line.wordOver(at - 1);
    if (!word) {
      const open = line.text[at - 1] === "”" ? line.text.slice(Math.max(0, at - 10), at).lastIndexOf("“") : -1;
      if (open >= 0) {
        // “五老”宣讲团: a quoted part names the body.
        at = Math.max(0, at - 10) + open;
        named = true;
        continue;
      }
      // 《…》 ends a name; a number or Latin letters may be a part of it.
      if (!/[A-Za-z0-9·]/u.test(line.text[at - 1] ?? "")) break;
      at--;
      continue;
    }
    const from = Math.max(word.start, 0);
    if (at === suffix && word.end > suffix) {
      // The ending begins inside a word: the word's own beginning belongs to the name.
      at = from;
      named ||= word.kind === "s" || word.kind === "o";
      continue;
    }
    if (word.text.length === 1 && LEVEL.test(word.text) && endsShort(line, from))
      return { at: joinedLevels(line.text, from), by: "level" };
    if (/^[省市县区州][省市县区州]$/u.test(word.text)) return { at: from, by: "level" };
    if (districts.has(word.text) && at - from < 4) return { at: from, by: "level" };
    if (/^(?:国家|全国|全省|全市|中国|中华|中共|世界|国际|亚洲|香港|台湾|本港)$/u.test(word.text))
      return /^全[省市]$/u.test(word.text) ? { at, by: "nothing" } : { at: from, by: "place" };
    const joins =
      word.text === "和" &&
      (joinable.has(line.wordTo(from)?.text ?? "") || JOINS.test(line.text.slice(Math.max(0, from - 6), from)));
    // 河南省|中|纬: a particle directly after a place is part of the name.
    const particle = /^[中上东西南北新大]$/u.test(word.text) && placeTo.has(from);
    const trade = TRADES.test(line.text.slice(word.start, at + 2)) && /^(?:社会|城市|农村|企业|家庭)$/u.test(word.text);
    if (isStop(word) && !joins && !particle && !trade) break;
    named ||= isName(line, word);
    at = from;
  }
  // 组织妇女保健党支部开会: at the left end these are verbs.
  const first = line.wordFrom(at);
  if (first && at < suffix && /^(?:组织|宣传|联合|指导|服务|推广|代理)$/u.test(first.text)) at = first.end;
  if (at < suffix && named) return { at, by: "name" };
  return { at, by: "nothing" };
}

/** 市, 区 … begin a short form only where no name stands before them. */
function endsShort(line: Line, from: number): boolean {
  const before = line.wordOver(from - 1);
  return !before || before.kind !== null || before.text.length > 1 || /[的在到与和及由向经从受对，]/u.test(before.text);
}

/** 市、区关工委, 省市卫健委: levels joined under one head. */
function joinedLevels(text: string, from: number): number {
  return from - (/(?:[省市县区州]、?)*$/u.exec(text.slice(Math.max(0, from - 6), from))?.[0].length ?? 0);
}

function isStop({ text, kind }: Word): boolean {
  if (insideNames.has(text)) return false;
  if (text.length === 1 && "家庄口湾头里".includes(text)) return false;
  if (kind === "f" || kind === "t" || kind === "q")
    return !/^(?:第[一二三四五六七八九十]+届?|[一二三四五六七八九十])$/u.test(text);
  if (kind === "v") return true;
  if (kind === "a" && text.length > 1)
    return !/^(?:国际|综合|先进|高级|中级|初级|民族|职业|民办|国立|公共|新|大|小|东|西|南|北|中)$/u.test(text);
  return /^(?:各|全|该|本|我|其|每|等|家|名|位|个|所|支|多家|辖区|部分|有关|相关|基层|上级|专家|职工|群众|企业|党员|干部|落实|当地|社会|家庭|城市|农村|农民|群体|记者|通讯员|书记|居民|村民|市民|工作|活动)$/u.test(
    text,
  );
}

/** Whether a word can be what names a body: not an ordinary noun. */
function isName(line: Line, { text, kind, start, end }: Word): boolean {
  if (kind === "s" || kind === "o" || kind === "p") return true;
  if (/^第[一二三四五六七八九十]+$/u.test(text)) return true;
  if (text.length > 1) return false;
  // Two unknown single characters in a row.
  const before = line.wordTo(start);
  const after = line.wordFrom(end);
  return (
    kind === null &&
    [before, after].some((other) => other?.text.length === 1 && other.kind !== "f" && other.kind !== "v")
  );
}

/** 北京大学中文系, 厦门大学经济学院. */
const FACULTY = /^\p{Script=Han}{1,6}?(?:研究所|研究院|研究中心|学院|学系|系(?![统列]))/u;

/** A department directly after a body: 市妇幼保健院|护理部. */
function withDepartment(line: Line, end: number): number {
  const rest = line.text.slice(end, end + 16);
  const faculty = /大学$|学院$/u.test(line.text.slice(Math.max(0, end - 2), end)) ? FACULTY.exec(rest) : null;
  const [match] = [faculty, DEPARTMENT.exec(rest), departmentShape.exec(rest)]
    .filter((one) => one !== null)
    .sort((a, b) => b[0].length - a[0].length);
  // 儿科医疗专业服务: said of a branch of medicine, no department.
  if (!match || /^(?:医疗|专业|领域|疾病|治疗|诊疗|技术|知识)/u.test(line.text.slice(end + match[0].length)))
    return end;
  if (!isWordEdge(line, end + match[0].length)) return end;
  for (let at = end; at < end + match[0].length; ) {
    const word = line.wordOver(at);
    if (word && isStop(word)) return end;
    at = Math.max(at + 1, word?.end ?? 0);
  }
  return end + match[0].length;
}

/** A short name (卫健委) that ends here begins the name of its own bodies: 卫健委机关党委. */
function shortTo(line: Line, at: number): number | null {
  for (let length = 2; length <= 6; length++) if (SHORT_NAMES.has(line.text.slice(at - length, at))) return at - length;
  return null;
}

const SHORT_NAMES = new Set(bareShort.split("|"));

const HAS_ENDING = new RegExp(longestFirst(strong), "u");
/** 代表团、开鲁县代表团: what has an ending of its own shares none. */
const ENDS_BODY = new RegExp(`(?:${longestFirst(strong)})$`, "u");

/** 新城、长兴|社区卫生服务中心: a name of the same length before 、 shares the head. */
function joinedNames(line: Line, start: Start, suffix: number): number {
  if (start.by === "level") return start.at;
  const { text } = line;
  const length = suffix - start.at;
  if (length < 2 || length > 3 || text[start.at - 1] !== "、") return start.at;
  const from = start.at - 1 - length;
  const word = line.wordFrom(from);
  if (
    from < 0 ||
    ENDS_BODY.test(text.slice(from, start.at - 1)) ||
    !isWordEdge(line, from) ||
    !/^\p{Script=Han}+$/u.test(text.slice(from, start.at - 1)) ||
    word?.kind === "v"
  )
    return start.at;
  return from;
}

/** 离石区“五老关爱工作团”: a body whose own name is in quotes after its place. */
function addQuoted(line: Line, at: number, end: number, placeTo: ReadonlyMap<number, Place>, add: Add): void {
  const before = line.text.slice(Math.max(0, end - 14), end).lastIndexOf("“");
  const open = Math.max(0, end - 14) + before;
  const place = before < 0 || open > at ? undefined : placeTo.get(open);
  if (place) add(place.start, end + 1, 0.75, "place-and-ending");
}

/** 皖北区党委|特派文工团: a body's ending inside, and a verb behind it: two names, not one. */
function runsOver(line: Line, start: number, suffix: number): boolean {
  return line.words.some(
    ({ start: from, end, kind, text }) =>
      from > start &&
      end <= suffix &&
      kind === "v" &&
      text.length > 1 &&
      !insideNames.has(text) &&
      ENDS_BODY.test(line.text.slice(start, from)),
  );
}

const HEADED_SCORE = 0.8;

/** 治淮委员会副主任, 安踏体育用品集团总裁: where its head is named, a body is one, from the sign before it on. */
function addHeaded(line: Line, suffix: number, end: number, placeTo: ReadonlyMap<number, Place>, add: Add): void {
  const before = /[\p{Script=Han}A-Za-z0-9]{0,12}$/u.exec(line.text.slice(Math.max(0, suffix - 12), suffix))?.[0] ?? "";
  const start = suffix - before.length;
  if (!before || BETWEEN_NAMES.test(before) || generic.has(line.text.slice(start, end)) || kindOf.test(before)) return;
  if (HAS_ENDING.test(before) || /^(?:该|本|我|各|某|全|原|前|时任|现任|据)/u.test(before)) return;
  for (let at = start + 1; at < suffix; at++) if (placeTo.has(at)) return;
  const first = line.wordFrom(start);
  if (first && (first.kind === "f" || first.kind === "t" || first.kind === "q")) return;
  const verb = first?.kind === "v" && first.text.length > 1 && !insideNames.has(first.text);
  if (verb && line.knowledge.lexicon.frequency(first.text) > 30) return;
  if (before.length > 1) add(start, end, HEADED_SCORE, "ending");
}

type Add = (start: number, end: number, score: number, source: string) => void;

/** Departments of the house that the text is about (该院妇科一区, 院党委), and bare short names. */
function addOfTheHouse(line: Line, add: Add): void {
  const { text } = line;
  for (const match of text.matchAll(/(?:该|本|我)(?:院|校|局|公司|中心|厂|所)/gu)) {
    const from = match.index + match[0].length;
    const end = withDepartment(line, from);
    const name = text.slice(from, end);
    if (end > from && !generic.has(name) && !/^(?:党委|办公室|党支部|儿科|妇科|产科|内科|外科)$/u.test(name))
      add(from, end, 0.86, "department");
  }
  for (const match of text.matchAll(/(?<![\p{Script=Han}A-Z])院?(?:NICU|PICU|ICU)(?![A-Z])/gu))
    add(match.index, match.index + match[0].length, 0.75, "department");
  // 心血管内科主任申晋疆: a department with its own post beside it needs no house.
  for (const match of text.matchAll(POST_OF_DEPARTMENT)) {
    const from = match.index;
    if (isWordEdge(line, from) && !isHan(text[from - 1]) && !generic.has(match[0]))
      add(from, from + match[0].length, 0.74, "department");
  }
  for (const match of text.matchAll(/(?:120|110|119|122)(?:急救中心|指挥中心|报警中心|急救站)/gu))
    add(match.index, match.index + match[0].length, 0.8, "ending");
  for (const match of text.matchAll(SHORT)) {
    const before = text.slice(Math.max(0, match.index - 4), match.index);
    if (kindOf.test(before) || (isHan(before.at(-1)) && LEVEL.test(before.at(-1) ?? ""))) continue;
    const end = match.index + match[0].length;
    if (match[0] === "妇联" && (isHan(before.at(-1)) || line.wordFrom(end)?.kind !== "v")) continue;
    if (/^(?:组织|干部|系统|主席|改革)/u.test(text.slice(end))) continue;
    if (isWordEdge(line, match.index)) add(match.index, end, 0.45, "short-name");
  }
}
