/** A quotation mark that looks the wrong way. */
import { label, offer } from "../characters/offers.ts";
import { isApostrophe } from "../characters/text.ts";
import type { Finding } from "../finding.ts";
import type { BlockRule } from "../rule.ts";

const pairs = [
  { open: "“", close: "”", either: /[“”]/g },
  { open: "‘", close: "’", either: /[‘’]/g },
];

export const punctQuoteDirection: BlockRule = {
  id: "punct.quote-direction",
  kind: "punctuation",
  stage: "characters",
  scope: "block",
  title: label("引号方向", "Direction of quotation marks"),
  about: label(
    "同一段里 “……“ 或 ”……” 两两同向、其余都成对时，把背向内容的一个转过来。",
    "Where two marks in a row look the same way and all others of the paragraph pair, the one that looks away from what is quoted is turned.",
  ),
  example: {
    before: "坚持“围绕中心抓党建“的思路，开展“大走访”活动。",
    after: "坚持“围绕中心抓党建”的思路，开展“大走访”活动。",
  },
  enabled: true,
  check(block) {
    const findings: Finding[] = [];
    for (const { open, close, either } of pairs) {
      const marks = Array.from(block.text.matchAll(either)).filter(({ index }) => !isApostrophe(block.text, index));
      const wrong = wrongOne(marks.map(({ 0: char }) => char === open));
      const found = wrong === null ? undefined : marks[wrong];
      if (!found) continue;
      const right = found[0] === open ? close : open;
      findings.push(
        offer(punctQuoteDirection, block, found.index, found.index + 1, right, {
          severity: "error",
          safe: false,
          message: label(`“${found[0]}”应为“${right}”。`, `“${found[0]}” should be “${right}”.`),
          evidence: [label("转过来之后，本段引号全部成对。", "Turned, all marks of the paragraph pair.")],
          score: 0.8,
        }),
      );
    }
    return findings;
  },
};

/** Which mark must be turned so that they alternate, when one is all it takes; null otherwise. */
function wrongOne(opens: readonly boolean[]): number | null {
  if (opens.length % 2) return null;
  const wrong = opens.flatMap((isOpen, index) => (isOpen === (index % 2 === 0) ? [] : [index]));
  return wrong.length === 1 ? (wrong[0] as number) : null;
}
