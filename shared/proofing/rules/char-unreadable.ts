/** Places where a character was lost: the replacement character, and characters of private use. */
import { label, mark } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

const LOST = /[\ufffd\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]|[\ud800-\udfff]/gu;

export const charUnreadable: BlockRule = {
  id: "char.unreadable",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("无法辨认的字符", "Unreadable characters"),
  about: label(
    "标出替换符 U+FFFD、私用区字符和残缺的字符：原字已经丢失，要看原件补。",
    "Shows replacement characters U+FFFD, characters of private use and broken halves: what stood there is lost and must be looked up in the original.",
  ),
  example: { before: "区委书记\ufffd海平主持会议", after: null },
  enabled: true,
  check(block) {
    return Array.from(block.text.matchAll(LOST), ({ 0: found, index }) => {
      const code = (found.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
      return mark(charUnreadable, block, index, index + found.length, {
        severity: "error",
        message: label("这里有一个字符丢失了，请对照原件。", "A character was lost here; see the original."),
        evidence: [
          found === "\ufffd"
            ? label("U+FFFD 表示解码时认不出的字节。", "U+FFFD stands for bytes that could not be decoded.")
            : label(`U+${code} 没有公认的字形。`, `U+${code} has no agreed shape.`),
        ],
        score: 0.9,
      });
    });
  },
};
