/**
 * Draws the suggested entities faintly, by CSS highlights (one for each type, see `type-styles.ts`), which touch nothing
 * in the text. Only what is on the screen and a little around it is drawn, with the next frame, and nothing while an
 * input method composes.
 */
import { type EditorState, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { EntityType } from "../../../shared/model/settings.ts";
import { suggestionsState } from "../plugins/suggestions.ts";
import { isBlock } from "../schema.ts";
import { paint, rangeOf } from "./paint.ts";
import { suggestionHighlight } from "./type-styles.ts";
import { visibleBlocks } from "./visible-blocks.ts";

// The registry is one for the whole page; these names belong to the editor.
const active = "galley-suggestion-active";

class Marker {
  readonly #view: EditorView;
  readonly #types: () => readonly EntityType[];
  #frame = 0;
  #painted = new Set<string>();

  constructor(view: EditorView, types: () => readonly EntityType[]) {
    this.#view = view;
    this.#types = types;
    addEventListener("scroll", this.#later, { capture: true, passive: true });
    addEventListener("resize", this.#later, { passive: true });
  }

  readonly #later = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  };

  update(view: EditorView, before: EditorState): void {
    const now = suggestionsState(view.state);
    const old = suggestionsState(before);
    if (now !== old || (now.marks.size && view.state.doc !== before.doc)) this.#later();
  }

  #draw(): void {
    const view = this.#view;
    // The end of a composition is a change too and comes here again.
    if (view.composing || view.isDestroyed) return;
    const state = suggestionsState(view.state);
    const names = new Map(this.#types().map(({ id }, index) => [id, suggestionHighlight(index)]));
    const ranges = new Map<string, Range[]>();
    const add = (name: string, range: Range) => {
      const list = ranges.get(name);
      if (list) list.push(range);
      else ranges.set(name, [range]);
    };
    for (const element of state.marks.size ? visibleBlocks(view) : []) {
      const own = state.marks.get(element.dataset.block ?? "");
      if (!own?.length) continue;
      const pos = view.posAtDOM(element, 0);
      if (!isBlock(view.state.doc.resolve(pos).parent)) continue;
      for (const { suggestion, start, end } of own) {
        const range = rangeOf(view, pos + start, pos + end);
        const name = names.get(suggestion.type);
        if (name) add(name, range);
        if (suggestion === state.active) add(active, range);
      }
    }
    for (const name of this.#painted) if (!ranges.has(name)) paint(name, []);
    for (const [name, list] of ranges) paint(name, list);
    this.#painted = new Set(ranges.keys());
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    removeEventListener("scroll", this.#later, { capture: true });
    removeEventListener("resize", this.#later);
    for (const name of this.#painted) CSS.highlights.delete(name);
  }
}

export function suggestionMarksPlugin(types: () => readonly EntityType[]): Plugin {
  return new Plugin({ view: (view) => new Marker(view, types) });
}
