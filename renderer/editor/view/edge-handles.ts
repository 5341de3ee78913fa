/**
 * Handles at an entity's edges in tag mode, to drag them by: of the entity under the pointer, else of the one that is
 * selected or holds the caret. They hang under the line, outside of the editable text, so that clicks into the text go
 * where they always went. A drag shows what the entity would be and is one undo step; Escape gives it up.
 */
import { type EditorState, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { wholeCharacters } from "../codec.ts";
import { resizeEntity } from "../commands/entities.ts";
import { modeOf } from "../plugins/mode.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { characterEdge } from "../queries/characters.ts";
import { type EntityPlace, entitiesAtSelection, findEntity } from "../queries/entities.ts";
import { paint, rangeOf } from "./paint.ts";

const edges = ["start", "end"] as const;
type Edge = (typeof edges)[number];

const preview = "galley-drag";
/** Around the handles the pointer still means their entity: on the way to them it leaves the entity's own characters. */
const NEAR = 26;

interface Drag {
  id: string;
  edge: Edge;
  pointer: number;
  /** What is to be added to the pointer's height to be on the edge's line, in CSS pixels. */
  lift: number;
  doc: EditorState["doc"];
  start: number;
  end: number;
}

class EdgeHandles {
  readonly #view: EditorView;
  readonly #layer: HTMLElement;
  readonly #handles: Record<Edge, HTMLElement>;
  readonly #resize: ResizeObserver;
  #hovered: string | null = null;
  #drag: Drag | null = null;
  #frame = 0;

  constructor(view: EditorView, layer: HTMLElement) {
    this.#view = view;
    this.#layer = layer;
    this.#handles = { start: this.#handle("start"), end: this.#handle("end") };
    this.#resize = new ResizeObserver(this.#later);
    this.#resize.observe(layer);
    addEventListener("pointermove", this.#move, { passive: true });
    addEventListener("pointerup", this.#drop);
    addEventListener("pointercancel", this.#giveUp);
    addEventListener("keydown", this.#key, { capture: true });
    // Blocks get their real height when they come into view, which moves the text under the handles.
    addEventListener("scroll", this.#later, { capture: true, passive: true });
  }

  #handle(edge: Edge): HTMLElement {
    const element = document.createElement("div");
    element.className = "galley-edge";
    element.dataset.edge = edge;
    element.hidden = true;
    element.addEventListener("pointerdown", (event) => this.#grab(event, edge));
    // The text keeps its focus and its selection.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    this.#layer.append(element);
    return element;
  }

  #shown(): EntityPlace | null {
    const { state } = this.#view;
    const { mode, readOnly } = modeOf(state);
    if (mode !== "tag" || readOnly) return null;
    const hovered = this.#hovered === null ? null : findEntity(state.doc, this.#hovered);
    if (hovered) return hovered;
    const { from, to, empty } = state.selection;
    const [entity] = entitiesAtSelection(state);
    return entity && (empty || (entity.from <= from && to <= entity.to)) ? entity : null;
  }

  readonly #later = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  };

  #place(): void {
    const entity = this.#drag ? findEntity(this.#view.state.doc, this.#drag.id) : this.#shown();
    for (const edge of edges) this.#handles[edge].hidden = entity === null;
    if (!entity) return;
    const base = this.#layer.getBoundingClientRect();
    const { start, end } = this.#drag ?? entity.extent;
    for (const edge of edges) {
      const pos = entity.pos + 1 + (edge === "start" ? start : end);
      const at = this.#view.coordsAtPos(pos, edge === "start" ? 1 : -1);
      this.#handles[edge].style.transform = `translate(${at.left - base.left}px, ${at.bottom - base.top}px)`;
    }
  }

  readonly #move = (event: PointerEvent): void => {
    if (this.#drag) {
      if (event.pointerId === this.#drag.pointer) this.#pull(event);
      return;
    }
    if (modeOf(this.#view.state).mode !== "tag" || event.buttons) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(".galley-edge")) return;
    const id = target?.closest<HTMLElement>(".entity")?.dataset.entity ?? null;
    if (id === this.#hovered || (id === null && this.#isNear(event))) return;
    this.#hovered = id;
    this.#later();
  };

  #isNear({ clientX, clientY }: PointerEvent): boolean {
    return edges.some((edge) => {
      const box = this.#handles[edge].getBoundingClientRect();
      const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      return Math.hypot(clientX - middle.x, clientY - middle.y) < NEAR;
    });
  }

  #grab(event: PointerEvent, edge: Edge): void {
    const entity = this.#shown();
    if (!entity || event.button !== 0 || this.#drag) return;
    event.preventDefault();
    event.stopPropagation();
    const { id, start, end } = entity.extent;
    const at = this.#view.coordsAtPos(edge === "start" ? entity.from : entity.to, edge === "start" ? 1 : -1);
    const lift = (at.top + at.bottom) / 2 - event.clientY;
    this.#drag = { id, edge, pointer: event.pointerId, lift, doc: this.#view.state.doc, start, end };
    this.#layer.parentElement?.classList.add("galley-resizing");
    this.#show();
  }

  #pull({ clientX, clientY }: PointerEvent): void {
    const drag = this.#drag;
    const entity = drag && findEntity(this.#view.state.doc, drag.id);
    const found = drag && this.#view.posAtCoords({ left: clientX, top: clientY + drag.lift });
    if (!entity || !found) return;
    const { node, pos, extent } = entity;
    const offset = Math.max(0, Math.min(node.content.size, found.pos - pos - 1));
    const at = wholeCharacters(node.textContent, offset, offset)[0];
    // One character is left in any case.
    if (drag.edge === "start") drag.start = Math.min(at, characterEdge(node, extent.end, -1) ?? at);
    else drag.end = Math.max(at, characterEdge(node, extent.start, 1) ?? at);
    this.#show();
  }

  #show(): void {
    const drag = this.#drag;
    const entity = drag && findEntity(this.#view.state.doc, drag.id);
    const base = entity ? entity.pos + 1 : 0;
    paint(preview, drag && entity ? [rangeOf(this.#view, base + drag.start, base + drag.end)] : []);
    this.#later();
  }

  readonly #drop = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.pointer) return;
    this.#giveUp();
    const { state } = this.#view;
    if (state.doc === drag.doc) asOneEvent(resizeEntity(drag.id, drag.start, drag.end))(state, this.#view.dispatch);
  };

  readonly #giveUp = (): void => {
    this.#drag = null;
    this.#layer.parentElement?.classList.remove("galley-resizing");
    this.#show();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.#drag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#giveUp();
  };

  update(view: EditorView, before: EditorState): void {
    const { state } = view;
    if (this.#drag && state.doc !== this.#drag.doc) this.#giveUp();
    const isSame = state.doc === before.doc && state.selection.eq(before.selection) && modeOf(state) === modeOf(before);
    if (!isSame && (modeOf(state).mode === "tag" || modeOf(before).mode === "tag")) this.#later();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#drop);
    removeEventListener("pointercancel", this.#giveUp);
    removeEventListener("keydown", this.#key, { capture: true });
    removeEventListener("scroll", this.#later, { capture: true });
    for (const edge of edges) this.#handles[edge].remove();
    CSS.highlights.delete(preview);
  }
}

/** @param layer positioned element over the text, outside the editable content */
export function edgeHandlesPlugin(layer: HTMLElement): Plugin {
  return new Plugin({ view: (view) => new EdgeHandles(view, layer) });
}
