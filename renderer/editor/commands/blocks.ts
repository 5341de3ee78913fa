import { Fragment } from "prosemirror-model";
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { newId } from "../../../shared/model/ids.ts";
import { defaultRole } from "../../../shared/model/settings.ts";
import { type BlockPlace, blockAt, eachBlock, findBlock, selectedBlocks } from "../queries/blocks.ts";
import { articleAttrs, type BlockAttrs, blockAttrs, blockType, type Extra } from "../schema.ts";
import { caretIn, followSelection } from "./place.ts";

// After these, a line of running text is what comes next.
const singleLineRoles = new Set(["kicker", "title", "subtitle", "byline", "dateline", "heading", "credit"]);

const roleAfter = (role: string) => (singleLineRoles.has(role) ? defaultRole : role);
/** The attributes of a block that was not there before. */
export const newBlock = (role: string): BlockAttrs => ({ id: newId("b"), role, pieces: [], extra: null });

/** Keys of both, the first's where both have one; nothing that a file brought is lost by joining. */
function joinExtra(first: Extra | null, second: Extra | null): Extra | null {
  return first && second ? { ...second, ...first } : (first ?? second);
}

/** Deletes the selected text; blocks and articles that the selection crosses become one. */
export const deleteSelection: Command = (state, dispatch) => {
  if (state.selection.empty) return false;
  dispatch?.(state.tr.delete(state.selection.from, state.selection.to).scrollIntoView());
  return true;
};

export const splitBlock: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  if (!blockAt(state.doc, from)) return false;
  if (!dispatch) return true;
  const tr = state.tr;
  if (from !== to) tr.delete(from, to);
  const place = blockAt(tr.doc, from);
  if (!place) return false;
  const { role } = blockAttrs(place.node);
  const offset = from - place.pos - 1;
  if (offset === 0 && place.node.content.size) {
    // At the very start the text keeps its block and id; a new empty one goes before it.
    tr.insert(place.pos, blockType.create(newBlock(roleAfter(role))));
  } else {
    const atEnd = offset === place.node.content.size;
    tr.split(from, 1, [{ type: blockType, attrs: newBlock(atEnd ? roleAfter(role) : role) }]);
    tr.setSelection(TextSelection.create(tr.doc, from + 2));
  }
  dispatch(tr.scrollIntoView());
  return true;
};

/** A line end inside the block. */
export const insertLineEnd: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
};

/** Joins a block to the one before it in the same article, with nothing put between. */
function joinToPrevious(tr: Transaction, pos: number): void {
  const $pos = tr.doc.resolve(pos);
  const before = $pos.nodeBefore;
  const after = $pos.nodeAfter;
  if (!before || !after) return;
  const extra = joinExtra(blockAttrs(before).extra, blockAttrs(after).extra);
  if (!before.content.size) {
    // An empty block has nothing to say about the text's role.
    tr.delete(pos - before.nodeSize, pos);
    if (extra !== blockAttrs(after).extra) tr.setNodeAttribute(pos - before.nodeSize, "extra", extra);
    return;
  }
  tr.join(pos);
  if (extra !== blockAttrs(before).extra) tr.setNodeAttribute(pos - before.nodeSize, "extra", extra);
}

