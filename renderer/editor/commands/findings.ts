/** Going from finding to finding. */
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { setActive } from "../plugins/findings.ts";
import { type FindingPlace, neighbourFinding, placeOfFinding } from "../queries/findings.ts";

function go(
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
  place: FindingPlace | null,
): boolean {
  if (!place) return false;
  const tr = setActive(state, place.mark.finding);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)));
  return true;
}

export const nextFinding: Command = (state, dispatch) => go(state, dispatch, neighbourFinding(state, 1));
export const previousFinding: Command = (state, dispatch) => go(state, dispatch, neighbourFinding(state, -1));

/** Selects a finding's characters (for one about a block, puts the caret there) and makes it the active one. */
export function selectFinding(finding: Finding): Command {
  return (state, dispatch) => go(state, dispatch, placeOfFinding(state, finding));
}

/** No finding is active any more. */
export const leaveFinding: Command = (state, dispatch) => {
  dispatch?.(setActive(state, null));
  return true;
};
