/** Numbers broken by spaces. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

/** Three single digits or more, each apart; then a year broken once; then a decimal broken at its point or before it. */
const SINGLE = /(?<![\d.:：/-]|\d )\d(?: \d){2,}(?! ?\d| ?[.:/-])/g;
const YEAR = /(?<!\d|\d )(?:1 9|2 0|19|20) ?\d ?\d(?= ?年)/g;
const DECIMAL =
  /(?<![\d.]|\d )(?:\d+|\d(?: \d)+) ?\. ?\d+(?= ?(?:%|万|亿|元|米|[厘毫分千]米|公里|公斤|[千毫]?克|[毫]?升|吨|亩|公顷|平方|立方|小时|度|个百分点|倍))/g;

export const spaceDigits: BlockRule = {
  id: "space.digits",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("数字被空格断开", "Numbers broken by spaces"),
  about: label(
    "合拢被空格断开的数：逐字隔开的（2 0 2 2）、年份（20 22年）、小数点旁的（3. 5万）；电话号码、千分空、成列的数不动。",
    "Closes numbers that spaces broke: spaced out (2 0 2 2), years (20 22年), beside a decimal point (3. 5万); leaves telephone numbers, thousands and columns alone.",
  ),
  example: { before: "20 22年投资3. 5万元", after: "2022年投资3.5万元" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!/\d [\d.]|\. \d/.test(text)) return [];
    const found = new Map<number, { end: number; safe: boolean }>();
    for (const [pattern, safe] of [
      [DECIMAL, false],
      [SINGLE, false],
      [YEAR, true],
    ] as const)
      for (const match of text.matchAll(pattern))
        if (match[0].includes(" ")) found.set(match.index, { end: match.index + match[0].length, safe });
    return Array.from(found, ([start, { end, safe }]) => {
      const closed = text.slice(start, end).replaceAll(" ", "");
      return offer(spaceDigits, block, start, end, closed, {
        severity: "warning",
        safe,
        message: label(`数字合拢为 ${closed}。`, `The number is closed: ${closed}.`),
        evidence: [
          safe
            ? label("后面是“年”，合拢后是一个年份。", "With 年 behind it, the closed number is a year.")
            : label("一个数里不空格。", "A number has no spaces inside."),
        ],
        score: 0.75,
      });
    });
  },
};
