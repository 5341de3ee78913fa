/**
 * Runs: for every UTF-16 unit of a block, where it came from. The same algebra as shared/model/pieces.ts, in the
 * editor's unit. Pure; must not know ProseMirror.
 */
import type { Run } from "./schema.ts";

export function runsLength(runs: readonly Run[]): number {
  let length = 0;
  for (const run of runs) length += run.length;
  return length;
}

/** The same runs in the fewest: no empty ones, neighbours that continue each other made one. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  for (const run of runs) {
    if (!run.length) continue;
    const last = result.at(-1);
    const continues = last && (last.source === null ? run.source === null : run.source === last.source + last.length);
    if (last && continues) result[result.length - 1] = { length: last.length + run.length, source: last.source };
    else result.push({ length: run.length, source: run.source });
  }
  return result;
}

/** The runs of the units [from, to). */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const result: Run[] = [];
  let position = 0;
  for (const run of runs) {
    const start = Math.max(from - position, 0);
    const end = Math.min(to - position, run.length);
    if (start < end) result.push({ length: end - start, source: run.source === null ? null : run.source + start });
    position += run.length;
    if (position >= to) break;
  }
  return result;
}

export function sameRuns(a: readonly Run[], b: readonly Run[]): boolean {
  return (
    a.length === b.length && a.every((run, index) => run.length === b[index]?.length && run.source === b[index]?.source)
  );
}

/** What of the claimed runs is true of the text: a run whose source reads otherwise becomes inserted text. */
export function checkedRuns(runs: readonly Run[], text: string, source: string): Run[] {
  if (runsLength(runs) !== text.length) return joinRuns([{ length: text.length, source: null }]);
  let position = 0;
  return joinRuns(
    runs.map((run) => {
      const said = text.slice(position, position + run.length);
      position += run.length;
      return run.source !== null && source.startsWith(said, run.source) ? run : { length: run.length, source: null };
    }),
  );
}
