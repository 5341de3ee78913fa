/**
 * The end of a composition: entities that the input method's edits left ragged are repaired then, in the same undo
 * event. ProseMirror itself finishes some 20 ms after the browser's event, so this waits a little longer.
 */
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { settle } from "./integrity.ts";

const afterProseMirror = 50;

/** Repairs at once what waits; call before a command. Does nothing while composing. */
export function settleNow(view: EditorView): void {
  if (view.composing) return;
  const tr = settle(view.state);
  if (tr) view.dispatch(tr);
}

/** @param onChange told when a composition begins and when it is over and repaired */
export function compositionPlugin(onChange: () => void): Plugin {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return new Plugin({
    view: () => ({ destroy: () => clearTimeout(timer) }),
    props: {
      handleDOMEvents: {
        compositionstart() {
          // ProseMirror takes notice after this handler.
          queueMicrotask(onChange);
          return false;
        },
        compositionend(view) {
          clearTimeout(timer);
          timer = setTimeout(() => {
            settleNow(view);
            onChange();
          }, afterProseMirror);
          return false;
        },
      },
    },
  });
}
