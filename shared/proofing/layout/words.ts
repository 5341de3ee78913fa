/**
 * Whether a word of the language stands across a line end: the likeliest division into words is looked for once with a
 * border at the line end and once without. Must not know: pages.
 */
import { inOtherScript, scriptCounts } from "../characters/scripts.ts";
import type { Lexicon } from "../context.ts";
import { divide } from "../lexicon.ts";

/** Characters looked at on either side; words are rarely longer. */
const REACH = 4;
/** How much likelier the division with a word across must be (natural logarithm), and for how much it is beyond doubt. */
const MARGIN = 1.5;
const SURELY = 4;

interface Across {
  word: string;
  /** How much likelier the text is with the word than without. */
  gain: number;
}

/** Line ends that were looked at before: a page is read many times while it is being mended. */
const seen = new WeakMap<Lexicon, Map<string, Across | null>>();
const MOST_SEEN = 40_000;

/** The word that the line end cuts, or null. `left` and `right` are the two lines' texts. */
export function wordAcross(lexicon: Lexicon, left: string, right: string): string | null {
  return across(lexicon, left, right)?.word ?? null;
}

/** Whether the line end cuts a word beyond doubt: 化|为 may be one, 保健|院 is. */
export function cutsWord(lexicon: Lexicon, left: string, right: string): boolean {
  return (across(lexicon, left, right)?.gain ?? 0) >= SURELY;
}

function across(lexicon: Lexicon, left: string, right: string): Across | null {
  const tail = asInLexicon(/\p{Script=Han}+$/u.exec(left.slice(-REACH))?.[0] ?? "");
  const head = asInLexicon(/^\p{Script=Han}+/u.exec(right.slice(0, REACH))?.[0] ?? "");
  if (!tail || !head) return null;
  let known = seen.get(lexicon);
  if (!known || known.size > MOST_SEEN) {
    known = new Map();
    seen.set(lexicon, known);
  }
  const key = `${tail} ${head}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const word = lookAcross(lexicon, tail, head);
  known.set(key, word);
  return word;
}

/** The lexicon's words are simplified; a text of the other script is looked up as if it were, and stays what it is. */
function asInLexicon(text: string): string {
  return scriptCounts(text).traditional ? Array.from(text, simplified).join("") : text;
}

function simplified(character: string): string {
  return scriptCounts(character).traditional ? (inOtherScript(character) ?? character) : character;
}

function lookAcross(lexicon: Lexicon, tail: string, head: string): Across | null {
  const whole = divide(tail + head, lexicon);
  const gain = whole.score - divide(tail, lexicon).score - divide(head, lexicon).score;
  if (gain < MARGIN) return null;
  let start = 0;
  for (const word of whole.words) {
    const end = start + word.length;
    if (start < tail.length && end > tail.length) return { word, gain };
    start = end;
  }
  return null;
}
