/**
 * The caret where the text can't be typed into (tag mode, read-only): browsers draw none there, so one is drawn over
 * the text, outside of it. Also gives the browser's selection to a text that gets the focus by key.
 */
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { canType } from "../plugins/mode.ts";

class Caret {
  readonly #view: EditorView;
  readonly #layer: HTMLElement;
  readonly #element: HTMLElement;
  readonly #resize: ResizeObserver;
  #frame = 0;

  constructor(view: EditorView, layer: HTMLElement) {
    this.#view = view;
    this.#layer = layer;
    this.#element = document.createElement("div");
    this.#element.className = "galley-caret";
    this.#element.hidden = true;
    layer.append(this.#element);
    this.#resize = new ResizeObserver(this.#later);
    this.#resize.observe(layer);
    view.dom.addEventListener("focus", this.#focus);
    view.dom.addEventListener("blur", this.#later);
    // Blocks get their real height when they come into view, which moves the text under the caret.
    window.addEventListener("scroll", this.#later, { capture: true, passive: true });
    this.#later();
  }

  readonly #later = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  };

  readonly #focus = (): void => {
    if (!canType(this.#view.state)) selectInBrowser(this.#view);
    this.#later();
  };

  #place(): void {
    const view = this.#view;
    const { head, empty } = view.state.selection;
    const shown = !canType(view.state) && empty && document.activeElement === view.dom;
    this.#element.hidden = !shown;
    if (!shown) return;
    const at = view.coordsAtPos(head);
    const base = this.#layer.getBoundingClientRect();
    this.#element.style.transform = `translate(${at.left - base.left}px, ${at.top - base.top}px)`;
    this.#element.style.height = `${at.bottom - at.top}px`;
  }

  update(): void {
    if (!canType(this.#view.state) || !this.#element.hidden) this.#later();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#view.dom.removeEventListener("focus", this.#focus);
    this.#view.dom.removeEventListener("blur", this.#later);
    window.removeEventListener("scroll", this.#later, { capture: true });
    this.#element.remove();
  }
}

/** Makes the browser's selection that of the state, which ProseMirror only does where one is in the text already. */
export function selectInBrowser(view: EditorView): void {
  const { anchor, head } = view.state.selection;
  const from = view.domAtPos(anchor);
  const to = view.domAtPos(head);
  document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** @param layer positioned element over the text, outside the editable content */
export function caretPlugin(layer: HTMLElement): Plugin {
  return new Plugin({ view: (view) => new Caret(view, layer) });
}
