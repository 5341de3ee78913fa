/** A click on what a finding is about makes it the active one; the caret goes where the click was, as ever. */
import { Plugin } from "prosemirror-state";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { findingAt } from "../queries/findings.ts";
import { setActive } from "./findings.ts";
import { canType } from "./mode.ts";

export function findingPointerPlugin(onFinding: (finding: Finding) => void): Plugin {
  return new Plugin({
    props: {
      handleClick(view, pos, event) {
        if (event.button !== 0 || event.shiftKey || event.altKey || !canType(view.state)) return false;
        const place = findingAt(view.state, pos);
        if (!place) return false;
        view.dispatch(setActive(view.state, place.mark.finding));
        onFinding(place.mark.finding);
        return false;
      },
    },
  });
}
