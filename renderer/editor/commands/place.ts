/** Keeping the selection on its text through a rearrangement: by block id and offset, not by position. */
import type { Node as PMNode } from "prosemirror-model";
import { type Command, type Selection, TextSelection, type Transaction } from "prosemirror-state";
import { CodePointText } from "../../../shared/model/offsets.ts";
import { blockAt, findBlock } from "../queries/blocks.ts";
import { blockAttrs } from "../schema.ts";

interface Place {
  blockId: string;
  offset: number;
}

function placeOf(doc: PMNode, position: number): Place | null {
  const block = blockAt(doc, position);
  return block && { blockId: blockAttrs(block.node).id, offset: position - block.pos - 1 };
}

function positionOf(doc: PMNode, place: Place | null): number | null {
  const block = place && findBlock(doc, place.blockId);
  return block ? block.pos + 1 + Math.min(place.offset, block.node.content.size) : null;
}

/**
 * Selects in the changed document what `selection` selected in `doc`, where both its blocks are still there.
 */
export function followSelection(tr: Transaction, doc: PMNode, selection: Selection): Transaction {
  const anchor = positionOf(tr.doc, placeOf(doc, selection.anchor));
  const head = positionOf(tr.doc, placeOf(doc, selection.head));
  if (anchor !== null && head !== null) tr.setSelection(TextSelection.create(tr.doc, anchor, head));
  return tr;
}

/** Puts the caret into a block, at an offset of its text. */
export function caretIn(tr: Transaction, blockId: string, offset: number): Transaction {
  const position = positionOf(tr.doc, { blockId, offset });
  if (position !== null) tr.setSelection(TextSelection.create(tr.doc, position));
  return tr;
}

/** Selects characters [start, end) of a block (code points) and shows them; what is no longer there is left out. */
export function selectText({ block, start, end }: { block: string; start: number; end: number }): Command {
  return (state, dispatch) => {
    const place = findBlock(state.doc, block);
    if (!place) return false;
    const text = new CodePointText(place.node.textContent);
    const at = (offset: number) => place.pos + 1 + text.toUtf16(offset);
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at(start), at(end))).scrollIntoView());
    return true;
  };
}

/** The selection of whole blocks, from one to another (which may be the same). */
export function selectBlocks(tr: Transaction, firstPos: number, lastPos: number): Transaction {
  const last = tr.doc.nodeAt(lastPos);
  return tr.setSelection(TextSelection.create(tr.doc, firstPos + 1, lastPos + 1 + (last?.content.size ?? 0)));
}
