/** Suggested entities in reading order, and the one after or before a place. */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { type SuggestionMark, suggestionsState } from "../plugins/suggestions.ts";
import { blockAttrs } from "../schema.ts";
import { eachBlock } from "./blocks.ts";

export interface SuggestionPlace {
  readonly mark: SuggestionMark;
  /** Positions in the document. */
  readonly from: number;
  readonly to: number;
}

const cache = new WeakMap<PMNode, { marks: object; places: readonly SuggestionPlace[] }>();

/** In reading order. */
export function suggestionPlaces(state: EditorState): readonly SuggestionPlace[] {
  const { marks } = suggestionsState(state);
  const known = cache.get(state.doc);
  if (known?.marks === marks) return known.places;
  const places: SuggestionPlace[] = [];
  if (marks.size)
    eachBlock(state.doc, ({ node, pos }) => {
      for (const mark of marks.get(blockAttrs(node).id) ?? [])
        places.push({ mark, from: pos + 1 + mark.start, to: pos + 1 + mark.end });
      return undefined;
    });
  cache.set(state.doc, { marks, places });
  return places;
}

/** All suggestions that are marked, in reading order. */
export const suggestionsOf = (state: EditorState): Suggestion[] =>
  suggestionPlaces(state).map(({ mark }) => mark.suggestion);

export function placeOfSuggestion(state: EditorState, suggestion: Suggestion): SuggestionPlace | null {
  return suggestionPlaces(state).find(({ mark }) => mark.suggestion === suggestion) ?? null;
}

/** The active suggestion, where it is marked. */
export function activeSuggestion(state: EditorState): SuggestionPlace | null {
  const { active } = suggestionsState(state);
  return active && placeOfSuggestion(state, active);
}

/** The suggestion after (1) or before (-1) the active one, else the selection; round at the ends. */
export function neighbourSuggestion(state: EditorState, direction: 1 | -1): SuggestionPlace | null {
  const places = suggestionPlaces(state);
  const { active } = suggestionsState(state);
  const index = active ? places.findIndex(({ mark }) => mark.suggestion === active) : -1;
  if (index >= 0) return places[(index + direction + places.length) % places.length] ?? null;
  const { from, to } = state.selection;
  if (direction > 0) return places.find((place) => place.from >= from) ?? places[0] ?? null;
  return places.findLast((place) => place.to < to) ?? places.at(-1) ?? null;
}
