/** Space at the start or end of a block. */
import { label, offer } from "../characters/offers.ts";
import { isSpace } from "../characters/text.ts";
import type { BlockRule } from "../rule.ts";

const EDGES = /^[ \t\u00a0\u2000-\u200a\u202f\u3000]+|[ \t\u00a0\u2000-\u200a\u202f\u3000]+$/g;

export const spaceEdge: BlockRule = {
  id: "space.edge",
  kind: "space",
  // After the lines have been judged: an indent tells where a paragraph begins.
  stage: "roles",
  scope: "block",
  title: label("段首段末的空格", "Space at the edges"),
  about: label(
    "删去一段开头和结尾的空格（包括用全角空格做的缩进）。",
    "Removes space at a block's start and end, indents of ideographic spaces included.",
  ),
  example: { before: "　　合办：离石区融媒体中心 ", after: "合办：离石区融媒体中心" },
  enabled: true,
  check(block) {
    const { text } = block;
    if (!(isSpace(text[0]) || isSpace(text.at(-1))) || !text.trim()) return [];
    return Array.from(text.matchAll(EDGES), ({ 0: found, index }) =>
      offer(spaceEdge, block, index, index + found.length, "", {
        severity: "warning",
        safe: true,
        message: index
          ? label("删去段末的空格。", "Removes the space at the end.")
          : label("删去段首的空格。", "Removes the space at the start."),
        evidence: [label("缩进由版式决定，不写在文字里。", "Indents are a matter of layout, not of text.")],
        score: 0.9,
      }),
    );
  },
};
