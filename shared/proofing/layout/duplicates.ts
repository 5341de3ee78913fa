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
  const seen = new Map<string, PageBlock[]>();
  const runs = new Map<PageBlock, Set<string>>();
  const result: Duplicate[] = [];
  for (const block of blocks) {
    // A headline repeats its story's first sentence and is no duplicate of it: it has no full stop.
    if (block.role !== "paragraph" || block.text.length < SHORTEST || !endsSentence(block.text.trimEnd())) continue;
    const own = runsOf(block.text);
    runs.set(block, own);
    const samples = sampleOf(own);
    const found = mostShared(samples, seen).find((first) => shareOf(runs.get(first) as Set<string>, own) >= ALIKE);
    if (found) {
      result.push({ first: found, second: block, share: shareOf(runs.get(found) as Set<string>, own) });
      continue;
    }
    for (const run of samples) {
      const list = seen.get(run);
      if (!list) seen.set(run, [block]);
      else if (list.length < CANDIDATES) list.push(block);
    }
  }
  return result;
}

function runsOf(text: string): Set<string> {
  const plain = text.replace(/\s+/gu, "");
  const result = new Set<string>();
  for (let i = 0; i + 4 <= plain.length; i++) result.add(plain.slice(i, i + 4));
  return result;
}

/** The smallest runs by a fixed order: two texts that are alike share most of them wherever they differ. */
function sampleOf(runs: ReadonlySet<string>): string[] {
  return [...runs]
    .map((run) => ({ run, key: keyOf(run) }))
    .sort((a, b) => a.key - b.key)
    .slice(0, SAMPLES)
    .map(({ run }) => run);
}

function keyOf(run: string): number {
  let hash = 2166136261;
  for (let i = 0; i < run.length; i++) hash = Math.imul(hash ^ run.charCodeAt(i), 16777619);
  return hash >>> 0;
}

function mostShared(samples: readonly string[], seen: ReadonlyMap<string, PageBlock[]>): PageBlock[] {
  const counts = new Map<PageBlock, number>();
  for (const run of samples) for (const block of seen.get(run) ?? []) counts.set(block, (counts.get(block) ?? 0) + 1);
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
