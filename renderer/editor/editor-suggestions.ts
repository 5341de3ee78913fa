/** The part of the editor's face that is about suggested entities. See `EditorSuggestions` in `editor-api.ts`. */
import type { EditorView } from "prosemirror-view";
import { rejectable } from "../../shared/entities/rejections.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import { codePointLength } from "../../shared/model/offsets.ts";
import { dismissalOf } from "../../shared/proofing/dismissals.ts";
import { Page } from "../../shared/proofing/page.ts";
import type { Checkpoint, EditorSuggestions } from "./editor-api.ts";
import type { ViewProofing } from "./editor-proofing.ts";
import { removeSuggestions, setSuggestions } from "./plugins/suggestions.ts";
import { placeOfSuggestion, suggestionsOf } from "./queries/suggestions.ts";
import { bringIntoSight, rectOf } from "./view/in-sight.ts";

export class ViewSuggestions implements EditorSuggestions {
  readonly #view: EditorView;
  readonly #proofing: ViewProofing;
  #suggestions: readonly Suggestion[] = [];

  constructor(view: EditorView, proofing: ViewProofing) {
    this.#view = view;
    this.#proofing = proofing;
  }

  set(suggestions: readonly Suggestion[], checkpoint: Checkpoint): void {
    const asked = this.#proofing.docOf(checkpoint);
    if (asked) this.#view.dispatch(setSuggestions(this.#view.state, suggestions, asked));
  }

  list(): readonly Suggestion[] {
    const now = suggestionsOf(this.#view.state);
    const isSame = now.length === this.#suggestions.length && now.every((one, i) => one === this.#suggestions[i]);
    if (!isSame) this.#suggestions = now;
    return this.#suggestions;
  }

  reject(suggestion: Suggestion): boolean {
    const place = placeOfSuggestion(this.#view.state, suggestion);
    if (!place) return false;
    const page = new Page(this.#proofing.checkpoint().document, null);
    // Where it stands now: the text may have changed since it was suggested.
    const block = this.#view.state.doc.resolve(place.from).start();
    const before = this.#view.state.doc.textBetween(block, place.from);
    const start = codePointLength(before);
    const here = { ...suggestion, start, end: start + codePointLength(suggestion.text) };
    if (!this.#proofing.dismiss([dismissalOf(rejectable(here), page)])) return false;
    this.#view.dispatch(removeSuggestions(this.#view.state, new Set([suggestion])));
    return true;
  }

  rectOf(suggestion: Suggestion) {
    const place = placeOfSuggestion(this.#view.state, suggestion);
    return place && rectOf(this.#view, place);
  }

  show(suggestion: Suggestion): void {
    bringIntoSight(this.#view, suggestion.block, () => this.rectOf(suggestion));
  }
}
