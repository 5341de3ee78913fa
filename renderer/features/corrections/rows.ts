/** What the corrections view lists: blocks with changes, and in between how many blocks have none. */
import type { Correction, CorrectionKind } from "../../../shared/corrections/correction.ts";
import { type TrackedBlock, trackedBlocks } from "../../../shared/corrections/tracked.ts";
import type { GalleyDocument } from "../../../shared/model/document.ts";

export type Row =
  | { row: "block"; block: TrackedBlock }
  /** Blocks without a change, from this one on. */
  | { row: "fold"; first: string; count: number };

/**
 * @param kind only changes of this kind are shown as such; null for all
 * @param unfolded first blocks of the folds that are open
 */
export function rowsOf(
  document: GalleyDocument,
  corrections: readonly Correction[],
  kind: CorrectionKind | null,
  unfolded: ReadonlySet<string>,
): Row[] {
  const shown = kind ? corrections.filter((correction) => correction.kind === kind) : corrections;
  const rows: Row[] = [];
  let fold: TrackedBlock[] = [];
  const close = () => {
    const [first] = fold;
    if (!first) return;
    // One block takes no more room than the line that would stand for it.
    if (fold.length === 1 || unfolded.has(first.id)) rows.push(...fold.map((block): Row => ({ row: "block", block })));
    else rows.push({ row: "fold", first: first.id, count: fold.length });
    fold = [];
  };
  for (const block of trackedBlocks(document, shown)) {
    if (block.count === 0) {
      fold.push(block);
      continue;
    }
    close();
    rows.push({ row: "block", block });
  }
  close();
  return rows;
}
