/** Errors that this corpus's editors have corrected before. */
import { compare, writtenHere } from "../characters/better-word.ts";
import { isInEntity } from "../characters/entities.ts";
import { label, offer } from "../characters/offers.ts";
import type { LearnedPair, ProofingContext } from "../context.ts";
import type { Finding } from "../finding.ts";
import type { PageBlock } from "../page.ts";
import type { BlockRule } from "../rule.ts";

/** Words must be this much likelier (natural logarithm) with the right characters; less where the place is alike too. */
const CLEARLY = 3;
const SLIGHTLY = 1;
/** What the corpus writes this much oftener than the corrected form is no error. */
const OWN = 5;

export const charLearned: BlockRule = {
  id: "char.learned",
  kind: "character",
  stage: "characters",
  scope: "block",
  title: label("改过的错又出现", "An error corrected before"),
  about: label(
    "本语料的编辑曾把甲改成乙：别处的甲若前后文与改过的地方相同，或换成乙明显更成词，就提出同样的改法；已确认的实体不提。",
    "Where an editor of this corpus has turned one character into another, the same correction is offered elsewhere if what stands around it is the same, or if the other character clearly makes better words; never inside a confirmed entity.",
  ),
  example: { before: "全市上下认为是否符合末来发展要认真研究。", after: "全市上下认为是否符合未来发展要认真研究。" },
  enabled: true,
  check(block, _page, context) {
    if (!context.learned.length) return [];
    const { search, byWrong } = indexOf(context.learned);
    const findings: Finding[] = [];
    for (const { 0: wrong, index } of block.text.matchAll(search)) {
      const end = index + wrong.length;
      if (isInEntity(block, index, end)) continue;
      const offers = (byWrong.get(wrong) ?? []).flatMap((pair) => judge(pair, block, index, context) ?? []);
      const best = offers.sort((a, b) => b.score - a.score)[0];
      if (!best) continue;
      const { pair, evidence, score } = best;
      findings.push(
        offer(charLearned, block, index, end, pair.right, {
          severity: "warning",
          safe: false,
          message: label(
            `“${wrong}”应为“${pair.right}”？别处这样改过。`,
            `“${wrong}” for “${pair.right}”? It was corrected so elsewhere.`,
          ),
          evidence: [
            label(
              `本语料已这样改过 ${pair.times} 次。`,
              `This corpus's editors have made this correction ${pair.times} times.`,
            ),
            ...evidence,
          ],
          score,
        }),
      );
    }
    return findings;
  },
};

interface Learned {
  search: RegExp;
  byWrong: Map<string, LearnedPair[]>;
}
const indexes = new WeakMap<readonly LearnedPair[], Learned>();

/** One expression for all pairs: a text is gone through once, however much was learned. */
function indexOf(learned: readonly LearnedPair[]): Learned {
  let index = indexes.get(learned);
  if (!index) {
    const byWrong = Map.groupBy(
      learned.filter(({ wrong, right }) => wrong !== right),
      ({ wrong }) => wrong,
    );
    // The longest first: 己经 says more than 己. Single characters as one set, which is quicker than a choice.
    const wrongs = [...byWrong.keys()].sort((a, b) => b.length - a.length).map(escaped);
    const [longer, single] = [wrongs.filter((wrong) => !isSingle(wrong)), wrongs.filter(isSingle)];
    const source = [...longer, ...(single.length ? [`[${single.join("")}]`] : [])].join("|");
    index = { search: new RegExp(source || "(?!)", "gu"), byWrong };
    indexes.set(learned, index);
  }
  return index;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
/** Whether it is one character that means itself inside a set. */
const isSingle = (text: string) => /^[\p{L}\p{N}]$/u.test(text);

function judge(pair: LearnedPair, block: PageBlock, at: number, { lexicon, statistics }: ProofingContext) {
  const { text } = block;
  const end = at + pair.wrong.length;
  // What is already right is not written over: 是未来 must not become 是未未来.
  if (text.startsWith(pair.right, at) || written(text, at, end, pair.right)) return null;
  const alike = Math.max(0, ...pair.contexts.map((context) => likeness(context, text, at, end)));
  const sameForm = writtenHere(text, at, end, statistics);
  if (
    sameForm >= OWN &&
    alike < 4 &&
    sameForm > writtenHere(replaced(text, at, end, pair.right), at, at + pair.right.length, statistics)
  )
    return null;
  const { gain, word, present } = compare(text, at, end, pair.right, lexicon);
  const byWords = gain >= CLEARLY && word !== null && present === null;
  const byPlace = alike >= 4 || (alike >= 2 && gain >= SLIGHTLY);
  if (!byWords && !byPlace) return null;
  const evidence = [
    ...(byPlace ? [label("前后文与改过的地方相同。", "What stands around it is as it was there.")] : []),
    ...(byWords ? [label(`改后成词：“${word}”。`, `Corrected, there is a word: “${word}”.`)] : []),
  ];
  return { pair, evidence, score: Math.min(0.95, 0.5 + alike / 20 + Math.max(0, gain) / 50) };
}

/** Characters next to the place that are as they were at a corrected one; 0 unless at least one is on the side of both. */
function likeness(
  { before, after }: { before: string; after: string },
  text: string,
  start: number,
  end: number,
): number {
  let left = 0;
  while (left < before.length && before.at(-1 - left) === text[start - 1 - left]) left++;
  let right = 0;
  while (right < after.length && after[right] === text[end + right]) right++;
  // A mark or an edge on one side says little by itself: two characters of a word must agree somewhere.
  return left + right >= 2 ? left + right : 0;
}

const replaced = (text: string, start: number, end: number, right: string) =>
  text.slice(0, start) + right + text.slice(end);

/** Whether the right characters stand there already, the wrong ones being a part of them. */
function written(text: string, start: number, end: number, right: string): boolean {
  const wrong = text.slice(start, end);
  for (let at = right.indexOf(wrong); at >= 0; at = right.indexOf(wrong, at + 1))
    if (text.startsWith(right, start - at)) return true;
  return false;
}
