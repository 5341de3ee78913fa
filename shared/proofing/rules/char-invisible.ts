/** Characters that nobody sees: zero-width, control, soft hyphen, byte order mark. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

/** Without tab and line feed, without selectors of variants (U+FE00 …, U+E0100 …), which choose a character's shape. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/g;

/** Marks of direction and joiners have work to do in these scripts, and inside emoji. */
const NEEDS_MARKS = /[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc\u1000-\u109f\u1780-\u17ff]/;
const JOINED = /[\u200d]/;
const PICTURE = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\ufe0f]/u;

export const charInvisible: BlockRule = {
  id: "char.invisible",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("看不见的字符", "Invisible characters"),
  about: label(
    "删去零宽字符、控制字符、软连字符、字节顺序标记；表情符号里的连接符、阿拉伯文等文字需要的标记、异体字选择符不动。",
    "Removes zero-width and control characters, soft hyphens and byte order marks; leaves joiners inside emoji, marks that scripts such as Arabic need, and variation selectors.",
  ),
  example: { before: "惠济\u200b区两会\u00ad召开", after: "惠济区两会召开" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (NEEDS_MARKS.test(text)) return [];
    return Array.from(text.matchAll(INVISIBLE)).flatMap(({ 0: found, index }) => {
      if (JOINED.test(found) && PICTURE.test(text.slice(Math.max(0, index - 2), index))) return [];
      const codes = Array.from(found, codeOf).join(" ");
      return offer(charInvisible, block, index, index + found.length, "", {
        severity: "error",
        safe: true,
        message: label("删去看不见的字符。", "Removes an invisible character."),
        evidence: [label(`字符：${codes}。`, `Characters: ${codes}.`)],
        score: 0.95,
      });
    });
  },
};

const codeOf = (char: string) => `U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
