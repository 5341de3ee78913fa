/**
 * What two lists have in common, by identity: which members of the old list stand in the new one in the same order, as
 * many as can be, and the stretches between them that differ. Pure; knows nothing of documents.
 */

/** Members [from, to) of the old list became members [start, end) of the new one. */
export interface Stretch {
  from: number;
  to: number;
  start: number;
  end: number;
}

/** The stretches that differ, in order. @param before without repetitions */
export function differences<T>(before: readonly T[], after: readonly T[]): Stretch[] {
  const places = new Map(before.map((one, index) => [one, index]));
  const result: Stretch[] = [];
  let from = 0;
  let start = 0;
  const close = (to: number, end: number) => {
    if (from < to || start < end) result.push({ from, to, start, end });
  };
  for (const end of longestRise(after.map((one) => places.get(one) ?? -1))) {
    const to = places.get(after[end] as T) as number;
    close(to, end);
    from = to + 1;
    start = end + 1;
  }
  close(before.length, after.length);
  return result;
}

/** Indices of the longest strictly rising selection of the numbers; negative ones are left out. */
function longestRise(numbers: readonly number[]): number[] {
  /** By length, the index of the smallest number that a rise of this length ends with. */
  const ends: number[] = [];
  const previous: number[] = [];
  const at = (index: number) => numbers[index] as number;
  for (const [index, number] of numbers.entries()) {
    if (number < 0) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(ends[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  }
  const result: number[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] as number) result.push(index);
  return result.reverse();
}
