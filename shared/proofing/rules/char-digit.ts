/** Letters and circles read for the digits 0 and 1, and the other way round in years written in Han numerals. */
import { label, offer } from "../characters/offers.ts";
import type { Finding } from "../finding.ts";
import type { BlockRule } from "../rule.ts";

/** A number with letters in it, then what is counted. */
const NUMBER =
  /(?<![A-Za-z0-9.-])(?=[OolI]*\d|[lI][OolI]?[月日])[\dOolI]*[OolI][\dOolI]*(?=[年月日号时点分个名人次项万亿元岁%])/g;
/** A year in Han numerals whose nought is something else. */
const HAN_YEAR = /(?<=[一二三四五六七八九〇])[0OoО○◯](?=[0OoО○◯〇零一二三四五六七八九]{0,3}年)/g;

export const charDigit: BlockRule = {
  id: "char.digit",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("数字里的字母", "Letters in numbers"),
  about: label(
    "数与单位之间的 O o l I 改为 0 和 1（2O22年、l2月）；汉字年份里的 0 ○ O 改为 〇（二○二二年）。型号、化学式不动。",
    "Turns O o l I in a number before its unit into 0 and 1 (2O22年, l2月), and 0 ○ O in a year of Han numerals into 〇 (二○二二年); leaves model names and formulas.",
  ),
  example: { before: "2O22年l2月，二○二二年十二月", after: "2022年12月，二〇二二年十二月" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!/[OolIоО○◯0]/.test(text)) return [];
    const findings: Finding[] = [];
    const add = (start: number, found: string, right: string, evidence: { zh: string; en: string }) =>
      findings.push(
        offer(charDigit, block, start, start + found.length, right, {
          severity: "error",
          safe: false,
          message: label(`“${found}”应为“${right}”。`, `“${found}” should be “${right}”.`),
          evidence: [evidence],
          score: 0.85,
        }),
      );
    for (const { 0: found, index } of text.matchAll(NUMBER))
      add(
        index,
        found,
        found.replace(/[Oo]/g, "0").replace(/[lI]/g, "1"),
        label("后面是单位，这里应是数字。", "A unit follows: this must be a number."),
      );
    for (const { 0: found, index } of text.matchAll(HAN_YEAR))
      add(index, found, "〇", label("汉字数字的年份用“〇”。", "Years in Han numerals write 〇."));
    return findings;
  },
};
