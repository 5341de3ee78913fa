/** Straight quotation marks in Chinese text. */
import { label } from "../characters/offers.ts";
import { countHan, isForeign } from "../characters/text.ts";
import { type BlockRule, findingAt, replaceEdit } from "../rule.ts";
import { styleOf } from "../style.ts";

export const punctStraightQuotes: BlockRule = {
  id: "punct.straight-quotes",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("直引号", "Straight quotation marks"),
  about: label(
    '段内成对、所引有汉字的 " " 改为 “ ”，成对改；个数不成双的段不动。全页以弯引号为主时可放心改。',
    'Turns " " into “ ”, as a pair, where Han is quoted and the marks of the paragraph are even in number. Safe where the page mostly uses curly ones.',
  ),
  example: { before: '坚持"围绕中心抓党建"的思路', after: "坚持“围绕中心抓党建”的思路" },
  enabled: true,
  check(block, page) {
    const { text } = block;
    if (!text.includes('"') || isForeign(text)) return [];
    const places = Array.from(text.matchAll(/"/g), ({ index }) => index);
    if (places.length % 2) return [];
    const style = styleOf(page);
    // A curly mark among them means that one of the pair may be right already.
    const safe = style.curlyQuotes >= 5 * Math.max(1, style.straightQuotes) && !/[“”]/.test(text);
    return places.flatMap((open, index) => {
      const close = places[index + 1];
      if (index % 2 || close === undefined || !countHan(text.slice(open + 1, close))) return [];
      return findingAt(punctStraightQuotes, block, open, close + 1, {
        severity: "warning",
        safe,
        message: label("直引号改为弯引号。", "Straight quotation marks become curly ones."),
        evidence: [
          label("段内的直引号成对。", "The paragraph's straight marks come in pairs."),
          ...(safe ? [label("本页以弯引号为主。", "The page mostly uses curly ones.")] : []),
        ],
        score: 0.7,
        fix: [replaceEdit(block, open, open + 1, "“"), replaceEdit(block, close, close + 1, "”")],
      });
    });
  },
};
