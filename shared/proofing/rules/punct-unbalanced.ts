/** Brackets and quotation marks without their twin. */
import { label, mark } from "../characters/offers.ts";
import { isApostrophe } from "../characters/text.ts";
import type { Page, PageBlock } from "../page.ts";
import type { PageRule } from "../rule.ts";

const twins: Readonly<Record<string, string>> = {
  "“": "”",
  "‘": "’",
  "（": "）",
  "《": "》",
  "〈": "〉",
  "「": "」",
  "『": "』",
  "【": "】",
  "〔": "〕",
};
const MARKS = /[“”‘’（）《》〈〉「」『』【】〔〕]/g;

/** More blocks than this a pair never spans: a mark that waits longer has lost its twin. */
const REACH = 30;

export const punctUnbalanced: PageRule = {
  id: "punct.unbalanced",
  kind: "punctuation",
  stage: "characters",
  scope: "page",
  title: label("不成对的引号括号", "Unpaired marks"),
  about: label(
    "先按篇配对（一对可能被断行分开），配不上的才标出；段首重复的前引号（引文分段）不算。只标不改。",
    "Pairs marks within the article first, since a line break may stand between twins, and shows those without a twin; an opening mark repeated at the start of each quoted paragraph is right. No fix.",
  ),
  example: { before: "坚持“围绕中心抓党建的思路，推进工作。", after: null },
  enabled: true,
  check(page) {
    return unpairedIn(page).map(({ block, at, char }) =>
      mark(punctUnbalanced, block, at, at + 1, {
        severity: "warning",
        message: label(`“${char}”没有与之成对的另一半。`, `“${char}” has no twin.`),
        evidence: [label("在本篇里找不到它的另一半。", "Its other half is nowhere in the article.")],
        score: 0.6,
      }),
    );
  },
};

interface Place {
  block: PageBlock;
  at: number;
  char: string;
}

function unpairedIn(page: Page): Place[] {
  const unpaired: Place[] = [];
  let open: Place[] = [];
  let article = "";
  for (const block of page.blocks) {
    if (block.article !== article) {
      unpaired.push(...open);
      open = [];
      article = block.article;
    }
    // Those that have waited longest come first.
    while (open[0] && block.index - open[0].block.index > REACH) unpaired.push(open.shift() as Place);
    for (const { 0: char, index: at } of block.text.matchAll(MARKS)) {
      if (isApostrophe(block.text, at)) continue;
      const place = { block, at, char };
      if (twins[char]) {
        // A quotation of several paragraphs opens anew with each and closes once.
        const again = at === 0 ? open.findIndex((other) => other.char === char && other.at === 0) : -1;
        if (again >= 0) open.splice(again, 1);
        open.push(place);
      } else {
        const twin = open.findLastIndex((other) => twins[other.char] === char);
        if (twin >= 0) unpaired.push(...open.splice(twin).slice(1));
        else unpaired.push(place);
      }
    }
  }
  return [...unpaired, ...open];
}
