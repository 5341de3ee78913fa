/**
 * A page's own style: what its rules of writing seem to be, so that what deviates from it can be found, and what is a
 * habit of the whole page is one decision. Counts are rounded down coarsely, so that a keystroke seldom changes them.
 */
import type { Block } from "../model/document.ts";
import { scriptCounts } from "./characters/scripts.ts";
import { hanAt, hanBefore } from "./characters/text.ts";
import type { Page } from "./page.ts";

interface Counts {
  /** Marks after Han characters, by width. */
  halfMarks: number;
  fullMarks: number;
  /** ASCII and full-width digits and letters. */
  halfLetters: number;
  fullLetters: number;
  /** Quotation marks by shape. */
  straightQuotes: number;
  curlyQuotes: number;
  cornerQuotes: number;
  /** Places where Han and digits meet with a space between, and without. */
  spacedDigits: number;
  closeDigits: number;
  /** Characters that exist in one of the two scripts only. */
  simplified: number;
  traditional: number;
}

/** Plain data: block rules are run again when it changes. */
export type PageStyle = Readonly<Counts>;

const styles = new WeakMap<Page, PageStyle>();
/** Blocks are never changed, only replaced: their counts hold as long as they live. */
const counted = new WeakMap<Block, Counts>();

/** Cheap when asked again for the same page. */
export function styleOf(page: Page): PageStyle {
  let style = styles.get(page);
  if (!style) {
    const sum = zero();
    for (const { block } of page.blocks) {
      const counts = countsOf(block);
      for (const key of keys) sum[key] += counts[key];
    }
    for (const key of keys) sum[key] = roughly(sum[key]);
    style = sum;
    styles.set(page, style);
  }
  return style;
}

/** The next lower of 0, 1, 2, 5, 10, 20, 50, 100 … */
export function roughly(count: number): number {
  if (count < 1) return 0;
  const unit = 10 ** Math.floor(Math.log10(count));
  return count >= 5 * unit ? 5 * unit : count >= 2 * unit ? 2 * unit : unit;
}

/** "100 多处" where it was rounded. */
export function inWords(count: number): { zh: string; en: string } {
  return count > 2
    ? { zh: `至少 ${count} 处`, en: `at least ${count} places` }
    : { zh: "个别处", en: "a place or two" };
}

const zero = (): Counts => ({
  halfMarks: 0,
  fullMarks: 0,
  halfLetters: 0,
  fullLetters: 0,
  straightQuotes: 0,
  curlyQuotes: 0,
  cornerQuotes: 0,
  spacedDigits: 0,
  closeDigits: 0,
  simplified: 0,
  traditional: 0,
});
const keys = Object.keys(zero()) as (keyof Counts)[];

function countsOf(block: Block): Counts {
  let counts = counted.get(block);
  if (!counts) {
    counts = count(block.text);
    counted.set(block, counts);
  }
  return counts;
}

function count(text: string): Counts {
  const counts = { ...zero(), ...scriptCounts(text) };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x4e00 && code <= 0x9fff) continue;
    const char = text[i] as string;
    if (",;:!?".includes(char)) counts.halfMarks += hanBefore(text, i) ? 1 : 0;
    else if ("，；：！？".includes(char)) counts.fullMarks++;
    else if (char === '"') counts.straightQuotes++;
    else if (char === "“" || char === "”") counts.curlyQuotes++;
    else if ("「」『』".includes(char)) counts.cornerQuotes++;
    else if (/[0-9A-Za-z]/.test(char)) {
      counts.halfLetters++;
      if (char <= "9") countSpacing(counts, text, i);
    } else if (/[０-９Ａ-Ｚａ-ｚ]/.test(char)) counts.fullLetters++;
  }
  return counts;
}

function countSpacing(counts: Counts, text: string, i: number): void {
  if (hanBefore(text, i)) counts.closeDigits++;
  else if (text[i - 1] === " " && hanBefore(text, i - 1)) counts.spacedDigits++;
  if (hanAt(text, i + 1)) counts.closeDigits++;
  else if (text[i + 1] === " " && hanAt(text, i + 2)) counts.spacedDigits++;
}
