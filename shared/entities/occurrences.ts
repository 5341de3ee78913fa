/** Where a text occurs in a block, and what stands in the way of tagging it there. Code points, end exclusive. */
import { CodePointText } from "../model/offsets.ts";
import type { TaggedBlock } from "./suggestion.ts";

export interface Occurrence {
  start: number;
  end: number;
}

/** Why an occurrence can't be tagged. */
export type ConflictKind = "other-type" | "inside-entity" | "around-entity" | "across-entity" | "inside-name";

export interface Conflict extends Occurrence {
  kind: ConflictKind;
  /** What is there: an entity's text and type, or the longer registered name (its type then). */
  text: string;
  type: string;
}

/**
 * Occurrences of `text` from left to right, none overlapping the one before it.
 * Those that are entities of this type already are in neither list.
 * @param longer names that hold `text` and go before it: an occurrence inside one is a conflict
 */
export function occurrences(
  block: TaggedBlock,
  text: string,
  type: string,
  longer: readonly { name: string; type: string }[],
): { free: Occurrence[]; conflicts: Conflict[] } {
  const free: Occurrence[] = [];
  const conflicts: Conflict[] = [];
  const points = new CodePointText(block.text);
  for (let from = block.text.indexOf(text); text && from >= 0; from = block.text.indexOf(text, from + text.length)) {
    const start = points.toCodePoint(from);
    const end = points.toCodePoint(from + text.length);
    // Half of a character beyond U+FFFF is no occurrence.
    if (points.slice(start, end) !== text) continue;
    const there = block.entities.filter((entity) => entity.start < end && entity.end > start);
    if (there.some((entity) => entity.start === start && entity.end === end && entity.type === type)) continue;
    const entity = there[0];
    const name = longer.find((item) => isInside(block.text, from, text, item.name));
    if (entity) conflicts.push({ start, end, kind: kindOf(entity, start, end), text: entity.text, type: entity.type });
    else if (name) conflicts.push({ start, end, kind: "inside-name", text: name.name, type: name.type });
    else free.push({ start, end });
  }
  return { free, conflicts };
}

/** How what is there lies to what is to be tagged. */
export function kindOf(entity: Occurrence, start: number, end: number): ConflictKind {
  if (entity.start === start && entity.end === end) return "other-type";
  if (entity.start <= start && entity.end >= end) return "inside-entity";
  return entity.start >= start && entity.end <= end ? "around-entity" : "across-entity";
}

/** Whether the occurrence at `from` (UTF-16 units) is part of an occurrence of the longer name. */
function isInside(whole: string, from: number, text: string, name: string): boolean {
  for (let at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1))
    if (whole.startsWith(name, from - at) && from >= at) return true;
  return false;
}
