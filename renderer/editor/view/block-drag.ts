/**
 * Blocks and articles by the margin: a press there selects, a click opens the menu, a drag moves. Margins are the
 * paddings of the text's own elements, recognised by coordinates, so nothing of ours lies in the editable content; the
 * drop line is drawn in a layer over it.
 */

import { type Command, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { moveArticlesBefore } from "../commands/articles.ts";
import { type BlockTarget, moveBlocksTo } from "../commands/move-blocks.ts";
import { selectBlocks } from "../commands/place.ts";
import { canType } from "../plugins/mode.ts";
import { asOneEvent } from "../plugins/undo-events.ts";
import { findArticle, findBlock, selectedBlocks } from "../queries/blocks.ts";
import { articleAttrs, blockAttrs } from "../schema.ts";
import { scrollerOf } from "./visible-blocks.ts";

/** What of the margin was hit. */
export type Handle = { kind: "block"; id: string } | { kind: "article"; id: string };

interface DropPlace {
  /** Viewport y and horizontal extent of the line that shows it. */
  y: number;
  left: number;
  right: number;
  command: Command;
}

// A hand is never quite still; less than this is a click. In CSS pixels.
const threshold = 4;
// Within this distance of the scroller's edge a drag scrolls it, by up to so many pixels a frame.
const scrollZone = 48;
const scrollSpeed = 16;

const pixels = (value: string) => Number.parseFloat(value) || 0;
const block = (element: Element | null) => element?.closest<HTMLElement>("[data-block]") ?? null;
const article = (element: Element | null) => element?.closest<HTMLElement>("[data-article]") ?? null;

/** The handle under a pointer event, if it is in a margin. */
function handleAt(event: PointerEvent): Handle | null {
  const target = event.target instanceof Element ? event.target : null;
  const inBlock = block(target);
  if (inBlock) {
    const edge = inBlock.getBoundingClientRect().left + pixels(getComputedStyle(inBlock).paddingLeft);
    return event.clientX < edge ? { kind: "block", id: inBlock.dataset.block ?? "" } : null;
  }
  const inArticle = article(target);
  if (!inArticle) return null;
  const edge = inArticle.getBoundingClientRect().top + pixels(getComputedStyle(inArticle).paddingTop);
  return event.clientY < edge ? { kind: "article", id: inArticle.dataset.article ?? "" } : null;
}

class Drag {
  readonly #view: EditorView;
  readonly #handle: Handle;
  readonly #start: PointerEvent;
  readonly #layer: HTMLElement;
  readonly #done: (clicked: boolean) => void;
  readonly #scroller: Element;
  #line: HTMLElement | null = null;
  #place: DropPlace | null = null;
  #frame = 0;
  #x: number;
  #y: number;

  constructor(
    view: EditorView,
    handle: Handle,
    start: PointerEvent,
    layer: HTMLElement,
    done: (clicked: boolean) => void,
  ) {
    this.#view = view;
    this.#handle = handle;
    this.#start = start;
    this.#layer = layer;
    this.#done = done;
    this.#x = start.clientX;
    this.#y = start.clientY;
    this.#scroller = scrollerOf(view.dom);
    window.addEventListener("pointermove", this.#move);
    window.addEventListener("pointerup", this.#up);
    window.addEventListener("pointercancel", this.#cancel);
    window.addEventListener("keydown", this.#key, true);
  }

  readonly #move = (event: PointerEvent): void => {
    this.#x = event.clientX;
    this.#y = event.clientY;
    const far = Math.hypot(this.#x - this.#start.clientX, this.#y - this.#start.clientY) >= threshold;
    if (!this.#line && far && canType(this.#view.state)) this.#begin();
    if (this.#line) this.#show();
  };

  #begin(): void {
    this.#line = document.createElement("div");
    this.#line.className = "galley-drop-line";
    this.#layer.append(this.#line);
    this.#layer.parentElement?.classList.add("galley-dragging");
    this.#frame = requestAnimationFrame(this.#scroll);
  }

  readonly #scroll = (): void => {
    const rect = this.#scroller.getBoundingClientRect();
    const top = Math.max(rect.top, 0);
    const bottom = Math.min(rect.bottom, window.innerHeight);
    const over = Math.max(0, scrollZone - (this.#y - top)) - Math.max(0, scrollZone - (bottom - this.#y));
    if (over) {
      this.#scroller.scrollTop -= Math.sign(over) * Math.min(scrollSpeed, Math.abs(over) / 3);
      this.#show();
    }
    this.#frame = requestAnimationFrame(this.#scroll);
  };

  #show(): void {
    this.#place = this.#handle.kind === "block" ? this.#blockPlace() : this.#articlePlace();
    const line = this.#line;
    if (!line) return;
    line.hidden = !this.#place;
    if (!this.#place) return;
    const base = this.#layer.getBoundingClientRect();
    line.style.transform = `translate(${this.#place.left - base.left}px, ${this.#place.y - base.top}px)`;
    line.style.width = `${this.#place.right - this.#place.left}px`;
  }

  /** The element of the text at the pointer's height, wherever it is sideways. */
  #under(): Element | null {
    const rect = this.#view.dom.getBoundingClientRect();
    const x = rect.left + rect.width / 2;
    const y = Math.min(Math.max(this.#y, rect.top + 1), rect.bottom - 1);
    return document.elementsFromPoint(x, y).find((element) => this.#view.dom.contains(element)) ?? null;
  }

  #blockPlace(): DropPlace | null {
    const under = this.#under();
    const into = article(under);
    const over = block(under) ?? into?.querySelector<HTMLElement>("[data-block]") ?? null;
    if (!over || !into) return null;
    const rect = over.getBoundingClientRect();
    const after = this.#y > rect.top + rect.height / 2;
    const next = over.nextElementSibling instanceof HTMLElement ? over.nextElementSibling.dataset.block : undefined;
    const target: BlockTarget = !after
      ? { beforeBlock: over.dataset.block ?? "" }
      : next
        ? { beforeBlock: next }
        : { endOfArticle: into.dataset.article ?? "" };
    const left = rect.left + pixels(getComputedStyle(over).paddingLeft);
    return { y: after ? rect.bottom : rect.top, left, right: rect.right, command: moveBlocksTo(target) };
  }

  #articlePlace(): DropPlace | null {
    const over = article(this.#under());
    if (!over) return null;
    const rect = over.getBoundingClientRect();
    const after = this.#y > rect.top + rect.height / 2;
    const next = over.nextElementSibling instanceof HTMLElement ? over.nextElementSibling.dataset.article : undefined;
    const command = moveArticlesBefore(after ? (next ?? null) : (over.dataset.article ?? null));
    return { y: after ? rect.bottom : rect.top, left: rect.left, right: rect.right, command };
  }

  readonly #up = (): void => {
    const clicked = !this.#line;
    const place = this.#place;
    this.stop();
    if (place) asOneEvent(place.command)(this.#view.state, this.#view.dispatch);
    this.#done(clicked);
  };

  readonly #cancel = (): void => {
    this.stop();
    this.#done(false);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  };

  /** Ends the drag without dropping. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#line?.remove();
    this.#line = null;
    this.#place = null;
    this.#layer.parentElement?.classList.remove("galley-dragging");
    window.removeEventListener("pointermove", this.#move);
    window.removeEventListener("pointerup", this.#up);
    window.removeEventListener("pointercancel", this.#cancel);
    window.removeEventListener("keydown", this.#key, true);
  }
}

/** Selects what the handle stands for, unless it is part of what is selected; Shift extends from what is selected. */
function selectHandle(view: EditorView, handle: Handle, extend: boolean): void {
  const { doc, selection } = view.state;
  const selected = selectedBlocks(doc, selection);
  if (handle.kind === "article") {
    const place = findArticle(doc, handle.id);
    if (!place || (selected.length > 1 && selected.some((each) => articleAttrs(each.article).id === handle.id))) return;
    const end = place.pos + place.node.nodeSize - 1;
    view.dispatch(selectBlocks(view.state.tr, place.pos + 1, end - (place.node.lastChild?.nodeSize ?? 0)));
    return;
  }
  const place = findBlock(doc, handle.id);
  if (!place) return;
  const first = selected[0];
  const last = selected.at(-1);
  if (extend && first && last)
    view.dispatch(selectBlocks(view.state.tr, Math.min(first.pos, place.pos), Math.max(last.pos, place.pos)));
  else if (selected.length < 2 || !selected.some((each) => blockAttrs(each.node).id === handle.id))
    view.dispatch(selectBlocks(view.state.tr, place.pos, place.pos));
}

/**
 * @param layer positioned element over the text, outside the editable content
 * @param onMenu a click on a block's margin, or on an article's (then with its first block)
 */
export function blockDragPlugin(
  layer: HTMLElement,
  onMenu: (request: { blockId: string; x: number; y: number }) => void,
): Plugin {
  let drag: Drag | null = null;
  return new Plugin({
    view: () => ({ destroy: () => drag?.stop() }),
    props: {
      handleDOMEvents: {
        pointerdown(view, event) {
          const handle = event.button === 0 && !drag ? handleAt(event) : null;
          if (!handle) return false;
          // Keeps the browser from selecting text; the focus must then be given by hand.
          event.preventDefault();
          view.dom.focus({ preventScroll: true });
          selectHandle(view, handle, event.shiftKey);
          drag = new Drag(view, handle, event, layer, (clicked) => {
            drag = null;
            const selected = selectedBlocks(view.state.doc, view.state.selection)[0];
            const blockId = handle.kind === "block" ? handle.id : selected && blockAttrs(selected.node).id;
            if (clicked && blockId && !event.shiftKey) onMenu({ blockId, x: event.clientX, y: event.clientY });
          });
          return true;
        },
        mousedown: (_view, event) => event.defaultPrevented,
      },
    },
  });
}
