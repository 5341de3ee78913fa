/** Half-width , ; : ! ? among Han characters. */
import { label, offer } from "../characters/offers.ts";
import {
  addressesIn,
  chineseAt,
  chineseBefore,
  isDigit,
  isForeign,
  isLatin,
  solidBefore,
  solidFrom,
  within,
} from "../characters/text.ts";
import type { Finding } from "../finding.ts";
import type { BlockRule } from "../rule.ts";
import { inWords, styleOf } from "../style.ts";

const fullWidth: Readonly<Record<string, string>> = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？" };

export const punctHalfwidth: BlockRule = {
  id: "punct.halfwidth",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("半角标点", "Half-width marks"),
  about: label(
    "汉字之后（或数字、字母之后、汉字之前）的 , ; : ! ? 改为全角；小数、千分位、时刻、比分、网址、邮箱与外文句子不动。",
    "Turns , ; : ! ? after Han (or after a digit or letter and before Han) full-width; leaves thousands, times, scores, addresses and foreign sentences alone.",
  ),
  example: { before: "今年来,全市共义诊1,200人次:上午8:30开始!", after: "今年来，全市共义诊1,200人次：上午8:30开始！" },
  enabled: true,
  check(block, page) {
    const { text } = block;
    if (!/[,;:!?]/.test(text) || isForeign(text)) return [];
    const addresses = addressesIn(text);
    const findings: Finding[] = [];
    for (const match of text.matchAll(/[,;:!?]/g)) {
      const found = match[0];
      const at = match.index;
      const sure = isChineseMark(text, at);
      if (sure === null || within(addresses, at)) continue;
      const full = fullWidth[found] as string;
      const count = inWords(styleOf(page).halfMarks);
      findings.push(
        offer(punctHalfwidth, block, at, at + 1, full, {
          severity: "error",
          safe: sure,
          message: label(`半角“${found}”改为全角“${full}”。`, `Half-width “${found}” becomes full-width “${full}”.`),
          evidence: [
            label("它在中文里断句。", "It divides Chinese text."),
            label(`本页汉字后的半角标点：${count.zh}。`, `Half-width marks after Han on this page: ${count.en}.`),
          ],
          score: 0.9,
        }),
      );
    }
    return findings;
  },
};

/** Whether the mark surely (true) or probably (false) divides Chinese text; null where it does not. */
function isChineseMark(text: string, at: number): boolean | null {
  const mark = text[at] as string;
  // The emoticons :) ;-) and the like.
  if ((mark === ":" || mark === ";") && /^-?[)(DP](?!\p{L})/u.test(text.slice(at + 1, at + 4))) return null;
  let before = solidBefore(text, at);
  // The second mark of ?! stands behind what the first one does.
  while (before >= 0 && (mark === "!" || mark === "?") && /[!?]/.test(text[before] as string)) before--;
  const after = solidFrom(text, at + 1);
  if (chineseBefore(text, before + 1)) return true;
  if (before < 0 || !chineseAt(text, after) || mark === "!" || mark === "?") return null;
  const left = text[before] as string;
  // 1:中国, 1,首先 at the start may be numbering of any kind.
  if (isDigit(left)) return mark === ":" || /^\s*\d{1,2}$/.test(text.slice(0, at)) ? null : true;
  if (left === "%" || left === ")" || left === '"') return true;
  // The end of a row of Latin words belongs to the row.
  if (isLatin(left)) return /[A-Za-z][,;:] ?[A-Za-z .-]*$/.test(text.slice(Math.max(0, at - 40), at)) ? null : false;
  return null;
}
