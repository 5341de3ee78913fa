/** Spaces between Han characters and digits or Latin letters. */
import { isMeant, leadingNumber } from "../characters/kept-spaces.ts";
import { label, offer } from "../characters/offers.ts";
import { hanAt, hanBefore, isForeign, isRunning } from "../characters/text.ts";
import type { Lexicon } from "../context.ts";
import type { BlockRule } from "../rule.ts";
import { inWords, styleOf } from "../style.ts";

/** What a number counts: after one of these nothing but a number can have stood. */
const UNIT =
  /^(?:年|月份?|日|号|时|点|分钟?|秒|个|名|人次?|位|次|项|条|件|家|所|户|辆|台|张|份|场|期|届|批|支|万|亿|千|百|余|多|元|岁|周年|周岁|周|倍|米|公里|平方|立方|吨|公斤|千克|克|亩|公顷|厘米|毫米|小时|天|例|床|层|栋|套|级|度|种|类|大|瓶|本|页|%)/;

export const spaceHanDigit: BlockRule = {
  id: "space.han-digit",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("汉字与数字字母之间的空格", "Space between Han and digits or letters"),
  about: label(
    "删去正文里汉字与数字、字母之间的一个空格；保留：本报讯之后、标题各部分之间、署名里、段首编号之后、外文词之间。",
    "Removes the space between Han and digits or letters in running text; keeps it after 本报讯, between the parts of a headline, in credits, after a leading number and between foreign words.",
  ),
  example: {
    before: "本报讯 2022 年 12 月 12 日，离石区将 5名同志列为对象。",
    after: "本报讯 2022年12月12日，离石区将5名同志列为对象。",
  },
  enabled: true,
  check(block, page, { lexicon }) {
    const { text } = block;
    if (!text.includes(" ") || isForeign(text)) return [];
    const running = isRunning(text);
    return Array.from(
      text.matchAll(/(?<=[0-9A-Za-z%]) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=[0-9A-Za-z])/gu),
    ).flatMap(({ index }) => {
      const counted = isCounted(text, index);
      if (isMeant(block, index) || (!counted && !running)) return [];
      const number = leadingNumber(text, index);
      if (number !== null && isSection(number, text, index, lexicon)) return [];
      const { spacedDigits } = styleOf(page);
      const count = inWords(spacedDigits);
      return offer(spaceHanDigit, block, index, index + 1, "", {
        severity: "warning",
        safe: counted || (!/[A-Za-z]/.test(text.slice(Math.max(0, index - 1), index + 2)) && !isTable(text)),
        message: label("删去汉字与数字字母之间的空格。", "Removes the space between Han and a digit or letter."),
        evidence: counted
          ? [
              label("这是带单位的数或日期。", "This is a number with its unit, or a date."),
              label(`本页汉字与数字之间有空格：${count.zh}。`, `Spaces between Han and digits here: ${count.en}.`),
            ]
          : [label("正文里汉字与数字字母之间不空格。", "Running text has no space between Han and digits or letters.")],
        score: 0.8,
      });
    });
  },
};

/** Whether the space stands inside a number with its unit, or between a date's parts: `5 日`, `月 5 日`. */
function isCounted(text: string, at: number): boolean {
  if (/\d/.test(text[at - 1] as string)) return UNIT.test(text.slice(at + 1, at + 4));
  if (!hanBefore(text, at)) return false;
  const number = /^\d+(?:\.\d+)? ?/.exec(text.slice(at + 1, at + 16))?.[0];
  if (!number) return false;
  if (text[at - 1] === "第") return true;
  return /[年月]$/.test(text.slice(0, at)) && /^[月日]/.test(text.slice(at + 1 + number.length));
}

/** Whether what follows a small leading number reads as a heading of its own: 1 以政治建设为统领, 2 人民至上. */
function isSection(number: number, text: string, at: number, lexicon: Lexicon): boolean {
  if (!hanAt(text, at + 1)) return false;
  const rest = text.slice(at + 1, at + 4);
  if (/^(?:年|月|日|月份|周年|周岁)(?!.[^\d\s，。的])/.test(rest)) return false;
  if (!UNIT.test(rest)) return true;
  return number <= 20 && lexicon.frequency(rest.slice(0, 2)) >= 100;
}

/** Rows of figures: several numbers with spaces on both sides. */
function isTable(text: string): boolean {
  return (text.match(/ [\d.%]+(?= )/g)?.length ?? 0) >= 3 && !/[，。；]/.test(text);
}
