/**
 * The pointer on entities and words. In tag mode a click on an entity selects it and opens its menu; while typing
 * types a click only places the caret, unless Alt is held. A double click selects the name or word there.
 */
import { Plugin, TextSelection } from "prosemirror-state";
import { meantAt } from "../../../shared/entities/extent.ts";
import { selectEntity } from "../commands/entities.ts";
import { blockAt } from "../queries/blocks.ts";
import { extentText } from "../queries/units.ts";
import { canType } from "./mode.ts";
import { relatingFrom } from "./relating.ts";

export function entityPointerPlugin(onMenu: (request: { entityId: string; x: number; y: number }) => void): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        mousedown(view, event) {
          // Pressed in a selection the browser would begin to drag it away; where nothing can be moved, that is
          // somebody who selects anew, as one does to tag a name and then the longer name that it begins.
          if (event.button === 0 && !event.shiftKey && !canType(view.state)) document.getSelection()?.removeAllRanges();
          return false;
        },
      },
      handleClick(view, _pos, event) {
        const element = event.target instanceof Element ? event.target.closest<HTMLElement>(".entity") : null;
        const entityId = element?.dataset.entity;
        if (!entityId || event.button !== 0 || event.shiftKey) return false;
        if (canType(view.state) && !event.altKey) return false;
        selectEntity(entityId)(view.state, (tr) => view.dispatch(tr));
        // A relation that is being made goes to what is clicked.
        if (relatingFrom(view.state) === null) onMenu({ entityId, x: event.clientX, y: event.clientY });
        return true;
      },
      handleDoubleClick(view, pos) {
        const place = blockAt(view.state.doc, pos);
        const word = place && meantAt(extentText(view.state, place), pos - place.pos - 1, null);
        if (!place || !word) return false;
        const base = place.pos + 1;
        view.dispatch(
          view.state.tr.setSelection(TextSelection.create(view.state.doc, base + word.start, base + word.end)),
        );
        return true;
      },
    },
  });
}
