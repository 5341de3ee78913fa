/**
 * How much two texts speak of the same: shared pairs of characters, each weighing more the fewer stories it occurs in.
 * A headline repeats its story's names and rare words. Must not know: pages.
 */

export function bigramsOf(text: string): string[] {
  const result: string[] = [];
  for (const run of text.match(/[\p{Script=Han}A-Za-z0-9]+/gu) ?? [])
    for (let i = 0; i + 2 <= run.length; i++) result.push(run.slice(i, i + 2));
  return result;
}

export interface Match {
  /** Which of the texts. */
  index: number;
  /** 0 to 1: the share of the headline's weight that the text has. */
  score: number;
}

/** An index over stories' leads that headlines are looked up in; linear in the texts. */
export class Overlap {
  readonly #where = new Map<string, number[]>();
  readonly #count: number;

  constructor(texts: readonly string[]) {
    this.#count = texts.length;
    for (const [index, text] of texts.entries())
      for (const pair of new Set(bigramsOf(text))) {
        const list = this.#where.get(pair);
        if (list) list.push(index);
        else this.#where.set(pair, [index]);
      }
  }

  #weight(pair: string): number {
    return Math.log(1 + (this.#count + 1) / (1 + (this.#where.get(pair)?.length ?? 0)));
  }

  /** How well each text that shares anything fits, best first. */
  match(text: string): Match[] {
    const pairs = new Set(bigramsOf(text));
    const scores = new Map<number, number>();
    let total = 0;
    for (const pair of pairs) {
      const weight = this.#weight(pair);
      total += weight;
      for (const index of this.#where.get(pair) ?? []) scores.set(index, (scores.get(index) ?? 0) + weight);
    }
    return [...scores]
      .map(([index, score]) => ({ index, score: score / total }))
      .sort((a, b) => b.score - a.score || a.index - b.index);
  }
}

/** Longer common words of two texts, for showing: runs of characters of `text` that `other` has too, longest first. */
export function sharedWords(text: string, other: string): string[] {
  const words: string[] = [];
  for (const run of text.match(/[\p{Script=Han}A-Za-z0-9]+/gu) ?? []) {
    for (let start = 0; start < run.length; ) {
      let end = start;
      while (end < run.length && other.includes(run.slice(start, end + 1))) end++;
      if (end - start >= 2) words.push(run.slice(start, end));
      start = Math.max(end, start + 1);
    }
  }
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 5);
}
