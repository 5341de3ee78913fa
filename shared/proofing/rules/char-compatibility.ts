/** Look-alikes from Unicode's compatibility blocks: radicals, compatibility ideographs, small and vertical forms. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

/** Kangxi radicals, compatibility ideographs, vertical and small forms, half-width ideographic marks, Latin ligatures. */
const COMPATIBLE =
  /[\u2e80-\u2fd5\uf900-\ufaff\u{2f800}-\u{2fa1f}\ufe10-\ufe19\ufe30-\ufe4f\ufe50-\ufe6f\uff61-\uff65\ufb00-\ufb06]/gu;

/** Radicals of the CJK supplement are no Unicode equivalents, but the shapes that broken PDF fonts give for these. */
const radicals: Readonly<Record<string, string>> = {
  "⺎": "兀",
  "⺗": "心",
  "⺟": "母",
  "⺠": "民",
  "⺩": "王",
  "⺫": "目",
  "⻁": "虎",
  "⻄": "西",
  "⻅": "见",
  "⻆": "角",
  "⻉": "贝",
  "⻋": "车",
  "⻓": "长",
  "⻔": "门",
  "⻘": "青",
  "⻙": "韦",
  "⻚": "页",
  "⻛": "风",
  "⻜": "飞",
  "⻝": "食",
  "⻢": "马",
  "⻣": "骨",
  "⻤": "鬼",
  "⻥": "鱼",
  "⻦": "鸟",
  "⻧": "卤",
  "⻨": "麦",
  "⻩": "黄",
  "⻬": "齐",
  "⻮": "齿",
  "⻰": "龙",
};
/** What newspapers print for these forms, where Unicode's own equivalent is another mark. */
const marks: Readonly<Record<string, string>> = {
  "﹐": "，",
  "﹑": "、",
  "﹒": "。",
  "﹔": "；",
  "﹕": "：",
  "﹖": "？",
  "﹗": "！",
  "﹙": "（",
  "﹚": "）",
  "︐": "，",
  "︓": "：",
  "︔": "；",
  "︕": "！",
  "︖": "？",
  "︙": "……",
  "︰": "：",
  "︱": "——",
  "︵": "（",
  "︶": "）",
  "︷": "｛",
  "︸": "｝",
};

export const charCompatibility: BlockRule = {
  id: "char.compatibility",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("形同实异的字符", "Compatibility look-alikes"),
  about: label(
    "部首字符（⼀⼈⻓）、兼容汉字、竖排与小号标点（﹐︵）、连体字母（ﬁ）换成通用的字符；它们看着一样，却搜不到。",
    "Turns radicals (⼀⼈⻓), compatibility ideographs, vertical and small marks (﹐︵) and ligatures (ﬁ) into the ordinary characters: they look alike but can't be searched for.",
  ),
  example: { before: "⼈⺠﹐政府", after: "人民，政府" },
  enabled: true,
  check(block) {
    return Array.from(block.text.matchAll(COMPATIBLE)).flatMap(({ 0: found, index }) => {
      const usual = radicals[found] ?? marks[found] ?? found.normalize("NFKC");
      if (usual === found) return [];
      const code = (found.codePointAt(0) as number).toString(16).toUpperCase();
      return offer(charCompatibility, block, index, index + found.length, usual, {
        severity: "error",
        safe: !(found in marks),
        message: label(`换成通用的“${usual}”。`, `Becomes the ordinary “${usual}”.`),
        evidence: [label(`这是兼容字符 U+${code}。`, `This is the compatibility character U+${code}.`)],
        score: 0.9,
      });
    });
  },
};
