/**
 * Whether a word of the language stands across a line end: the likeliest division into words is looked for once with a
 * border at the line end and once without. Must not know: pages.
 */
import type { Lexicon } from "../context.ts";

/** Characters looked at on either side; words are rarely longer. */
const REACH = 5;
/** Words of the reference corpus; only differences between divisions matter, so that any large number will do. */
const TOTAL = 6e7;
/** How much likelier the division with a word across must be (natural logarithm). */
const MARGIN = 1.5;

/** The word that the line end cuts, or null. `left` and `right` are the two lines' texts. */
export function wordAcross(lexicon: Lexicon, left: string, right: string): string | null {
  const tail = /\p{Script=Han}+$/u.exec(left.slice(-REACH))?.[0] ?? "";
  const head = /^\p{Script=Han}+/u.exec(right.slice(0, REACH))?.[0] ?? "";
  if (!tail || !head) return null;
  const whole = divide(lexicon, tail + head);
  const apart = divide(lexicon, tail).score + divide(lexicon, head).score;
  if (whole.score - apart < MARGIN) return null;
  return whole.words.find(({ start, end }) => start < tail.length && end > tail.length)?.word ?? null;
}

interface Division {
  score: number;
  words: { start: number; end: number; word: string }[];
}

function divide(lexicon: Lexicon, text: string): Division {
  const best = new Float64Array(text.length + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(text.length + 1);
  best[0] = 0;
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - lexicon.longest); start < end; start++) {
      const word = text.slice(start, end);
      // Single characters are always possible: names and rare words have to be divided somehow.
      if (end - start > 1 && !lexicon.has(word)) continue;
      const score = (best[start] as number) + Math.log(Math.max(1, lexicon.frequency(word)) / TOTAL);
      if (score > (best[end] as number)) {
        best[end] = score;
        from[end] = start;
      }
    }
  }
  const words: Division["words"] = [];
  for (let end = text.length; end > 0; end = from[end] as number)
    words.unshift({ start: from[end] as number, end, word: text.slice(from[end], end) });
  return { score: best[text.length] as number, words };
}
