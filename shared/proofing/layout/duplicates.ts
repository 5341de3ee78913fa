/** Paragraphs that repeat an earlier one; linear in the page: candidates are looked up by a few of their characters. */
import type { PageBlock } from "../page.ts";
import { endsSentence } from "./marks.ts";

export interface Duplicate {
  first: PageBlock;
  second: PageBlock;
  /** Runs of four characters that both have, over those that either has. */
  share: number;
}

/** Shorter blocks repeat for good reasons: headings, credits, refrains. */
const SHORTEST = 40;
const ALIKE = 0.8;
/** Runs remembered of a paragraph, and earlier paragraphs compared with one. */
const SAMPLES = 12;
const CANDIDATES = 4;

export function duplicatesOf(blocks: readonly PageBlock[]): Duplicate[] {
  const seen = new Map<number, PageBlock[]>();
  const runs = new Map<PageBlock, Set<string>>();
  const runsIn = (block: PageBlock) => {
    const known = runs.get(block) ?? runsOf(block.text);
    runs.set(block, known);
    return known;
  };
  const result: Duplicate[] = [];
  for (const block of blocks) {
    // A headline repeats its story's first sentence and is no duplicate of it: it has no full stop.
    if (block.role !== "paragraph" || block.text.length < SHORTEST || !endsSentence(block.text.trimEnd())) continue;
    const samples = sampleOf(block.text);
    const found = mostShared(samples, seen).find((first) => shareOf(runsIn(first), runsIn(block)) >= ALIKE);
    if (found) {
      result.push({ first: found, second: block, share: shareOf(runsIn(found), runsIn(block)) });
      continue;
    }
    for (const key of samples) {
      const list = seen.get(key);
      if (!list) seen.set(key, [block]);
      else if (list.length < CANDIDATES) list.push(block);
    }
  }
  return result;
}

function withoutSpaces(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/gu, "") : text;
}

function runsOf(text: string): Set<string> {
  const plain = withoutSpaces(text);
  const result = new Set<string>();
  for (let i = 0; i + 4 <= plain.length; i++) result.add(plain.slice(i, i + 4));
  return result;
}

/**
 * The smallest keys of a text's runs: two texts that are alike share most of them wherever they differ. Nothing but
 * numbers, since this is asked of every paragraph and the runs themselves are needed of very few.
 */
function sampleOf(text: string): number[] {
  const plain = withoutSpaces(text);
  const smallest: number[] = [];
  for (let i = 0; i + 4 <= plain.length; i++) {
    const key = keyAt(plain, i);
    let at = smallest.length;
    if (at === SAMPLES && key >= (smallest[at - 1] as number)) continue;
    while (at > 0 && (smallest[at - 1] as number) > key) at--;
    if (smallest[at - 1] === key) continue;
    smallest.splice(at, 0, key);
    if (smallest.length > SAMPLES) smallest.pop();
  }
  return smallest;
}

/** FNV-1a of the four characters at `start`. */
function keyAt(text: string, start: number): number {
  let hash = 2166136261;
  for (let i = start; i < start + 4; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

function mostShared(samples: readonly number[], seen: ReadonlyMap<number, PageBlock[]>): PageBlock[] {
  const counts = new Map<PageBlock, number>();
  for (const key of samples) for (const block of seen.get(key) ?? []) counts.set(block, (counts.get(block) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, CANDIDATES)
    .filter(([, count]) => count >= 3)
    .map(([block]) => block);
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const run of a) if (b.has(run)) shared++;
  return shared / (a.size + b.size - shared);
}
