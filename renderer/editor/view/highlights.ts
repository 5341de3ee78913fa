/**
 * Painting over the text without touching it (CSS Custom Highlights, so input methods are not disturbed): the entities
 * at the caret, the entity under the pointer, and the selection where the browser does not draw it.
 */
import { type EditorState, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { canType } from "../plugins/mode.ts";
import { entitiesAtSelection, findEntity } from "../queries/entities.ts";
import { paint, rangeOf } from "./paint.ts";

// The registry is one for the whole page; these names belong to the editor.
const names = { active: "galley-active", hover: "galley-hover", selection: "galley-selection" } as const;

const isFocused = (view: EditorView) => view.dom.ownerDocument.activeElement === view.dom;

class Painter {
  readonly #view: EditorView;
  #hovered: string | null = null;

  constructor(view: EditorView) {
    this.#view = view;
    view.dom.addEventListener("pointerover", this.#over);
    view.dom.addEventListener("pointerleave", this.#leave);
    view.dom.addEventListener("focus", this.#focus);
    view.dom.addEventListener("blur", this.#focus);
    this.paint();
  }

  readonly #over = (event: PointerEvent): void => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(".entity") : null;
    this.#hover(element?.dataset.entity ?? null);
  };

  readonly #leave = (): void => this.#hover(null);
  readonly #focus = (): void => this.paint();

  #hover(id: string | null): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.#paintHover();
  }

  #paintHover(): void {
    const entity = this.#hovered === null ? null : findEntity(this.#view.state.doc, this.#hovered);
    paint(names.hover, entity ? [rangeOf(this.#view, entity.from, entity.to)] : []);
  }

  paint(): void {
    const view = this.#view;
    const { state } = view;
    const { from, to, empty } = state.selection;
    const active = entitiesAtSelection(state).filter((entity) => empty || (entity.from <= from && entity.to >= to));
    paint(
      names.active,
      active.slice(0, 1).map((entity) => rangeOf(view, entity.from, entity.to)),
    );
    // Where nothing can be typed the browser greys the selection or drops it; elsewhere it does so without focus.
    const drawn = canType(state) && isFocused(view);
    paint(names.selection, empty || drawn ? [] : [rangeOf(view, from, to)]);
    this.#paintHover();
  }

  update(_view: EditorView, before: EditorState): void {
    const { state } = this.#view;
    if (state.doc !== before.doc || !state.selection.eq(before.selection) || canType(state) !== canType(before))
      this.paint();
  }

  destroy(): void {
    this.#view.dom.removeEventListener("pointerover", this.#over);
    this.#view.dom.removeEventListener("pointerleave", this.#leave);
    this.#view.dom.removeEventListener("focus", this.#focus);
    this.#view.dom.removeEventListener("blur", this.#focus);
    for (const name of Object.values(names)) CSS.highlights.delete(name);
  }
}

export function highlightsPlugin(): Plugin {
  return new Plugin({ view: (view) => new Painter(view) });
}
