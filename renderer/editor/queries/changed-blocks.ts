/** Which blocks differ between two documents, by comparing references; unchanged ones are never looked into. */
import type { Node as PMNode } from "prosemirror-model";
import { isBlock } from "../schema.ts";

export interface ChangedBlock {
  readonly node: PMNode;
  /** Position before the block in the new document. */
  readonly pos: number;
}

/** The number of children that two nodes share at their start and at their end. */
function sharedEnds(before: PMNode, after: PMNode): { start: number; end: number } {
  const most = Math.min(before.childCount, after.childCount);
  let start = 0;
  while (start < most && before.child(start) === after.child(start)) start++;
  let end = 0;
  while (end < most - start && before.child(before.childCount - 1 - end) === after.child(after.childCount - 1 - end))
    end++;
  return { start, end };
}

function collectOld(before: PMNode, after: PMNode, known: Set<PMNode>): void {
  const { start, end } = sharedEnds(before, after);
  for (let i = start; i < before.childCount - end; i++) {
    const child = before.child(i);
    if (isBlock(child)) known.add(child);
    else
      child.forEach((block) => {
        known.add(block);
      });
  }
}

function collectNew(before: PMNode, after: PMNode, pos: number, known: Set<PMNode>, result: ChangedBlock[]): void {
  const { start, end } = sharedEnds(before, after);
  let at = pos;
  for (let i = 0; i < after.childCount - end; i++) {
    const child = after.child(i);
    if (i >= start) {
      if (!isBlock(child))
        child.forEach((node, offset) => {
          if (!known.has(node)) result.push({ node, pos: at + 1 + offset });
        });
      else if (!known.has(child)) result.push({ node: child, pos: at });
    }
    at += child.nodeSize;
  }
}

/** Blocks of `after` that are not blocks of `before`, in order. A block that only moved is not among them. */
export function changedBlocks(before: PMNode, after: PMNode): ChangedBlock[] {
  if (before === after) return [];
  const known = new Set<PMNode>();
  const result: ChangedBlock[] = [];
  const { start, end } = sharedEnds(before, after);
  const oneArticle = before.childCount - start - end === 1 && after.childCount - start - end === 1;
  if (oneArticle) {
    let pos = 0;
    for (let i = 0; i < start; i++) pos += after.child(i).nodeSize;
    collectOld(before.child(start), after.child(start), known);
    collectNew(before.child(start), after.child(start), pos + 1, known, result);
  } else {
    collectOld(before, after, known);
    collectNew(before, after, 0, known, result);
  }
  return result;
}
