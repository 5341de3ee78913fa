/** A byline that stands in a paragraph's line: behind its last full stop, or before its first word. */

import type { Edit } from "../edits.ts";
import { bareBylineAt, bylineHeadEnd, isByline, isStoryOpener } from "../layout/patterns.ts";
import { type BlockRule, findingAt, replaceEdit } from "../rule.ts";

/** A shorter rest is no paragraph: a credit or a caption. */
const SHORTEST = 30;

export const roleBylineSplit: BlockRule = {
  id: "role.byline-split",
  kind: "role",
  stage: "blocks",
  scope: "block",
  title: { zh: "粘在正文上的署名", en: "Bylines glued to the text" },
  about: {
    zh: "段末句号后面的“记者 某某”、段首的“□本报记者 某某”另起一行，作署名。括号里的署名留在段里。",
    en: "A bare 记者 X behind a paragraph's last full stop, or □本报记者 X before its first word, becomes a byline. A sign-off in brackets stays.",
  },
  example: {
    before: "全区上下凝心聚力，着力在各个方面下功夫，共同为打造人民满意的惠济贡献力量。记者 简洋",
    after: "全区上下凝心聚力，着力在各个方面下功夫，共同为打造人民满意的惠济贡献力量。\n\n记者 简洋",
  },
  enabled: true,
  check(block) {
    if (block.role !== "paragraph" || block.text.includes("\n")) return [];
    const { text, points } = block;
    const tail = bareBylineAt(text);
    if (tail !== null && tail >= SHORTEST) {
      const end = text.slice(0, tail).trimEnd().length;
      const fix: Edit[] = [{ do: "split", block: block.id, at: points.toCodePoint(tail), role: "byline" }];
      if (end < tail) fix.unshift(replaceEdit(block, end, tail, ""));
      return [
        findingAt(roleBylineSplit, block, tail, text.length, {
          ...said,
          evidence: [{ zh: "在最后一个句号后面。", en: "It stands behind the last full stop." }],
          fix,
        }),
      ];
    }
    const head = isByline(text) || isStoryOpener(text) ? null : bylineHeadEnd(text);
    if (head === null || text.length - head < SHORTEST) return [];
    const end = text.slice(0, head).trimEnd().length;
    return [
      findingAt(roleBylineSplit, block, 0, end, {
        ...said,
        evidence: [{ zh: "在段首，后面空一格才是正文。", en: "It stands at the head, with a space before the text." }],
        fix: [
          replaceEdit(block, end, head, ""),
          { do: "split", block: block.id, at: points.toCodePoint(head) },
          { do: "role", block: block.id, role: "byline" },
        ],
      }),
    ];
  },
};

const said = {
  severity: "warning",
  safe: false,
  score: 0.85,
  message: { zh: "署名粘在正文上。", en: "A byline is glued to the text." },
} as const;
