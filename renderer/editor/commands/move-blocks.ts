/** Taking blocks out and moving them whole, so that their ids, pieces and entities come along. */
import { Fragment, type Node as PMNode } from "prosemirror-model";
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { defaultRole } from "../../../shared/model/settings.ts";
import { articlesOf, type BlockPlace, findArticle, findBlock, selectedBlocks } from "../queries/blocks.ts";
import { blockAttrs, blockType } from "../schema.ts";
import { newBlock } from "./blocks.ts";
import { followSelection } from "./place.ts";

/** Takes blocks out, and with them the articles that they were all of. */
function removeBlocks(tr: Transaction, places: readonly BlockPlace[]): void {
  const byArticle = Map.groupBy(places, (place) => place.articlePos);
  for (const [articlePos, group] of [...byArticle].reverse()) {
    const first = group[0] as BlockPlace;
    if (group.length === first.article.childCount) {
      tr.delete(articlePos, articlePos + first.article.nodeSize);
      continue;
    }
    // A selection's blocks in one article follow each other.
    const last = group.at(-1) as BlockPlace;
    tr.delete(first.pos, last.pos + last.node.nodeSize);
  }
}

export const deleteBlocks: Command = (state, dispatch) => {
  const selected = selectedBlocks(state.doc, state.selection);
  const first = selected[0];
  if (!first) return false;
  let total = 0;
  state.doc.forEach((article) => {
    total += article.childCount;
  });
  const everything = selected.length === total;
  if (everything && total === 1 && !first.node.content.size) return false;
  if (!dispatch) return true;
  const tr = state.tr;
  if (everything) {
    // A document is never without a block: an empty one stays.
    tr.replaceWith(
      first.articlePos + 1,
      first.articlePos + 1 + first.article.content.size,
      blockType.create(newBlock(defaultRole)),
    );
    const end = tr.doc.firstChild?.nodeSize ?? 0;
    if (tr.doc.content.size > end) tr.delete(end, tr.doc.content.size);
    tr.setSelection(TextSelection.create(tr.doc, 2));
  } else {
    removeBlocks(tr, selected);
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(first.pos))));
  }
  dispatch(tr.scrollIntoView());
  return true;
};

export type BlockTarget = { beforeBlock: string } | { endOfArticle: string };

/** Position that a target names in a document. */
function targetPosition(doc: PMNode, target: BlockTarget): number | null {
  if ("beforeBlock" in target) return findBlock(doc, target.beforeBlock)?.pos ?? null;
  const article = findArticle(doc, target.endOfArticle);
  return article ? article.pos + article.node.nodeSize - 1 : null;
}

function moveTo(state: EditorState, selected: readonly BlockPlace[], position: number): Transaction {
  const tr = state.tr;
  const nodes = Fragment.from(selected.map((place) => place.node));
  // Inserting first keeps the target's article from vanishing when all its blocks move.
  tr.insert(position, nodes);
  removeBlocks(
    tr,
    selected.map((place) => remapped(tr, place, position, nodes.size)),
  );
  return followSelection(tr, state.doc, state.selection).scrollIntoView();
}

/** A place of the old document after `size` units were inserted at `position`. */
function remapped(tr: Transaction, place: BlockPlace, position: number, size: number): BlockPlace {
  const shift = (pos: number) => (pos >= position ? pos + size : pos);
  const articlePos = shift(place.articlePos);
  return { ...place, pos: shift(place.pos), articlePos, article: tr.doc.nodeAt(articlePos) ?? place.article };
}

export function moveBlocksTo(target: BlockTarget): Command {
  return (state, dispatch) => {
    const selected = selectedBlocks(state.doc, state.selection);
    const position = targetPosition(state.doc, target);
    const first = selected[0];
    const last = selected.at(-1);
    if (!first || !last || position === null) return false;
    // Into itself, or to where it is already.
    const contiguous = first.articlePos === last.articlePos;
    if (contiguous && position >= first.pos && position <= last.pos + last.node.nodeSize) return false;
    if ("beforeBlock" in target && selected.some(({ node }) => blockAttrs(node).id === target.beforeBlock))
      return false;
    dispatch?.(moveTo(state, selected, position));
    return true;
  };
}

/** The neighbour that the selected blocks move past. */
function moveOne(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const selected = selectedBlocks(state.doc, state.selection);
    const edge = direction < 0 ? selected[0] : selected.at(-1);
    if (!edge) return false;
    const sibling = edge.index + direction;
    if (sibling >= 0 && sibling < edge.article.childCount) {
      const neighbour = edge.article.child(sibling);
      const position =
        direction < 0 ? edge.pos - neighbour.nodeSize : edge.pos + edge.node.nodeSize + neighbour.nodeSize;
      dispatch?.(moveTo(state, selected, position));
      return true;
    }
    const next = articlesOf(state.doc)[edge.articleIndex + direction];
    if (!next) return false;
    dispatch?.(moveTo(state, selected, direction < 0 ? next.pos + next.node.nodeSize - 1 : next.pos + 1));
    return true;
  };
}

export const moveBlocksUp = moveOne(-1);
export const moveBlocksDown = moveOne(1);
