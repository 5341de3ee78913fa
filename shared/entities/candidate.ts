/**
 * A candidate: what a pattern, the registry or a model proposes before the best consistent set is chosen.
 * Offsets are UTF-16 units here, because patterns read strings; `suggest.ts` converts at the border.
 */
export interface Candidate {
  start: number;
  end: number;
  type: string;
  score: number;
  source: string;
}

/** Weight of a candidate among its rivals: a sure long span beats the sure short ones that it covers. */
function weight({ start, end, score }: Candidate): number {
  return Math.max(0.01, score - 0.3) * (end - start + 0.5);
}

/**
 * The set without overlaps whose weights sum to most (ties: the earlier end, then the earlier candidate).
 * Time: n log n. The result is in order of the text.
 */
export function bestConsistentSet(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => a.end - b.end || a.start - b.start || b.score - a.score);
  const ends = sorted.map(({ end }) => end);
  // best[i]: most weight of the first i candidates; before[i]: how many of them end at or before i's start.
  const best = new Float64Array(sorted.length + 1);
  const before = new Int32Array(sorted.length);
  for (const [i, candidate] of sorted.entries()) {
    before[i] = countUpTo(ends, candidate.start, i);
    const taken = (best[before[i] as number] as number) + weight(candidate);
    best[i + 1] = Math.max(best[i] as number, taken);
  }
  const chosen: Candidate[] = [];
  for (let i = sorted.length; i > 0; ) {
    if ((best[i] as number) > (best[i - 1] as number)) {
      chosen.push(sorted[i - 1] as Candidate);
      i = before[i - 1] as number;
    } else i--;
  }
  return chosen.reverse();
}

/** How many of the first `count` ends are at most `limit`. */
function countUpTo(ends: readonly number[], limit: number, count: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
