/**
 * Undo events: a command is one event of its own, never joined with the typing before or after it (typing is grouped
 * by time and place, which would also swallow a tag set half a second later).
 */
import { closeHistory } from "prosemirror-history";
import { type Command, Plugin, PluginKey } from "prosemirror-state";

const key = new PluginKey("undoEvents");

/** The command as an undo event of its own. */
export function asOneEvent(command: Command): Command {
  return (state, dispatch) => command(state, dispatch && ((tr) => dispatch(closeHistory(tr).setMeta(key, true))));
}

/** Closes the event after a command's transaction and all that other plugins appended to it. */
export function undoEventsPlugin(): Plugin {
  return new Plugin({
    key,
    appendTransaction: (transactions, _before, after) =>
      transactions.some((tr) => tr.getMeta(key)) ? closeHistory(after.tr) : null,
  });
}
