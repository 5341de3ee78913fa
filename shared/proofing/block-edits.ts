/**
 * Replacing, splitting and joining blocks with their pieces and entities: the pure counterparts of what the editor does
 * in its own units. The policy for entities is that of docs/entities.md. Code points everywhere.
 */
import type { Block, Entity, Piece } from "../model/document.ts";
import { CodePointText, codePointLength, sliceCodePoints } from "../model/offsets.ts";
import { joinPieces, slicePieces } from "../model/pieces.ts";
import type { IdSource } from "./edit-ids.ts";

export interface Replacement {
  start: number;
  end: number;
  text: string;
  /** Where in the source the text stands, when it is the source's own; else it counts as written. */
  source?: number | undefined;
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
  // Sorted before they are trimmed: what is put in behind a range stays behind it.
  const whole = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const changes = new Changes(
    whole,
    whole.map((one) => trimmed(one, points)),
  );
  const reader = new PieceReader(block.pieces);
  const pieces: Piece[] = [];
  const text: string[] = [];
  let done = 0;
  for (const { start, end, text: put, source } of changes.sorted) {
    pieces.push(...reader.take(start - done));
    reader.take(end - start);
    pieces.push(source === undefined ? { inserted: put } : { source: [source, source + codePointLength(put)] });
    text.push(points.slice(done, start), put);
    done = end;
  }
  pieces.push(...reader.take(points.length - done));
  text.push(points.slice(done, points.length));

  const changed: Block = { ...block, text: text.join(""), pieces: joinPieces(pieces), entities: [] };
  const after = new CodePointText(changed.text);
  for (const entity of block.entities) {
    const kept = fitted(entity, changes.edge(entity.start, "start"), changes.edge(entity.end, "end"), after);
    if (kept) changed.entities.push(kept);
  }
  return { block: changed, shift: (offset) => changes.map(offset, "start") };
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

/** Blocks behind a block, each with its text `between` in between. @returns also where each of them begins now */
export function joinBlocks(
  first: Block,
  rest: readonly { block: Block; between: string }[],
): { block: Block; offsets: number[] } {
  const text = [first.text];
  const pieces: Piece[] = [...first.pieces];
  const entities = [...first.entities];
  const offsets: number[] = [];
  let length = codePointLength(first.text);
  for (const { block, between } of rest) {
    const offset = length + codePointLength(between);
    offsets.push(offset);
    text.push(between, block.text);
    pieces.push({ inserted: between }, ...block.pieces);
    for (const entity of block.entities)
      entities.push({ ...entity, start: entity.start + offset, end: entity.end + offset });
    length = offset + codePointLength(block.text);
  }
  return { block: { ...first, text: text.join(""), pieces: joinPieces(pieces), entities }, offsets };
}

/** Without what the old and the new text have in common at both ends; what is put back as the source's own stays whole. */
function trimmed(replacement: Replacement, points: CodePointText): Replacement {
  const { start, end, text, source } = replacement;
  if (source !== undefined) return replacement;
  const before = Array.from(points.slice(start, end));
  const after = Array.from(text);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail++;
  return { start: start + head, end: end - tail, text: after.slice(head, after.length - tail).join("") };
}

type Side = "start" | "end";

/** Where offsets of the old text are in the new one. */
class Changes {
  /** Trimmed, in the order of the text. */
  readonly sorted: readonly Replacement[];
  /** How much longer the text before each of them has become, and at last the whole text. */
  readonly #growth: number[] = [0];
  /** For the edges of the replacements as they were given, which of them it is. */
  readonly #edges: Record<Side, Map<number, number>> = { start: new Map(), end: new Map() };

  constructor(given: readonly Replacement[], sorted: readonly Replacement[]) {
    this.sorted = sorted;
    for (const [index, { start, end, text }] of given.entries()) {
      this.#growth.push((this.#growth[index] as number) + codePointLength(text) - (end - start));
      if (start === end) continue;
      this.#edges.start.set(start, index);
      this.#edges.end.set(end, index);
    }
  }

  /** An entity's edge: one that is also a replacement's edge goes with it, so that the entity covers the new text. */
  edge(offset: number, side: Side): number {
    const index = this.#edges[side].get(offset);
    if (index === undefined) return this.map(offset, side);
    return offset + (this.#growth[side === "start" ? index : index + 1] as number);
  }

  /**
   * Inside a replaced range of equal length, characters answer each other one to one; else a start goes behind the new
   * text and an end before it: what a fix writes belongs to no entity's edge.
   */
  map(offset: number, side: Side): number {
    const index = this.#firstBeyond(offset, side);
    const shift = this.#growth[index] as number;
    const replacement = this.sorted[index];
    if (!replacement || replacement.start >= offset) return offset + shift;
    const length = codePointLength(replacement.text);
    if (length === replacement.end - replacement.start) return offset + shift;
    return replacement.start + shift + (side === "start" ? length : 0);
  }

  /** The first replacement that does not lie wholly before the offset. */
  #firstBeyond(offset: number, side: Side): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { start, end } = this.sorted[middle] as Replacement;
      // What is put in at an entity's end is outside of it, and so is what is put in at its start.
      if (end < offset || (end === offset && (side === "start" || start < end))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Reads pieces from front to back, cutting them where it is asked to. */
class PieceReader {
  readonly #pieces: readonly Piece[];
  #index = 0;
  /** How much of the present piece has been taken, and its text when it is inserted text. */
  #taken = 0;
  #inserted: CodePointText | null = null;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  /** The pieces of the next `count` characters. */
  take(count: number): Piece[] {
    const result: Piece[] = [];
    let left = count;
    while (left > 0) {
      const piece = this.#pieces[this.#index];
      if (!piece) break;
      const from = this.#taken;
      if ("inserted" in piece) this.#inserted ??= new CodePointText(piece.inserted);
      const length = "source" in piece ? piece.source[1] - piece.source[0] : (this.#inserted?.length ?? 0);
      const to = Math.min(length, from + left);
      if ("source" in piece) result.push({ source: [piece.source[0] + from, piece.source[0] + to] });
      else result.push({ inserted: this.#inserted?.slice(from, to) ?? "" });
      left -= to - from;
      this.#taken = to;
      if (to < length) break;
      this.#index++;
      this.#taken = 0;
      this.#inserted = null;
    }
    return result;
  }
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
