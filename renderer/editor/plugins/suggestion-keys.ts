/**
 * Keys on suggested entities in tag mode. While one is active (it is selected then), Enter takes it, another type's
 * letter takes it as that type, Backspace rejects it, Escape leaves it. Everywhere else the keys are tag mode's own, and
 * so is a click: it puts the caret there.
 */
import { type Command, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import type { EntityType } from "../../../shared/model/settings.ts";
import { nextStop, previousStop } from "../commands/entities.ts";
import { acceptSuggestion, leaveSuggestion } from "../commands/suggestions.ts";
import { activeSuggestion, suggestionPlaces } from "../queries/suggestions.ts";
import { modeOf } from "./mode.ts";
import { setActiveSuggestion } from "./suggestions.ts";
import { typeForKey } from "./tag-keys.ts";
import { asOneEvent } from "./undo-events.ts";

interface SuggestionKeyOptions {
  entityTypes(): readonly EntityType[];
  onReject(): void;
  /** Tab has come to a suggestion. */
  onStop(suggestion: Suggestion): void;
}

export function suggestionKeysPlugin({ entityTypes, onReject, onStop }: SuggestionKeyOptions): Plugin {
  const isTagging = (view: EditorView) => modeOf(view.state).mode === "tag" && !modeOf(view.state).readOnly;

  /** Tab goes to entities and suggestions; one that it comes to is the active one. */
  function stop(view: EditorView, isBack: boolean): boolean {
    if (!(isBack ? previousStop : nextStop)(view.state, view.dispatch, view)) return false;
    const { from, to } = view.state.selection;
    const place = suggestionPlaces(view.state).find((one) => one.from === from && one.to === to);
    if (place) {
      view.dispatch(setActiveSuggestion(view.state, place.mark.suggestion));
      onStop(place.mark.suggestion);
    }
    return true;
  }

  function handled(view: EditorView, event: KeyboardEvent): boolean {
    if (!isTagging(view) || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Tab") return stop(view, event.shiftKey);
    if (event.shiftKey || !activeSuggestion(view.state)) return false;
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
    },
  });
}
