/**
 * The selection that one sees. The browser tells ProseMirror of a click or an arrow key only with the next frame, so
 * whatever comes faster than that (Enter right after a click, a shortcut right after Shift+Arrow) would act on the
 * selection before. Left alone while an input method composes: the text in the DOM is the method's then.
 */
import { type EditorState, Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** Makes the state's selection the browser's, at once. */
export function takeSelection(view: EditorView): void {
  // What ProseMirror listens to. It reads the selection only if the browser has moved it, and changes of the text first.
  if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
}

/** The state as `takeSelection` would make it, with nothing dispatched: for questions asked while a panel renders. */
export function stateAsSeen(view: EditorView): EditorState {
  const { state, dom } = view;
  const { activeElement } = dom.ownerDocument;
  const seen = dom.ownerDocument.getSelection();
  if (view.composing || activeElement !== dom || !seen?.anchorNode || !seen.focusNode) return state;
  if (!dom.contains(seen.anchorNode) || !dom.contains(seen.focusNode)) return state;
  const anchor = view.posAtDOM(seen.anchorNode, seen.anchorOffset);
  const head = view.posAtDOM(seen.focusNode, seen.focusOffset);
  if (anchor === state.selection.anchor && head === state.selection.head) return state;
  const selection = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
  return selection.eq(state.selection) ? state : state.apply(state.tr.setSelection(selection));
}

/** Goes before every plugin that hears these events. */
export function browserSelectionPlugin(): Plugin {
  const take = (view: EditorView): false => {
    takeSelection(view);
    return false;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => (event.isComposing || event.keyCode === 229 ? false : take(view)),
        copy: take,
        cut: take,
        paste: take,
      },
    },
  });
}
