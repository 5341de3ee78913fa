/** Events: festivals, congresses, and meetings, contests and campaigns that have a name of their own. */

import type { Candidate } from "../candidate.ts";
import { isWordEdge, type Line } from "../line.ts";
import { congresses, endings, festivals, kinds } from "../tables/events.ts";
import { longestFirst } from "./longest-first.ts";

const FESTIVAL = new RegExp(
  `(?:第[一二三四五六七八九十百\\d]+个)?(?:“)?(?:\\d{1,2}[·.]\\d{1,2}|[“]?[一二三四五六七八九十]{1,3}[·．][一二三四五六七八九十]{1,3}[”]?)?(?:${longestFirst(festivals)})`,
  "gu",
);
const NUMBERED_DAY = /第[一二三四五六七八九十百\d]+个(?:“)?(?:\p{Script=Han}{2,10}?)(?:节|日)(?:”)?(?=[，。、到]|$)/gu;
const CONGRESS = new RegExp(`(?:第[一二三四五六七八九十百\\d]{1,4}届)?(?:${congresses})(?!员)`, "gu");
const ENDING = new RegExp(longestFirst(endings), "gu");
/** What an event's name follows: 召开, 举行, 参加 …, a sign, or a date's end. */
const OPENERS =
  /(?:召开了?|举行了?|举办了?|开展了?|开展好|参加了?|参与了?|出席了?|主持|组织了?|组织开展了?|启动了?|承办了?|主办了?|实施了?|推进了?|观摩了?|迎来了?|传达了?|打好|打赢|在|为|以|把|将|的|了|是|和|及|一场|这次|此次|本次|首场|围绕|通过|结合|深化|做好|巩固和|巩固|持续做好|持续|抓好|抓实|亮相|备战|迎战|征战|角逐|参赛|夺得|获得|荣获|入选|迎接|庆祝|纪念|喜迎|观看|报名参加)$/u;

export function findEvents(line: Line): Candidate[] {
  const { text } = line;
  const found: Candidate[] = [];
  const add = (start: number, end: number, score: number, source: string) => {
    if (end > start) found.push({ start, end, type: "EVENT", score, source: `event/${source}` });
  };
  for (const match of text.matchAll(FESTIVAL)) {
    const from = match[0].startsWith("“") && !match[0].includes("”") ? match.index + 1 : match.index;
    const end = match.index + match[0].length;
    const word = line.wordOver(end);
    if (word && word.start < end && word.end > end && word.text.length < 4) continue;
    add(
      from,
      end,
      match[0].length === 2 && /^(?:清明|重阳|小年|双节|冬至|国庆)$/u.test(match[0]) ? 0.72 : 0.92,
      "festival",
    );
  }
  for (const match of text.matchAll(NUMBERED_DAY)) add(match.index, match.index + match[0].length, 0.85, "festival");
  for (const match of text.matchAll(CONGRESS)) {
    const bare = /^二?十[一二三四五六七八九]?大$/u.test(match[0]);
    if (bare && /[第“\d]$/u.test(text.slice(Math.max(0, match.index - 1), match.index))) continue;
    add(match.index, match.index + match[0].length, bare ? 0.7 : 0.93, "congress");
  }
  // 推进会暨安全生产工作会议: two meetings in one are named by the last.
  for (const match of text.matchAll(ENDING))
    if (text[match.index + match[0].length] !== "暨") named(line, match.index, match.index + match[0].length, add);
  // 惠济区两会, 市两会: a place's or a level's.
  for (const match of text.matchAll(/(?:[\p{Script=Han}]{2,3})?[省市县区州旗]两会(?!议|员)/gu))
    if (isWordEdge(line, match.index)) add(match.index, match.index + match[0].length, 0.86, "congress");
  quoted(text, add);
  return found;
}

type Add = (start: number, end: number, score: number, source: string) => void;

const REACH = 48;

/** From a verb of holding, a sign or a date to the ending; what is between is the name. */
function named(line: Line, suffix: number, end: number, add: Add): void {
  const { text } = line;
  if (!isWordEdge(line, end)) return;
  if (
    /^(?:室|场(?!所)|员|力|指出|期间(?=$)|家|片|者)/u.test(text.slice(end, end + 2)) &&
    !/^指出/u.test(text.slice(end))
  )
    return;
  let at = suffix;
  let quotes = 0;
  while (at > 0 && end - at < REACH) {
    const before = text[at - 1] ?? "";
    // Two quotes in a row are two names.
    if ((before === "”" || before === "》") && /^[“《]/u.test(text.slice(at))) break;
    if (before === "”" || before === "》") quotes++;
    else if (before === "“" || before === "《") {
      if (!quotes) break;
      quotes--;
    } else if (!quotes && /[，。；：！？、（）\s—]/u.test(before)) break;
    if (!quotes && text[at - 1] === "了") break;
    if (
      !quotes &&
      at < suffix &&
      isWordEdge(line, at) &&
      text[at] !== "会" &&
      OPENERS.test(text.slice(Math.max(0, at - 4), at))
    )
      break;
    at--;
  }
  const name = text.slice(at, end);
  if (end - at >= REACH || /等[一二三四五六七八九十几多]/u.test(name)) return;
  if (
    /^(?:会|召开|举行|开展|切实|迅速)/u.test(name) ||
    /(?:思想|统一|具体|实际|群众)(?:和|的)?(?:行动|运动)/u.test(name)
  )
    return;
  if (/等活动$|的活动$|开展|进行|参加|这项|^(?:通过|创新|不断)/u.test(name)) return;
  if (kinds.has(name) || name.length < 4 || at >= suffix) return;
  if (/^(?:各|该|此|本|这|那|全体|多|每|一系列|我|其|等|有关|相关|一|两|三|首|日常)/u.test(name)) return;
  if (/[，。；]/u.test(name) && quotes) return;
  const held = /^(?:召开|举行|举办|开幕|启动|开赛|闭幕|落幕|拉开|圆满|顺利|在|于)/u.test(text.slice(end));
  const opened = held || OPENERS.test(text.slice(Math.max(0, at - 4), at));
  const quotedPart = /[“《]/u.test(name);
  const short = /^(?:活动|行动|运动|会议|大会|比赛|讲座|仪式|评选|演练|培训班)$/u.test(text.slice(suffix, end));
  add(at, end, quotedPart ? 0.75 : opened || at === 0 ? (short ? 0.52 : 0.64) : short ? 0.4 : 0.5, "named");
}

/** “…”行动 with the quotes; “我为群众办实事”实践活动 where the quoted part alone repeats is found by repetition. */
function quoted(text: string, add: Add): void {
  // “…”“…”等五大专项行动: each is one.
  for (const run of text.matchAll(/(?:“[^“”]{3,20}”、?){2,}等?\p{Script=Han}{0,6}?(?:活动|行动)/gu))
    for (const match of run[0].matchAll(/“([^“”]+)”/gu)) {
      const from = run.index + match.index + 1;
      add(from, from + (match[1]?.length ?? 0), 0.7, "quoted");
    }
  for (const match of text.matchAll(
    /“[^“”]{3,24}”(?!等)\p{Script=Han}{0,8}?(?:主题教育实践活动|实践活动|志愿服务活动|主题教育|专项整治|专项行动|活动|行动|评选|培训班|大赛|比赛|晚会)/gu,
  ))
    if (!/主题党日活动$/u.test(match[0])) add(match.index, match.index + match[0].length, 0.72, "quoted");
}
