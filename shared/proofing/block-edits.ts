/**
 * Replacing, splitting and joining blocks with their pieces and entities: the pure counterparts of what the editor does
 * in its own units. The policy for entities is that of docs/entities.md. Code points everywhere.
 */
import type { Block, Entity } from "../model/document.ts";
import { CodePointText, codePointLength, sliceCodePoints } from "../model/offsets.ts";
import { joinPieces, slicePieces } from "../model/pieces.ts";
import type { IdSource } from "./edit-ids.ts";

export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/**
 * Replaces ranges that don't overlap. Characters that a replacement leaves as they were, at its two ends, keep their
 * provenance. An entity that is replaced exactly keeps its place over the new text: a fix changes spelling, not meaning.
 * @returns `shift`: where an offset of the old text is in the new one
 */
export function replaceInBlock(
  block: Block,
  replacements: readonly Replacement[],
): { block: Block; shift: (offset: number) => number } {
  const points = new CodePointText(block.text);
  const sorted = replacements.map((one) => trimmed(one, points)).sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: Block["pieces"] = [];
  let text = "";
  let done = 0;
  for (const { start, end, text: put } of sorted) {
    pieces.push(...slicePieces(block.pieces, done, start), { inserted: put });
    text += points.slice(done, start) + put;
    done = end;
  }
  pieces.push(...slicePieces(block.pieces, done, points.length));
  text += points.slice(done, points.length);

  const map = (offset: number, side: "start" | "end") => mapOffset(sorted, offset, side);
  const changed: Block = { ...block, text, pieces: joinPieces(pieces), entities: [] };
  const after = new CodePointText(text);
  for (const entity of block.entities) {
    const exact = replacements.find(({ start, end }) => start === entity.start && end === entity.end);
    const from = exact ? movedBy(replacements, entity.start) : map(entity.start, "start");
    const to = exact ? from + codePointLength(exact.text) : map(entity.end, "end");
    const kept = fitted(entity, from, to, after);
    if (kept) changed.entities.push(kept);
  }
  return { block: changed, shift: (offset) => map(offset, "start") };
}

/** The two halves; the right one has a new id. An entity across the cut is cut too, its right half with a new id. */
export function splitBlockAt(block: Block, at: number, ids: IdSource): [Block, Block] {
  const points = new CodePointText(block.text);
  const [left, right] = [points.slice(0, at), points.slice(at, points.length)];
  const [leftPoints, rightPoints] = [new CodePointText(left), new CodePointText(right)];
  const entities: [Entity[], Entity[]] = [[], []];
  for (const entity of block.entities) {
    const before = fitted(entity, entity.start, Math.min(entity.end, at), leftPoints);
    const after = fitted(entity, Math.max(entity.start, at) - at, entity.end - at, rightPoints);
    if (before) entities[0].push(before);
    if (after) entities[1].push(before ? { ...after, id: ids("e") } : after);
  }
  return [
    { ...block, text: left, pieces: slicePieces(block.pieces, 0, at), entities: entities[0] },
    {
      ...block,
      id: ids("b"),
      text: right,
      pieces: slicePieces(block.pieces, at, points.length),
      entities: entities[1],
    },
  ];
}

/** `next` behind `block`, with `between` in between. @returns also where `next` begins now */
export function joinBlock(block: Block, next: Block, between: string): { block: Block; offset: number } {
  const offset = codePointLength(block.text) + codePointLength(between);
  const moved = next.entities.map((entity) => ({ ...entity, start: entity.start + offset, end: entity.end + offset }));
  return {
    block: {
      ...block,
      text: block.text + between + next.text,
      pieces: joinPieces(block.pieces, [{ inserted: between }], next.pieces),
      entities: [...block.entities, ...moved],
    },
    offset,
  };
}

/** Where the beginning of one of the replacements is after all of them. */
function movedBy(replacements: readonly Replacement[], offset: number): number {
  let result = offset;
  for (const { start, end, text } of replacements)
    if (end <= offset && start < offset) result += codePointLength(text) - (end - start);
  return result;
}

/** Without what the old and the new text have in common at both ends. */
function trimmed({ start, end, text }: Replacement, points: CodePointText): Replacement {
  const before = Array.from(points.slice(start, end));
  const after = Array.from(text);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail++;
  return { start: start + head, end: end - tail, text: after.slice(head, after.length - tail).join("") };
}

/**
 * Where an offset is after the replacements. Inside a replaced range of equal length, characters answer each other one
 * to one; else a start goes behind the new text and an end before it: what a fix writes belongs to no entity's edge.
 */
function mapOffset(sorted: readonly Replacement[], offset: number, side: "start" | "end"): number {
  let shift = 0;
  for (const { start, end, text } of sorted) {
    const length = codePointLength(text);
    if (end < offset || (end === offset && (side === "start" || start < end))) {
      shift += length - (end - start);
      continue;
    }
    if (start >= offset) break;
    if (length === end - start) return offset + shift;
    return start + shift + (side === "start" ? length : 0);
  }
  return offset + shift;
}

/** The entity at its new place, without space at its edges; null when nothing but space is left of it. */
function fitted(entity: Entity, start: number, end: number, points: CodePointText): Entity | null {
  if (start >= end) return null;
  const text = points.slice(start, end);
  if (!text.trim()) return null;
  const lead = codePointLength(text) - codePointLength(text.trimStart());
  const trail = codePointLength(text) - codePointLength(text.trimEnd());
  const [from, to] = [start + lead, end - trail];
  return { ...entity, start: from, end: to, text: sliceCodePoints(text, lead, codePointLength(text) - trail) };
}
