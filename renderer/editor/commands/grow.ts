/** Selecting what a caret means, and more, or less, of what is around it: word, name, what is in brackets, clause. */
import { type Command, type EditorState, type Selection, TextSelection } from "prosemirror-state";
import { larger, type Span, smaller } from "../../../shared/entities/extent.ts";
import { blockAt } from "../queries/blocks.ts";
import { extentText } from "../queries/units.ts";

/** Where growing began, by the selection that it made: shrinking goes back to there. */
const origins = new WeakMap<Selection, number>();

type Find = (text: ReturnType<typeof extentText>, origin: number, selected: Span | null) => Span | null;

function selectAround(find: Find): Command {
  return (state: EditorState, dispatch) => {
    const { from, to, empty } = state.selection;
    const place = blockAt(state.doc, from);
    if (!place || to > place.pos + 1 + place.node.content.size) return false;
    const base = place.pos + 1;
    const origin = origins.get(state.selection) ?? from;
    const span = find(extentText(state, place), origin - base, empty ? null : { start: from - base, end: to - base });
    if (!span) return false;
    if (dispatch) {
      const selection = TextSelection.create(state.doc, base + span.start, base + span.end);
      origins.set(selection, origin);
      dispatch(state.tr.setSelection(selection).scrollIntoView());
    }
    return true;
  };
}

export const growSelection = selectAround(larger);
export const shrinkSelection = selectAround((text, origin, selected) => selected && smaller(text, origin, selected));
