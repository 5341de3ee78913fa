/** Commands on articles: split, merge, move. */
import { Fragment } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import { newId } from "../../../shared/model/ids.ts";
import { type ArticlePlace, articlesOf, selectedBlocks } from "../queries/blocks.ts";
import { articleAttrs, articleType } from "../schema.ts";
import { joinArticles } from "./blocks.ts";
import { followSelection } from "./place.ts";

export const splitArticle: Command = (state, dispatch) => {
  const first = selectedBlocks(state.doc, state.selection)[0];
  if (!first || first.index === 0) return false;
  if (dispatch) {
    const tr = state.tr.split(first.pos, 1, [{ type: articleType, attrs: { id: newId("a"), extra: null } }]);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

export const mergeArticle: Command = (state, dispatch) => {
  const first = selectedBlocks(state.doc, state.selection)[0];
  return first ? joinArticles(state, dispatch, first.articlePos) : false;
};

function selectedArticles(state: EditorState): ArticlePlace[] {
  const selected = new Set(selectedBlocks(state.doc, state.selection).map((place) => place.articleIndex));
  return articlesOf(state.doc).filter(({ index }) => selected.has(index));
}

/** Puts the selected articles before the article that has `index` now, or last when there is none. */
function moveArticles(index: number): Command {
  return (state, dispatch) => {
    const all = articlesOf(state.doc);
    const moving = selectedArticles(state);
    const first = moving[0];
    const last = moving.at(-1);
    if (!first || !last || index < 0 || index > all.length) return false;
    if (index >= first.index && index <= last.index + 1) return false;
    if (dispatch) {
      const tr = state.tr;
      const end = last.pos + last.node.nodeSize;
      tr.delete(first.pos, end);
      const target = all[index]?.pos ?? state.doc.content.size;
      tr.insert(tr.mapping.map(target), Fragment.from(moving.map(({ node }) => node)));
      dispatch(followSelection(tr, state.doc, state.selection).scrollIntoView());
    }
    return true;
  };
}

export const moveArticleUp: Command = (state, dispatch) => {
  const first = selectedArticles(state)[0];
  return first ? moveArticles(first.index - 1)(state, dispatch) : false;
};

export const moveArticleDown: Command = (state, dispatch) => {
  const last = selectedArticles(state).at(-1);
  return last ? moveArticles(last.index + 2)(state, dispatch) : false;
};

/** Moves the selected articles before another one, or to the end (null). */
export function moveArticlesBefore(id: string | null): Command {
  return (state, dispatch) => {
    const all = articlesOf(state.doc);
    const index = id === null ? all.length : all.findIndex(({ node }) => articleAttrs(node).id === id);
    return moveArticles(index)(state, dispatch);
  };
}
