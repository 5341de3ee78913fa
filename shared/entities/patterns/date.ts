/** Dates: absolute and relative, ranges as one span, with the part of the day. */
import type { Candidate } from "../candidate.ts";
import type { Line } from "../line.ts";

const digits = "[0-9０-９]";
const year = `(?:(?:公元前?)?(?:1[6-9]|20)\\d{2}年度?|民国(?:元|[一二三四五六七八九十]{1,3}|\\d{1,3})年|[二三四]?十[一二三四五六七八九]?年(?=[春夏秋冬]|[正一二三四五六七八九十]{1,2}月)|[一二][〇零○Ｏ一二三四五六七八九]{3}年)`;
const relativeYear = "(?:今明后两年|今年|去年|明年|前年|后年|上年(?!度?级)|本年度)";
const month = `(?:(?:1[0-2]|0?[1-9])月(?:份|初|底|末|中旬|上旬|下旬|中)?(?!\\s*${digits}+\\s*人)|(?:十[一二]?|[一二三四五六七八九])月(?:份|初|底|末|中旬|上旬|下旬)?|正月|腊月|冬月)`;
const relativeMonth = "(?:上个月|下个月|本月|上月|下月|当月)(?:初|底|末|中旬|上旬|下旬)?";
const day = `(?:(?:3[01]|[12]\\d|0?[1-9])(?:日|号)(?!线|楼|院|店|门|桥|路|馆|厅|台|机|船|车|文|井|站|地块)|(?:三十[一]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])日|初[一二三四五六七八九十]|廿[一二三四五六七八九]|(?:正月|腊月|冬月)?十[一二三四五六七八九]?(?=，))`;
const part =
  "(?:凌晨|清晨|早晨|早上|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|白天|[早晚]间?(?=\\d)|(?<=[日号])[早晚夜](?![报间上会]))";
const clock =
  "(?:(?:[01]?\\d|2[0-4])(?:时|点)(?:半|整|许|多|(?:[0-5]?\\d)分)?|(?<=[午晨晚上间日夜早])(?:二?十[一二三四]?|[一二三四五六七八九])(?:时|点)(?:半|整|许|多|[一二三四五]?十?[一二三四五六七八九]?分)?|(?:[01]?\\d|2[0-4])[：:][0-5]\\d)";
const weekday =
  "(?:每?(?:周|星期|礼拜)[一二三四五六日天](?:[、和至到](?:周|星期)?[一二三四五六日天])*(?!期|岁|年|边|围)|[本上下](?:周|星期)[一二三四五六日天]?(?!期|岁|年))";
const season =
  "(?:第[一二三四1-4]季度|[一二三四]季度|前[一二三两]季度|前[一二三四五六七八九十\\d]+个?月|[上下]半年|年初(?!级)|年底|年末|年中|初春|岁末年初|春季|夏季|秋季|冬季|暑期|寒假|暑假|春天|夏天|秋天|冬天|同期|初[春夏秋冬]|[深晚][秋冬]|[春夏秋冬](?![季天游运训耕种装播收]))";
const bareDay =
  "(?:今天|明天|昨天|前天|后天|今日|昨日|明日|前日(?=[上下中早晚凌午，夜])|今晚|今早|今晨|今夜|昨晚|昨夜|明晚|明早|当晚|当天|当日|次日|翌日|(?<=\\p{Script=Han})昨(?=[^天日晚夜早晨午年昔今])|昨（\\d{1,2}）[日天])";
const age =
  "(?:(?:上|本|\\d{1,2}|[一二]十[一]?)世纪(?:\\d0|[一二三四五六七八九]十)?年代(?:初|末|中期|初期|末期)?|\\d{1,2}世纪(?:初|末)?)";

const dayTime = `(?:${part}${clock}?|${clock})`;
const inMonth = `(?:${month}|${relativeMonth})`;
const anyYear = `(?:${year}|${relativeYear}|农历|同年|当年(?=${inMonth}))`;
// The brackets of a weekday between day and hour: 5月9日（周五）上午.
const dayPart = `${day}(?:（(?:周|星期)[一二三四五六日天]）)?(?:${dayTime})?`;
const point = `(?:${anyYear}(?:农历)?${inMonth}(?:${dayPart})?|${inMonth}${dayPart}|${anyYear}(?:${season})?|${inMonth}|${dayPart}|${bareDay}(?:${dayTime})?|${age}|${weekday}(?:${dayTime})?)`;
const to = "(?:至|到|-|—|——|–|~|～)";
// 2019—2023年, 4—6月, 5月20日至22日: the first member may lack its unit.
const halfRange = `(?:(?:${anyYear})?(?:${inMonth})?\\d{1,4}${to})`;
const whole = `(?:(?:${halfRange})?${point}(?:${to}(?:${point}|${clock}))?)(?:(?<=[日号天晚])${dayTime}(?:${to}${clock})?)?`;

