/** Going from suggested entity to suggested entity, and taking them. Rejecting is a note (`editor-suggestions.ts`). */
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { newId } from "../../../shared/model/ids.ts";
import { setActiveSuggestion } from "../plugins/suggestions.ts";
import { taggingRules } from "../plugins/tagging-rules.ts";
import {
  activeSuggestion,
  neighbourSuggestion,
  placeOfSuggestion,
  type SuggestionPlace,
  suggestionPlaces,
} from "../queries/suggestions.ts";
import { entityType } from "../schema.ts";
import { EntityDetailsStep, freshDetails } from "../steps/entity-details.ts";
import { NewEntitiesStep } from "../steps/new-entities.ts";

type Dispatch = ((tr: Transaction) => void) | undefined;

function go(state: EditorState, dispatch: Dispatch, place: SuggestionPlace | null): boolean {
  if (!place) return false;
  const tr = setActiveSuggestion(state, place.mark.suggestion);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)));
  return true;
}

export const nextSuggestion: Command = (state, dispatch) => go(state, dispatch, neighbourSuggestion(state, 1));
export const previousSuggestion: Command = (state, dispatch) => go(state, dispatch, neighbourSuggestion(state, -1));

export function selectSuggestion(suggestion: Suggestion): Command {
  return (state, dispatch) => go(state, dispatch, placeOfSuggestion(state, suggestion));
}

/** No suggestion is active any more. */
export const leaveSuggestion: Command = (state, dispatch) => {
  dispatch?.(setActiveSuggestion(state, null));
  return true;
};

interface Taken extends SuggestionPlace {
  /** As what it is taken. */
  type: string;
  /** The registry's entry that it names. */
  ref: string | null;
}

/** Makes entities of places; marks need no ordering, since suggestions touch no entity. @param unseen they are taken together, without a look at each */
function take(tr: Transaction, places: readonly Taken[], unseen: boolean): void {
  const made = places.map((place) => ({ ...place, id: newId("e") }));
  tr.step(
    new NewEntitiesStep(made.map(({ id, type, from, to }) => ({ from, to, mark: entityType.create({ id, type }) }))),
  );
  for (const { id, type, mark, ref } of made) {
    const { suggestion } = mark;
    tr.step(
      new EntityDetailsStep(id, null, {
        ...freshDetails,
        ref,
        // Of another type than was suggested it is the editor's own.
        by: type === suggestion.type ? suggestion.source : "editor",
        extra: unseen ? { unseen: true } : null,
      }),
    );
  }
}

/**
 * The active suggestion becomes an entity (of another type, where one is given), and the next one is active. Somebody has
 * looked at it: it is remembered in the registry as what is tagged by hand.
 */
export function acceptSuggestion(as?: string): Command {
  return (state, dispatch) => {
    const place = activeSuggestion(state);
    if (!place) return false;
    if (dispatch) {
      const { suggestion } = place.mark;
      const type = as ?? suggestion.type;
      const known = type === suggestion.type ? suggestion.ref : null;
      const ref = known ?? taggingRules(state).refFor(state.doc.textBetween(place.from, place.to), type, null);
      const next = neighbourSuggestion(state, 1);
      const isLast = next === null || next.mark === place.mark;
      const tr = setActiveSuggestion(state, isLast ? null : next.mark.suggestion);
      take(tr, [{ ...place, type, ref }], false);
      if (isLast) tr.setSelection(TextSelection.create(tr.doc, place.to));
      else tr.setSelection(TextSelection.create(tr.doc, next.from, next.to));
      // The next one may be far down the page.
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** These become entities, as one event. */
export function acceptSuggestions(suggestions: readonly Suggestion[]): Command {
  return (state, dispatch) => {
    const wanted = new Set(suggestions);
    const places = suggestionPlaces(state).filter(({ mark }) => wanted.has(mark.suggestion));
    if (!places.length) return false;
    if (dispatch) {
      const tr = setActiveSuggestion(state, null);
      take(
        tr,
        places.map((place) => ({ ...place, type: place.mark.suggestion.type, ref: place.mark.suggestion.ref })),
        true,
      );
      dispatch(tr);
    }
    return true;
  };
}
