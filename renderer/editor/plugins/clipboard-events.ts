/** Copy, cut, paste and dragging of text: the events around `clipboard.ts`. HTML is neither read nor written. */
import { type EditorState, Plugin } from "prosemirror-state";
import {
  type Copied,
  clipboardFormat,
  copiedText,
  copySelection,
  dropTransaction,
  insertCopied,
  pasteTransaction,
  readCopied,
  textToCopied,
} from "../clipboard.ts";
import { deleteSelection } from "../commands/blocks.ts";
import { canType } from "./mode.ts";
import { asOneEvent } from "./undo-events.ts";

function read(data: DataTransfer): Copied | null {
  const own = data.getData(clipboardFormat);
  return (own ? readCopied(own) : null) ?? textToCopied(data.getData("text/plain"));
}

/** @param source the decoded source text, and its SHA-256 that says whose origins are whose */
export function clipboardPlugin(source: { text: string; hash: string }): Plugin {
  const write = (data: DataTransfer | null, state: EditorState): boolean => {
    const copied = copySelection(state, source.hash);
    if (!copied || !data) return false;
    data.clearData();
    data.setData("text/plain", copiedText(copied));
    data.setData(clipboardFormat, JSON.stringify(copied));
    return true;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        copy(view, event) {
          if (write(event.clipboardData, view.state)) event.preventDefault();
          return true;
        },
        cut(view, event) {
          if (!canType(view.state)) return true;
          if (write(event.clipboardData, view.state)) {
            event.preventDefault();
            asOneEvent(deleteSelection)(view.state, view.dispatch);
          }
          return true;
        },
        paste(view, event) {
          event.preventDefault();
          const copied = event.clipboardData && read(event.clipboardData);
          if (copied && canType(view.state) && !view.composing)
            asOneEvent((state, dispatch) => {
              dispatch?.(pasteTransaction(state, copied, source.hash, source.text));
              return true;
            })(view.state, view.dispatch);
          return true;
        },
      },
      handleDrop(view, event, _slice, moved) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        const position = at && view.state.doc.resolve(at.pos);
        if (!position?.parent.inlineContent || !canType(view.state)) return true;
        asOneEvent((state, dispatch) => {
          const copied = event.dataTransfer && textToCopied(event.dataTransfer.getData("text/plain"));
          const tr = view.dragging
            ? dropTransaction(state, position.pos, moved, source.hash, source.text)
            : copied && insertCopied(state.tr, state, position.pos, copied, source.hash, source.text);
          if (tr) dispatch?.(tr);
          return true;
        })(view.state, view.dispatch);
        view.focus();
        return true;
      },
    },
  });
}
