/**
 * Keys and clicks on suggested entities in tag mode. While one is active (it is selected then), Enter takes it, another
 * type's letter takes it as that type, Backspace rejects it, Escape leaves it. Everywhere else the keys are tag mode's own.
 */
import { type Command, Plugin, TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import type { EntityType } from "../../../shared/model/settings.ts";
import { acceptSuggestion, leaveSuggestion } from "../commands/suggestions.ts";
import { activeSuggestion, suggestionAt } from "../queries/suggestions.ts";
import { modeOf } from "./mode.ts";
import { setActiveSuggestion } from "./suggestions.ts";
import { typeForKey } from "./tag-keys.ts";
import { asOneEvent } from "./undo-events.ts";

interface SuggestionKeyOptions {
  entityTypes(): readonly EntityType[];
  onSuggestion(suggestion: Suggestion): void;
  onReject(): void;
}

export function suggestionKeysPlugin({ entityTypes, onSuggestion, onReject }: SuggestionKeyOptions): Plugin {
  const isTagging = (view: EditorView) => modeOf(view.state).mode === "tag" && !modeOf(view.state).readOnly;

  function handled(view: EditorView, event: KeyboardEvent): boolean {
    if (!isTagging(view) || !activeSuggestion(view.state)) return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    const run = (command: Command) => command(view.state, view.dispatch, view);
    switch (event.key) {
      case "Enter":
        return run(asOneEvent(acceptSuggestion()));
      case "Backspace":
      case "Delete":
        onReject();
        return true;
      case "Escape":
        return run(leaveSuggestion);
    }
    const type = typeForKey(event, entityTypes());
    return type ? run(asOneEvent(acceptSuggestion(type.id))) : false;
  }

  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
          const isHandled = handled(view, event);
          if (isHandled) event.preventDefault();
          return isHandled;
        },
      },
      handleClick(view, pos, event) {
        if (event.button !== 0 || event.shiftKey || event.altKey || event.ctrlKey || !isTagging(view)) return false;
        const place = suggestionAt(view.state, pos);
        if (!place) return false;
        const tr = setActiveSuggestion(view.state, place.mark.suggestion);
        view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)));
        onSuggestion(place.mark.suggestion);
        return true;
      },
    },
  });
}
