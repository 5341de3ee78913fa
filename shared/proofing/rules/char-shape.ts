/** Characters that are misread for others of like shape. */
import { compare, writtenHere } from "../characters/better-word.ts";
import { isInEntity } from "../characters/entities.ts";
import { label, offer } from "../characters/offers.ts";
import { twinsOf } from "../characters/shapes.ts";
import type { Lexicon } from "../context.ts";
import type { Finding } from "../finding.ts";
import type { BlockRule } from "../rule.ts";

/** A twin's word must be at least this frequent, and the words around this much likelier (natural logarithm). */
const COMMON = 100;
const CLEARLY = 5;
/** A word this frequent is right, whatever the twin makes. */
const KNOWN = 5;
/** What this newspaper has written so often is its own. */
const OWN = 3;

export const charShape: BlockRule = {
  id: "char.shape",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("形近字", "Characters of like shape"),
  about: label(
    "一个字与邻字不成词，换成形近字却成常用词、且整段更像话时提出（己已巳、未末、日曰……）；本语料常写的、已确认的实体不提。静态形近字表，默认不开。",
    "Where a character makes no word with its neighbours but one of like shape makes a common one, and the text reads much likelier with it (己已巳, 未末, 日曰 …); never what this corpus often writes, never inside a confirmed entity. A static table: off until switched on.",
  ),
  example: {
    before: "全市上下要提高政治站位，末来发展大有可为。",
    after: "全市上下要提高政治站位，未来发展大有可为。",
  },
  enabled: false,
  check(block, _page, { lexicon, statistics }) {
    const { text } = block;
    const findings: Finding[] = [];
    for (let at = 0; at < text.length; at++) {
      const found = text[at] as string;
      const twins = twinsOf(found);
      if (!twins || standsInWord(text, at, lexicon)) continue;
      const best = bestTwin(text, at, twins, lexicon);
      if (!best || isInEntity(block, at, at + 1) || writtenHere(text, at, at + 1, statistics) >= OWN) continue;
      const { twin, word, gain } = best;
      findings.push(
        offer(charShape, block, at, at + 1, twin, {
          severity: "warning",
          safe: false,
          message: label(`“${found}”疑为形近的“${twin}”。`, `“${found}” may be “${twin}”, which looks like it.`),
          evidence: [
            label(`“${found}”与前后的字不成词。`, `“${found}” makes no word with its neighbours.`),
            label(`换成“${twin}”成词：“${word}”。`, `With “${twin}” there is a word: “${word}”.`),
          ],
          score: Math.min(0.9, 0.4 + gain / 40),
        }),
      );
    }
    return findings;
  },
};

/** Whether the character makes a known word of two or three characters where it stands. */
function standsInWord(text: string, at: number, lexicon: Lexicon): boolean {
  for (let length = 2; length <= 3; length++)
    for (let start = Math.max(0, at - length + 1); start <= at; start++)
      if (lexicon.frequency(text.slice(start, start + length)) >= KNOWN) return true;
  return false;
}

function bestTwin(text: string, at: number, twins: string, lexicon: Lexicon) {
  let best: { twin: string; word: string; gain: number } | null = null;
  for (const twin of twins) {
    const [left, right] = [(text[at - 1] ?? "") + twin, twin + (text[at + 1] ?? "")];
    if (lexicon.frequency(left) < COMMON && lexicon.frequency(right) < COMMON) continue;
    const { gain, word } = compare(text, at, at + 1, twin, lexicon);
    if (gain < CLEARLY || word === null || gain <= (best?.gain ?? 0)) continue;
    best = { twin, word, gain };
  }
  return best;
}