export const joinBlocks: Command = (state, dispatch) => {
  const selected = selectedBlocks(state.doc, state.selection);
  const first = selected[0];
  const last = selected.at(-1);
  if (!first || !last || first.article !== last.article) return false;
  if (selected.length === 1) {
    if (first.index === 0) return false;
    if (dispatch) {
      const tr = state.tr;
      joinToPrevious(tr, first.pos);
      dispatch(tr.scrollIntoView());
    }
    return true;
  }
  if (dispatch) {
    const tr = state.tr;
    for (const place of selected.slice(1).reverse()) joinToPrevious(tr, place.pos);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

export const splitLines: Command = (state, dispatch) => {
  const selected = selectedBlocks(state.doc, state.selection).filter((place) =>
    /\n/.test(place.node.textContent.trim()),
  );
  if (!selected.length) return false;
  if (!dispatch) return true;
  const tr = state.tr;
  for (const { node, pos } of selected.reverse()) {
    const attrs = blockAttrs(node);
    const text = node.textContent;
    const ends = Array.from(text.matchAll(/\n+/g)).reverse();
    for (const { index, 0: match } of ends) {
      const from = pos + 1 + index;
      tr.delete(from, from + match.length);
      // Line ends at the block's own edges only go.
      if (index === 0 || index + match.length === text.length) continue;
      tr.split(from, 1, [{ type: blockType, attrs: newBlock(attrs.role) }]);
    }
  }
  dispatch(tr.scrollIntoView());
  return true;
};

export function setRole(role: string): Command {
  return (state, dispatch) => {
    const selected = selectedBlocks(state.doc, state.selection);
    if (selected.every(({ node }) => blockAttrs(node).role === role)) return false;
    if (dispatch) {
      const tr = state.tr;
      // One step an article, not one a block: a step costs as much as the article has blocks.
      for (const [, group] of Map.groupBy(selected, (place) => place.articlePos)) {
        const nodes = group.map(({ node }) =>
          blockAttrs(node).role === role ? node : blockType.create({ ...blockAttrs(node), role }, node.content),
        );
        const from = (group[0] as BlockPlace).pos;
        tr.replaceWith(from, from + Fragment.from(nodes).size, nodes);
      }
      dispatch(followSelection(tr, state.doc, state.selection).scrollIntoView());
    }
    return true;
  };
}

/** Selects a block's whole text. */
export function selectBlock(id: string): Command {
  return (state, dispatch) => {
    const place = findBlock(state.doc, id);
    if (!place) return false;
    if (dispatch) {
      const from = place.pos + 1;
      const selection = TextSelection.create(state.doc, from, from + place.node.content.size);
      dispatch(state.tr.setSelection(selection).scrollIntoView());
    }
    return true;
  };
}

export const selectAll: Command = (state, dispatch) => {
  let first = -1;
  let last = -1;
  eachBlock(state.doc, ({ node, pos }) => {
    if (first < 0) first = pos + 1;
    last = pos + 1 + node.content.size;
    return undefined;
  });
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, first, last)));
  return true;
};

/** Backspace at a block's start: joins it to the one before; at an article's start the articles. */
export const joinBackward: Command = (state, dispatch) => {
  const { $head, empty } = state.selection;
  const place = empty ? blockAt(state.doc, $head.pos) : null;
  if (!place || $head.parentOffset > 0) return false;
  // At the document's start there is nothing to join; the key is still taken, or the browser would act on it.
  if (place.index === 0) return joinArticles(state, dispatch, place.articlePos) || true;
  if (dispatch) {
    const { id } = blockAttrs(place.node);
    const before = place.article.child(place.index - 1);
    const tr = state.tr;
    joinToPrevious(tr, place.pos);
    if (before.content.size) caretIn(tr, blockAttrs(before).id, before.content.size);
    else caretIn(tr, id, 0);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Delete at a block's end: joins the next one to it; at an article's end the articles. */
export const joinForward: Command = (state, dispatch) => {
  const { $head, empty } = state.selection;
  const place = empty ? blockAt(state.doc, $head.pos) : null;
  if (!place || $head.parentOffset < place.node.content.size) return false;
  const end = place.pos + place.node.nodeSize;
  if (place.index + 1 === place.article.childCount) return joinArticles(state, dispatch, end + 1) || true;
  if (dispatch) {
    const tr = state.tr;
    const next = place.article.child(place.index + 1);
    joinToPrevious(tr, end);
    if (!place.node.content.size) caretIn(tr, blockAttrs(next).id, 0);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Joins the articles before and after a position between articles. */
export function joinArticles(
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
  position: number,
): boolean {
  const $pos = state.doc.resolve(position);
  const before = $pos.nodeBefore;
  const after = $pos.nodeAfter;
  if ($pos.depth || !before || !after) return false;
  if (dispatch) {
    const tr = state.tr.join(position);
    const extra = joinExtra(articleAttrs(before).extra, articleAttrs(after).extra);
    if (extra !== articleAttrs(before).extra) tr.setNodeAttribute(position - before.nodeSize, "extra", extra);
    dispatch(tr.scrollIntoView());
  }
  return true;
}
