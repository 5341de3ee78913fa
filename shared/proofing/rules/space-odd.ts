/** Spaces of unusual kinds, and several in a row. */
import { label, offer } from "../characters/offers.ts";
import type { BlockRule } from "../rule.ts";

const ODD = /(?<=\S)[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+(?=\S)/g;

export const spaceOdd: BlockRule = {
  id: "space.odd",
  kind: "space",
  stage: "characters",
  scope: "block",
  title: label("特殊或连续的空格", "Unusual or repeated spaces"),
  about: label(
    "文字中间的不间断空格、全角空格、各种窄空格，以及连着的几个空格，改为一个普通空格；像表格的（一段里有三处以上宽空格）不动。",
    "Turns no-break, ideographic and narrow spaces inside the text, and several in a row, into one ordinary space; leaves what looks like a table (three wide gaps or more) alone.",
  ),
  example: { before: "奉献你我热血　点亮生命之光", after: "奉献你我热血 点亮生命之光" },
  enabled: true,
  check(block) {
    const runs = Array.from(block.text.matchAll(ODD)).filter(({ 0: found }) => found !== " ");
    const wide = runs.filter(({ 0: found }) => found.length > 1).length;
    return runs
      .filter(({ 0: found }) => wide < 3 || found.length === 1)
      .map(({ 0: found, index }) =>
        offer(spaceOdd, block, index, index + found.length, " ", {
          severity: "warning",
          safe: true,
          message: label("改为一个普通空格。", "Becomes one ordinary space."),
          evidence: [
            found.length > 1
              ? label(`这里连着 ${found.length} 个空格。`, `There are ${found.length} spaces in a row.`)
              : label("这是一个特殊的空格字符。", "This is an unusual space character."),
          ],
          score: 0.9,
        }),
      );
  },
};
