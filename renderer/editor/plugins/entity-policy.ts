/**
 * What becomes of entities when the text under them changes (docs/entities.md). Adds mark steps to a transaction so
 * that in the given blocks every entity has one id, one whole span, and text under it. Never runs while an input
 * method composes: appended marks would break the composition.
 */
import type { Transaction } from "prosemirror-state";
import { newId } from "../../../shared/model/ids.ts";
import { wholeCharacters } from "../codec.ts";
import type { ChangedBlock } from "../queries/changed-blocks.ts";
import { extentsIn } from "../queries/extents.ts";
import { entityAttrs, entityType } from "../schema.ts";
import { type DetailsMap, EntityDetailsStep, freshDetails } from "../steps/entity-details.ts";

/** Brings the entities of changed blocks to rule. Positions are those of `tr.doc`; only mark steps are added. */
export function repairEntities(tr: Transaction, blocks: readonly ChangedBlock[], details: DetailsMap): void {
  const seen = new Set<string>();
  for (const { node, pos } of blocks) {
    const base = pos + 1;
    const text = node.textContent;
    for (const extent of extentsIn(node)) {
      const { mark } = extent;
      if (!text.slice(extent.start, extent.end).trim()) {
        tr.removeMark(base + extent.start, base + extent.end, mark);
        continue;
      }
      const [start, end] = wholeCharacters(text, extent.start, extent.end);
      if (extent.holes || start !== extent.start || end !== extent.end) tr.addMark(base + start, base + end, mark);
      if (seen.has(extent.id)) {
        const copy = entityType.create({ ...entityAttrs(mark), id: newId("e") });
        tr.removeMark(base + start, base + end, mark).addMark(base + start, base + end, copy);
        tr.step(new EntityDetailsStep(entityAttrs(copy).id, null, details.get(extent.id) ?? freshDetails));
        orderMarks(tr, pos);
      }
      seen.add(extent.id);
    }
  }
}

/**
 * Puts the marks of a block's text in nesting order where they are not, so that a nested entity is drawn as one
 * element inside its outer one.
 * @param pos position before the block in `tr.doc`
 */
export function orderMarks(tr: Transaction, pos: number): void {
  const block = tr.doc.nodeAt(pos);
  if (!block) return;
  const rank = new Map(extentsIn(block).map((extent, index) => [extent.id, index]));
  if (rank.size < 2) return;
  block.forEach((child, offset) => {
    const marks = child.marks;
    const rankOf = (mark: (typeof marks)[number]) => rank.get(entityAttrs(mark).id) ?? 0;
    // Marks are added at the end, so everything from the first misplaced one on is taken off and put back in order.
    const sorted = [...marks].sort((a, b) => rankOf(a) - rankOf(b));
    const first = marks.findIndex((mark, index) => mark !== sorted[index]);
    if (first < 0) return;
    const from = pos + 1 + offset;
    const to = from + child.nodeSize;
    for (const mark of sorted.slice(first)) tr.removeMark(from, to, mark);
    for (const mark of sorted.slice(first)) tr.addMark(from, to, mark);
  });
}
