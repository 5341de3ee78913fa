/** Keys while typing types: structure, deletion at block edges, undo. All other shortcuts belong to the window. */
import { chainCommands } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { type Command, Plugin } from "prosemirror-state";
import {
  deleteSelection,
  insertLineEnd,
  joinBackward,
  joinForward,
  selectAll,
  splitBlock,
} from "../commands/blocks.ts";
import { settleNow } from "./composition.ts";
import { modeOf } from "./mode.ts";
import { asOneEvent } from "./undo-events.ts";

const backward = chainCommands(deleteSelection, asOneEvent(joinBackward));
const forward = chainCommands(deleteSelection, asOneEvent(joinForward));

/** Undo or redo, after what a composition left has been repaired. */
function throughHistory(command: Command): Command {
  return (state, dispatch, view) => {
    if (modeOf(state).readOnly) return false;
    if (view && dispatch) settleNow(view);
    command(view?.state ?? state, dispatch);
    // Taken even with nothing to undo: the browser's own undo would change the text behind our back.
    return true;
  };
}

const undoKey = throughHistory(undo);
const redoKey = throughHistory(redo);

export function typingKeysPlugin(): Plugin {
  return keymap({
    "Mod-z": undoKey,
    "Mod-Shift-z": redoKey,
    "Mod-y": redoKey,
    "Mod-a": selectAll,
    Enter: asOneEvent(splitBlock),
    "Mod-Enter": asOneEvent(splitBlock),
    "Shift-Enter": insertLineEnd,
    Backspace: backward,
    "Mod-Backspace": backward,
    "Alt-Backspace": backward,
    "Shift-Backspace": backward,
    Delete: forward,
    "Mod-Delete": forward,
    "Alt-Delete": forward,
  });
}

/** Undo and redo that come from a menu arrive as input events; they are ours, not the browser's. */
export function menuHistoryPlugin(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput(view, event) {
          const command =
            event.inputType === "historyUndo" ? undoKey : event.inputType === "historyRedo" ? redoKey : null;
          if (!command) return false;
          event.preventDefault();
          command(view.state, view.dispatch, view);
          return true;
        },
      },
    },
  });
}
