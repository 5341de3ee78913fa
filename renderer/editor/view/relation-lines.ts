/**
 * Relations drawn on demand: curved lines with labels between entities, in a layer over the text and outside of it, so
 * that nothing in the text's DOM is touched. Only what is in sight is drawn; while an input method composes nothing is
 * measured, the lines wait.
 */
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { RelationView } from "../editor-api.ts";
import { relatingFrom } from "../plugins/relating.ts";
import { findBlock } from "../queries/blocks.ts";
import { entitiesAtSelection } from "../queries/entities.ts";
import { targetAtSelection } from "../queries/relations.ts";
import { scrollerOf, visibleBlocks } from "./visible-blocks.ts";

export interface RelationLinesOptions {
  layer: HTMLElement;
  /** Whether all relations are drawn; one that is being made always is. */
  shown(): boolean;
  relations(): readonly RelationView[];
  labelOf(type: string): string;
}

/** More lines than this in sight tell nothing. */
const MOST = 200;
/** Pixels within which two places are on one line of text. */
const SAME_LINE = 8;
const namespace = "http://www.w3.org/2000/svg";

interface End {
  /** Of the entity. */
  id: string;
  /** Of its block; null where it is not known. */
  block: string | null;
}

interface Line {
  from: End;
  to: End;
  label: string;
  active: boolean;
}

interface Point {
  x: number;
  y: number;
}

function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>) {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const numbers = (...values: number[]) => values.map((value) => value.toFixed(1)).join(" ");

/** The four points of a Bézier curve: an arch over one line of text, an S between two. */
function curve(from: DOMRect, to: DOMRect): [Point, Point, Point, Point] {
  const a = { x: from.left + from.width / 2, y: from.top };
  const b = { x: to.left + to.width / 2, y: to.top };
  if (Math.abs(from.top - to.top) <= SAME_LINE) {
    const height = Math.min(46, 14 + Math.abs(a.x - b.x) * 0.12);
    return [a, { x: a.x, y: a.y - height }, { x: b.x, y: b.y - height }, b];
  }
  // From the side that looks at the other: what is below is reached from above.
  if (from.top < to.top) a.y = from.bottom;
  else b.y = to.bottom;
  const bend = Math.max(18, Math.min(80, Math.abs(a.y - b.y) / 2));
  const side = from.top < to.top ? 1 : -1;
  return [a, { x: a.x, y: a.y + side * bend }, { x: b.x, y: b.y - side * bend }, b];
}

class Lines {
  readonly #view: EditorView;
  readonly #options: RelationLinesOptions;
  readonly #svg: SVGSVGElement;
  readonly #resize: ResizeObserver;
  #frame = 0;

  constructor(view: EditorView, options: RelationLinesOptions) {
    this.#view = view;
    this.#options = options;
    this.#svg = svg("svg", { class: "galley-relations" });
    const marker = svg("marker", {
      id: "galley-arrow",
      viewBox: "0 0 8 8",
      refX: 7,
      refY: 4,
      markerWidth: 6,
      markerHeight: 6,
      orient: "auto-start-reverse",
    });
    marker.append(svg("path", { d: "M 0 0.5 L 8 4 L 0 7.5 z" }));
    const defs = svg("defs", {});
    defs.append(marker);
    this.#svg.append(defs);
    options.layer.append(this.#svg);
    this.#resize = new ResizeObserver(this.later);
    this.#resize.observe(options.layer);
    window.addEventListener("scroll", this.later, { capture: true, passive: true });
    this.later();
  }

  readonly later = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      // The composition's end is an update of its own.
      if (!this.#view.composing) this.#draw();
    });
  };

  #lines(): Line[] {
    const { state } = this.#view;
    const relating = relatingFrom(state);
    const lines: Line[] = [];
    const target = relating === null ? null : targetAtSelection(state, relating);
    if (relating !== null && target !== null)
      lines.push({ from: { id: relating, block: null }, to: { id: target, block: null }, label: "?", active: true });
    if (!this.#options.shown()) return lines;
    const selected = new Set(entitiesAtSelection(state).map(({ extent }) => extent.id));
    for (const { from, to, type } of this.#options.relations())
      lines.push({
        from: { id: from.id, block: from.blockId },
        to: { id: to.id, block: to.blockId },
        label: this.#options.labelOf(type),
        active: selected.has(from.id) || selected.has(to.id),
      });
    return lines;
  }

  /** Where an entity is drawn that is not near what is in sight. */
  #elementOf(id: string, blockId: string | null): Element | null {
    const block = blockId === null ? null : findBlock(this.#view.state.doc, blockId);
    const root = block ? this.#view.nodeDOM(block.pos) : this.#view.dom;
    return root instanceof Element ? root.querySelector(`.entity[data-entity="${CSS.escape(id)}"]`) : null;
  }

  #draw(): void {
    for (const child of [...this.#svg.children]) if (child.localName !== "defs") child.remove();
    const lines = this.#lines();
    if (!lines.length) return;
    const base = this.#options.layer.getBoundingClientRect();
    const pane = scrollerOf(this.#view.dom).getBoundingClientRect();
    const isInSight = ({ top, bottom }: DOMRect) =>
      bottom > Math.max(0, pane.top) && top < Math.min(innerHeight, pane.bottom);
    // Entities near what is in sight are found by going through its blocks once, not each by looking through the page.
    const near = new Map<string, Element>();
    for (const block of visibleBlocks(this.#view))
      for (const element of block.querySelectorAll<HTMLElement>(".entity[data-entity]")) {
        const id = element.dataset.entity ?? "";
        if (!near.has(id)) near.set(id, element);
      }
    const rects = new Map<string, DOMRect | null>();
    const rectOf = ({ id, block }: End): DOMRect | null => {
      const known = rects.get(id);
      if (known !== undefined) return known;
      const element = near.get(id) ?? this.#elementOf(id, block);
      // Of an entity over two lines, the part where it begins.
      const rect = element?.getClientRects()[0] ?? null;
      rects.set(id, rect);
      return rect;
    };
    let drawn = 0;
    for (const { from, to, label, active } of lines) {
      if (drawn >= MOST) break;
      if (!near.has(from.id) && !near.has(to.id)) continue;
      const [first, last] = [rectOf(from), rectOf(to)];
      if (!first || !last || (!isInSight(first) && !isInSight(last))) continue;
      drawn++;
      const points = curve(first, last).map(({ x, y }) => ({ x: x - base.left, y: y - base.top }));
      const [a, b, c, d] = points as [Point, Point, Point, Point];
      const group = svg("g", { class: active ? "galley-relation is-active" : "galley-relation" });
      group.append(
        svg("path", {
          d: `M ${numbers(a.x, a.y)} C ${numbers(b.x, b.y, c.x, c.y, d.x, d.y)}`,
          "marker-end": "url(#galley-arrow)",
        }),
      );
      // The middle of the curve.
      const x = (a.x + 3 * b.x + 3 * c.x + d.x) / 8;
      const y = (a.y + 3 * b.y + 3 * c.y + d.y) / 8;
      const text = svg("text", {
        x: x.toFixed(1),
        y: y.toFixed(1),
        "text-anchor": "middle",
        "dominant-baseline": "central",
      });
      text.textContent = label;
      group.append(text);
      this.#svg.append(group);
    }
  }

  update(): void {
    this.later();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    window.removeEventListener("scroll", this.later, { capture: true });
    this.#svg.remove();
  }
}

export function relationLinesPlugin(options: RelationLinesOptions): Plugin {
  return new Plugin({ view: (view) => new Lines(view, options) });
}
