/**
 * Marks that are kept beside the text (findings, suggestions): by block, in UTF-16 offsets of its text, so that a
 * keystroke moves only those of the block that it changed. Nothing is drawn here and the text is never touched.
 */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { blockAt, eachBlock } from "../queries/blocks.ts";
import { type ChangedBlock, changedBlocks } from "../queries/changed-blocks.ts";
import { blockAttrs } from "../schema.ts";
import { isAsIs } from "./integrity.ts";

export interface PlacedMark {
  /** UTF-16 offsets in the block's text; equal for a place between characters, or for the whole block. */
  readonly start: number;
  readonly end: number;
  /** It is about the block, not about characters in it. */
  readonly whole: boolean;
}

/** By block id; replaced, never changed. */
export type MarksByBlock<M> = ReadonlyMap<string, readonly M[]>;

/**
 * The marks of an answer about an earlier state. Where the text has changed since, what is there stays until the next one.
 * @param checked the document that the answer is about
 */
export function answeredMarks<T extends { block: string }, M extends PlacedMark>(
  doc: PMNode,
  checked: PMNode,
  before: MarksByBlock<M>,
  said: readonly T[],
  { markOf, itemOf }: { markOf(item: T, text: CodePointText): M; itemOf(mark: M): T },
): MarksByBlock<M> {
  const changed = new Set(changedBlocks(checked, doc).map(({ node }) => blockAttrs(node).id));
  const byBlock = Map.groupBy(said, ({ block }) => block);
  const marks = new Map<string, readonly M[]>();
  eachBlock(doc, ({ node }) => {
    const { id } = blockAttrs(node);
    const known = before.get(id);
    const own = byBlock.get(id);
    if (changed.has(id)) {
      if (known) marks.set(id, known);
    } else if (own) {
      const isSame = known?.length === own.length && known.every((mark, i) => itemOf(mark) === own[i]);
      const text = isSame ? null : new CodePointText(node.textContent);
      marks.set(id, text ? own.map((item) => markOf(item, text)) : (known as readonly M[]));
    }
    return undefined;
  });
  return marks;
}

/**
 * The marks after a change of the text: those of changed blocks go along, or are lost when their own words changed.
 * Null when no mark is concerned.
 */
export function movedMarks<M extends PlacedMark>(
  before: MarksByBlock<M>,
  tr: Transaction,
  old: EditorState,
  now: EditorState,
): { marks: MarksByBlock<M>; lost: readonly M[] } | null {
  const marks = new Map(before);
  const moving: { mark: M; from: ChangedBlock }[] = [];
  for (const from of changedBlocks(now.doc, old.doc)) {
    const { id } = blockAttrs(from.node);
    for (const mark of marks.get(id) ?? []) moving.push({ mark, from });
    marks.delete(id);
  }
  if (!moving.length) return null;
  const lost: M[] = [];
  const there = new Map<string, M[]>();
  // Tagging moves nothing, however many steps it takes.
  const isStill = !movesText(tr);
  for (const { mark, from } of moving) {
    const place = isAsIs(tr)
      ? null
      : isStill
        ? { id: blockAttrs(from.node).id, mark }
        : placeAfter(mark, from, tr, now.doc);
    if (!place) lost.push(mark);
    else if (!there.get(place.id)?.push(place.mark)) there.set(place.id, [...(marks.get(place.id) ?? []), place.mark]);
  }
  for (const [id, own] of there) marks.set(id, own);
  return { marks, lost };
}

function movesText(tr: Transaction): boolean {
  return tr.mapping.maps.some((map) => {
    let moves = false;
    map.forEach(() => {
      moves = true;
    });
    return moves;
  });
}

function placeAfter<M extends PlacedMark>(
  mark: M,
  from: ChangedBlock,
  tr: Transaction,
  doc: PMNode,
): { id: string; mark: M } | null {
  const base = from.pos + 1;
  const start = tr.mapping.map(base + mark.start, mark.whole ? -1 : 1);
  const end = mark.whole || mark.start === mark.end ? start : tr.mapping.map(base + mark.end, -1);
  const place = end < start ? null : blockAt(doc, start);
  if (!place) return null;
  const { id } = blockAttrs(place.node);
  const offset = start - place.pos - 1;
  if (mark.whole) return id === blockAttrs(from.node).id ? { id, mark } : null;
  const words = from.node.textContent.slice(mark.start, mark.end);
  if (place.node.textContent.slice(offset, offset + end - start) !== words) return null;
  return { id, mark: { ...mark, start: offset, end: offset + words.length } };
}