const DATE = new RegExp(whole, "gu");
/** A time of day without a day counts too, a bare 上午 does not. */
const HOUR = new RegExp(`${part}${clock}(?:${to}(?:${part})?${clock})?`, "gu");
/** 2024-03-05 09:12, as pages of the web have it. */
const STAMP = /(?<![\d-])(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}(?:[ 　]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?![\d-])/gu;
const SEASON =
  /(?:第[一二三四]季度|前[一二三]季度|[上下]半年|年初|年底|本世纪|上世纪末|本周末?|上周末?|下周末?|岁末年初)/gu;

/** Before these a number of days, years or months is a length of time, or part of another word. */
const BEFORE = /(?:第|每|近|这|那|同|满|逾|超|达|历时|长达|为期|\d|\d[.．:：\-—/]|[.．/]|[A-Za-z])$/u;
const AFTER_BARE_DAY = /^(?:内|之内|间|龄|期|均|常|报|益|化|产|照|程|子|元|游|活)/u;
const PLAIN_DAY = /^(?:\d{1,2}|[一二三十]+)[日号]/u;

export function findDates(line: Line): Candidate[] {
  const { text } = line;
  const found: Candidate[] = [];
  for (const match of text.matchAll(DATE)) {
    const [whole] = match;
    const start = match.index;
    const end = start + whole.length;
    const before = text.slice(Math.max(0, start - 3), start);
    const after = text.slice(end, end + 3);
    if (/[\d第.]$/u.test(before) || (/^[\d一二三四五六七八九十]/u.test(whole) && BEFORE.test(before))) continue;
    const score = dateScore(whole, before, after);
    if (score > 0) found.push({ start, end, type: "DATE", score, source: sourceOf(whole) });
  }
  for (const match of text.matchAll(STAMP)) found.push(candidate(match, 0.93, "date/absolute"));
  for (const match of text.matchAll(HOUR)) found.push(candidate(match, 0.85, "date/hour"));
  for (const match of text.matchAll(SEASON)) {
    const before = text[match.index - 1] ?? "";
    if (/[年届第每]/u.test(before)) continue;
    found.push(candidate(match, /^[第前]|半年|年初|年底/u.test(match[0]) ? 0.8 : 0.7, "date/relative"));
  }
  return found;
}

function candidate(match: RegExpExecArray, score: number, source: string): Candidate {
  return { start: match.index, end: match.index + match[0].length, type: "DATE", score, source };
}

function sourceOf(whole: string): string {
  if (/\d(?:至|到|[-—–~～])|日(?:至|到|[-—–~～])/u.test(whole)) return "date/range";
  return /^(?:今|去|明|前|后|上|本|下|当|次|翌|昨)/u.test(whole) ? "date/relative" : "date/absolute";
}

function dateScore(whole: string, before: string, after: string): number {
  if (/^(?:农历|同年)$/u.test(whole)) return whole === "同年" ? 0.6 : 0;
  if (/^(?:当天|当日|次日|翌日|当月|当晚)$/u.test(whole)) return 0.62;
  if (PLAIN_DAY.test(whole)) {
    if (AFTER_BARE_DAY.test(after)) return 0;
    // 5号 is more often a number than a day.
    if (/^\d+号$/u.test(whole)) return 0.5;
    if (/^[一二三十]/u.test(whole)) return /^[一]日$/u.test(whole) ? 0 : 0.55;
    return 0.9;
  }
  if (/^[一二三四五六七八九十]+月$/u.test(whole)) return 0.75;
  if (/^[初廿十]/u.test(whole) && !/月/u.test(whole)) return 0.45;
  if (/^今[日天]$/u.test(whole) && /^(?:头条|说法)/u.test(after)) return 0;
  if (/^冬月|^正月$/u.test(whole)) return 0.8;
  if (/[《“]$/u.test(before) && /^\d{4}年$/u.test(whole)) return 0.9;
  return 0.97;
}
