/**
 * The lexicon: words of the language with their frequency, and the division of a few characters into words by it.
 * Knows nothing of where the words come from (the host reads them) or of documents.
 */
import type { Lexicon } from "./context.ts";

/** Words rarer than this in the dictionary's corpus are mostly its filler; leaving them out halves the size. */
const LEAST_FREQUENCY = 4;
/** Longer entries are sayings and titles, which no rule asks for. */
const LONGEST_WORD = 8;

/** Size of the table of words' beginnings: a power of two, some ten times as many as there are in the dictionary. */
const BEGINNINGS = 1 << 20;

/** Knows no word: rules that need words then find nothing. */
export const emptyLexicon: Lexicon = lexiconFromText("");

/** @param words one word a line, a tab, its frequency; lines of another form are passed over */
export function lexiconFromText(words: string): Lexicon {
  const frequencies = new Map<string, number>();
  const beginnings = new Uint8Array(BEGINNINGS);
  let longest = 0;
  for (let start = 0; start < words.length; ) {
    const tab = words.indexOf("\t", start);
    if (tab < 0) break;
    let end = words.indexOf("\n", tab);
    if (end < 0) end = words.length;
    const word = words.slice(start, tab);
    const frequency = Number(words.slice(tab + 1, end));
    if (frequency > 0) {
      frequencies.set(word, frequency);
      beginnings[beginningOf(word)] = 1;
      if (word.length > longest) longest = word.length;
    }
    start = end + 1;
  }
  // Rules mostly ask for what is no word: that is told by its first two characters, many times faster than by the map.
  const begins = (word: string) => beginnings[beginningOf(word)] === 1;
  return {
    has: (word) => begins(word) && frequencies.has(word),
    frequency: (word) => (begins(word) ? (frequencies.get(word) ?? 0) : 0),
    longest,
  };
}

/** A number for a word's first two UTF-16 units; two beginnings may share one. */
function beginningOf(word: string): number {
  const second = word.length > 1 ? word.charCodeAt(1) : 0;
  return (Math.imul(word.charCodeAt(0), 40503) + Math.imul(second, 10007)) & (BEGINNINGS - 1);
}

/**
 * The lexicon's text from a dictionary in jieba's form ("word frequency tag" a line): Han words, single characters
 * included (dividing text into words needs their weight), and of the longer ones only those that are really used.
 */
export function lexiconText(dictionary: string): string {
  const lines: string[] = [];
  for (const line of dictionary.split("\n")) {
    const [word = "", frequency = ""] = line.split(" ");
    const length = Array.from(word).length;
    if (!/^\p{Script=Han}+$/u.test(word) || length > LONGEST_WORD) continue;
    if (Number(frequency) >= (length > 1 ? LEAST_FREQUENCY : 1)) lines.push(`${word}\t${Number(frequency)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Sum of all frequencies in the reference corpus, in round figures; only ratios matter. */
const LOG_TOTAL = Math.log(6e7);

/**
 * The likeliest division into words, each word's chance being its frequency. For short stretches: time is the text's
 * length × the longest word's. Characters that the lexicon does not know stand alone.
 */
export function segment(text: string, lexicon: Lexicon): string[] {
  return divide(text, lexicon).words;
}

/** As `segment`, with the logarithm of the division's chance: the higher, the more the text looks like language. */
export function divide(text: string, lexicon: Lexicon): { words: string[]; score: number } {
  const { length } = text;
  const best = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(length + 1);
  best[0] = 0;
  for (let start = 0; start < length; start++) {
    const base = best[start] as number;
    // Inside a surrogate pair: nothing begins here.
    if (base === Number.NEGATIVE_INFINITY) continue;
    const single = (text.codePointAt(start) as number) > 0xffff ? 2 : 1;
    const limit = Math.min(length, start + Math.max(single, lexicon.longest));
    for (let end = start + single; end <= limit; end++) {
      const frequency = lexicon.frequency(text.slice(start, end));
      if (!frequency && end > start + single) continue;
      const score = base + Math.log(frequency || 0.5) - LOG_TOTAL;
      if (score > (best[end] as number)) {
        best[end] = score;
        from[end] = start;
      }
    }
  }
  const words: string[] = [];
  for (let end = length; end > 0; end = from[end] as number) words.unshift(text.slice(from[end], end));
  return { words, score: best[length] as number };
}

/** The most frequent word of two characters or more that lies across `at` (UTF-16 units); null where none does. */
export function wordAcross(text: string, at: number, lexicon: Lexicon): string | null {
  const reach = Math.min(lexicon.longest, 4);
  let found: string | null = null;
  for (let start = Math.max(0, at - reach + 1); start < at; start++)
    for (let end = at + 1; end <= Math.min(text.length, start + reach); end++) {
      const word = text.slice(start, end);
      if (lexicon.frequency(word) > (found === null ? 0 : lexicon.frequency(found))) found = word;
    }
  return found;
}
