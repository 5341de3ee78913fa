/**
 * The order of titles and names in the list, as text that SQLite compares by itself.
 *
 * Latin and digits first, case ignored, by code point; then Han characters by Mandarin reading (the system's pinyin
 * collation), character by character; rarer characters beyond the basic block follow by code point. Not a full
 * collation (no polyphones, no tailoring), but the order that a reader of pinyin looks for, at no cost per query.
 */

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

let ranks: Uint16Array | null = null;

/** Place of every basic Han character in pinyin order. About 40 ms, once a process, only when something is indexed. */
function hanRanks(): Uint16Array {
  if (ranks) return ranks;
  const collator = new Intl.Collator("zh-u-co-pinyin");
  const characters = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, i) => String.fromCharCode(FIRST_HAN + i));
  ranks = new Uint16Array(characters.length);
  for (const [rank, character] of characters.sort(collator.compare).entries())
    ranks[character.charCodeAt(0) - FIRST_HAN] = rank;
  return ranks;
}

/** A text that sorts by code point where `text` should sort. */
export function sortKey(text: string): string {
  return text.toLowerCase().replace(/[\u4e00-\u9fff]/g, (character) => {
    const rank = hanRanks()[character.charCodeAt(0) - FIRST_HAN] ?? 0;
    return String.fromCharCode(FIRST_HAN + rank);
  });
}

let weights: Uint16Array | null = null;

/** Where each UTF-16 unit sorts, by the same order. */
export function sortWeights(): Uint16Array {
  weights ??= Uint16Array.from({ length: 0x10000 }, (_, unit) => sortKey(String.fromCharCode(unit)).charCodeAt(0));
  return weights;
}
