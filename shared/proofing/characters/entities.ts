/** Confirmed names: nothing inside one is doubted. */
import type { PageBlock } from "../page.ts";

/** Whether an entity of the block covers any of [start, end) (UTF-16 units). */
export function isInEntity(block: PageBlock, start: number, end: number): boolean {
  const { entities } = block.block;
  if (!entities.length) return false;
  const [from, to] = [block.points.toCodePoint(start), block.points.toCodePoint(end)];
  return entities.some((entity) => entity.start < to && from < entity.end);
}
