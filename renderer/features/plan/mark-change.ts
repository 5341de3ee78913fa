/**
 * Which characters a change takes away and which it puts in, for the preview.
 * Pure; counts in code points inside, so that no character is cut in two.
 */
import { sharedEnds } from "../../../shared/model/shared-ends.ts";

export interface Mark {
  text: string;
  changed: boolean;
}

/** Above this product of lengths the whole middle is marked: nobody reads such a change letter by letter. */
const MOST_CELLS = 160_000;

/** The two texts in runs of what both have and what only one has. */
export function markChange(before: string, after: string): { before: Mark[]; after: Mark[] } {
  const [old, now] = [Array.from(before), Array.from(after)];
  const { prefix, suffix } = sharedEnds(old, now);
  const middle = commonCharacters(old.slice(prefix, old.length - suffix), now.slice(prefix, now.length - suffix));
  const mark = (text: readonly string[], kept: ReadonlySet<number>) =>
    runs(text, (at) => at < prefix || at >= text.length - suffix || kept.has(at - prefix));
  return { before: mark(old, middle.old), after: mark(now, middle.now) };
}

/** Indices of a longest common subsequence in either text. */
function commonCharacters(old: readonly string[], now: readonly string[]): { old: Set<number>; now: Set<number> } {
  const kept = { old: new Set<number>(), now: new Set<number>() };
  const width = now.length + 1;
  if (!old.length || !now.length || old.length * now.length > MOST_CELLS) return kept;
  // lengths[i * width + j]: of the longest common subsequence of old[i…] and now[j…].
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) {
      kept.old.add(i++);
      kept.now.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return kept;
}

function runs(text: readonly string[], isKept: (at: number) => boolean): Mark[] {
  const marks: Mark[] = [];
  for (const [at, character] of text.entries()) {
    const changed = !isKept(at);
    const last = marks.at(-1);
    if (last?.changed === changed) last.text += character;
    else marks.push({ text: character, changed });
  }
  return marks;
}
