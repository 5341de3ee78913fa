/** What rules about entities have in common: places in UTF-16 units, and findings on them. */
import type { Entity } from "../../model/document.ts";
import type { Edit } from "../edits.ts";
import type { Finding } from "../finding.ts";
import type { PageBlock } from "../page.ts";
import { findingAt } from "../rule.ts";

export interface Tagged {
  block: PageBlock;
  entity: Entity;
  /** UTF-16 units in the block's text. */
  start: number;
  end: number;
}

export function taggedIn(block: PageBlock): Tagged[] {
  return block.block.entities.map((entity) => {
    return { block, entity, start: block.points.toUtf16(entity.start), end: block.points.toUtf16(entity.end) };
  });
}

/** A finding on an entity: for a person to settle, whatever it offers. */
export function onEntity(
  rule: { id: string },
  { block, start, end }: Tagged,
  rest: Pick<Finding, "severity" | "message" | "evidence" | "score"> & { fix?: Edit[] | null },
): Finding {
  return findingAt(rule, block, start, end, { fix: null, ...rest, safe: false });
}

/** The edit that makes an entity cover [start, end) of its block (UTF-16 units). */
export function resizeEdit({ block, entity }: Tagged, start: number, end: number): Edit {
  const { points } = block;
  return {
    do: "resize",
    block: block.id,
    entity: entity.id,
    start: points.toCodePoint(start),
    end: points.toCodePoint(end),
  };
}
