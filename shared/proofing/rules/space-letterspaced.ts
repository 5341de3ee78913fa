/** Lines that were printed spaced out: every character followed by a space. */
import { label, offer } from "../characters/offers.ts";
import { countHan } from "../characters/text.ts";
import { segment } from "../lexicon.ts";
import type { BlockRule } from "../rule.ts";

/** Characters, or whole numbers, each with one space behind it; then a last one. Unspaced text may adjoin: joined lines. */
const SPACED =
  /(?<![\p{L}\p{N}]\s|[A-Za-z\d])(?:(?:\p{Script=Han}[，。、；：]?|\d+) ){4,}(?:\p{Script=Han}|\d+(?!\d))(?![A-Za-z\d])/gu;

export const spaceLetterspaced: BlockRule = {
  id: "space.letterspaced",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("字间加空", "Letter-spaced text"),
  about: label(
    "五个以上的字各隔一个空格，去掉空格后多半成词时，删去这些空格；两字姓名的名单（王 伟 李 强）不动。",
    "Removes the spaces between five or more characters with a space behind each, where most of them make words without; leaves rows of names (王 伟 李 强) alone.",
  ),
  example: { before: "不 断 提 高 新 阶 段 全 区 疫 情 防 控 工 作 成", after: "不断提高新阶段全区疫情防控工作成" },
  enabled: true,
  check(block, _page, { lexicon }) {
    const { text } = block;
    if (!text.includes(" ")) return [];
    return Array.from(text.matchAll(SPACED)).flatMap(({ 0: found, index }) => {
      const joined = found.replaceAll(" ", "");
      const han = countHan(joined);
      const words = segment(joined, lexicon).filter((word) => word.length > 1 && countHan(word));
      const inWords = words.join("").length;
      if (han < 4 || inWords * 5 < han * 2 || namesRow(found)) return [];
      return offer(spaceLetterspaced, block, index, index + found.length, joined, {
        severity: "error",
        safe: inWords >= 6,
        message: label("删去字与字之间的空格。", "Removes the spaces between the characters."),
        evidence: [label(`去掉空格后 ${inWords} 个字成词。`, `Without spaces, ${inWords} characters make words.`)],
        score: 0.95,
      });
    });
  },
};

const SURNAMES =
  "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文";

/** Whether every other character is a surname: two-character names, spaced to fill three places each. */
function namesRow(found: string): boolean {
  const chars = found.split(" ");
  const surnames = chars.filter((char, index) => index % 2 === 0 && SURNAMES.includes(char)).length;
  return surnames * 2 >= Math.ceil(chars.length / 2);
}
