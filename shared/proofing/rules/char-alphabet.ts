/** Cyrillic and Greek letters that look Latin, inside Latin words. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

const alike: ReadonlyMap<string, string> = new Map(
  Object.entries({
    АВЕЅІЈКМНОРСТУХЬ: "ABESIJKMHOPCTYXb",
    асеіјорѕухԁһԛԝ: "aceijopsyxdhqw",
    ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ: "ABEZHIKMNOPTYX",
    ο: "o",
  }).flatMap(([from, to]) => Array.from(from, (char, index): [string, string] => [char, to[index] as string])),
);
/** Letters and digits of the three alphabets in a row. */
const WORD =
  /[A-Za-z0-9\u0370-\u03ff\u0400-\u052f-]*[\u0370-\u03ff\u0400-\u052f][A-Za-z0-9\u0370-\u03ff\u0400-\u052f-]*/g;

export const charAlphabet: BlockRule = {
  id: "char.alphabet",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("混入的西里尔、希腊字母", "Letters of another alphabet"),
  about: label(
    "拉丁字母的词里混有形近的西里尔或希腊字母（СOVID 的 С）时，换成拉丁字母；整词是俄文、希腊文或数学符号（α、μm、Ω）时不动。",
    "Turns Cyrillic and Greek letters that look Latin into Latin ones where they stand in a Latin word (the С of СOVID); leaves whole Russian or Greek words and symbols (α, μm, Ω).",
  ),
  example: { before: "新冠病毒（\u0421OVID-19）", after: "新冠病毒（COVID-19）" },
  enabled: true,
  check(block) {
    return Array.from(block.text.matchAll(WORD)).flatMap(({ 0: word, index }) => {
      const latin = Array.from(word, (char) => alike.get(char) ?? char).join("");
      const mixed = /[A-Za-z]/.test(word) && !/[\u0370-\u052f]/.test(latin);
      // One Latin letter beside one other is as likely to be a symbol: Ho, Rα.
      if (!mixed || word.length < 3) return [];
      return offer(charAlphabet, block, index, index + word.length, latin, {
        severity: "error",
        safe: /[A-Za-z]{2}/.test(word),
        message: label(
          `“${word}”里混有别种字母，改为拉丁字母“${latin}”。`,
          `“${latin}” holds letters of another alphabet.`,
        ),
        evidence: [label("同一个词里有拉丁字母。", "The same word has Latin letters.")],
        score: 0.9,
      });
    });
  },
};
