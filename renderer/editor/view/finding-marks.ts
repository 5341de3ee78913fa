/**
 * Draws the findings: characters by CSS highlights, which touch nothing in the text (so neither an input method nor a
 * keystroke on a page of thousands of findings notices), blocks by an attribute that the margin shows. Only what is on
 * the screen and a little around it is drawn, with the next frame, and nothing while an input method composes.
 */
import { type EditorState, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { type FindingMark, findingsState } from "../plugins/findings.ts";
import { modeOf } from "../plugins/mode.ts";
import { isBlock } from "../schema.ts";
import { paint, rangeOf } from "./paint.ts";
import { visibleBlocks } from "./visible-blocks.ts";

type Severity = Finding["severity"];

// The registry is one for the whole page; these names belong to the editor.
const names = {
  hint: "galley-finding-hint",
  warning: "galley-finding-warning",
  error: "galley-finding-error",
  active: "galley-finding-active",
} as const;
const severities = ["hint", "warning", "error"] as const;

const isTagging = (state: EditorState) => modeOf(state).mode === "tag";

/** A place between characters is shown on its neighbours. */
function drawnRange({ start, end }: FindingMark, length: number): [number, number] {
  if (start < end) return [start, end];
  return [Math.max(0, start - 1), Math.min(length, start + 1)];
}

class Marker {
  readonly #view: EditorView;
  #frame = 0;
  /** Blocks that carry an attribute of ours. */
  #marked = new Set<HTMLElement>();

  constructor(view: EditorView) {
    this.#view = view;
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
    const { marks, active } = findingsState(view.state);
    const old = findingsState(before);
    const isOther = marks !== old.marks || active !== old.active;
    const isMoved = view.state.doc !== before.doc || isTagging(view.state) !== isTagging(before);
    if (isOther || (marks.size && isMoved)) this.#later();
  }

  #draw(): void {
    const view = this.#view;
    // The end of a composition is a change too and comes here again.
    if (view.composing || view.isDestroyed) return;
    const ranges = { hint: [], warning: [], error: [], active: [] } as Record<keyof typeof names, Range[]>;
    const marked = new Set<HTMLElement>();
    const { marks, active } = findingsState(view.state);
    for (const element of marks.size ? visibleBlocks(view) : []) {
      const own = marks.get(element.dataset.block ?? "");
      if (!own?.length) continue;
      const pos = view.posAtDOM(element, 0);
      const node = view.state.doc.resolve(pos).parent;
      if (!isBlock(node)) continue;
      let worst: Severity | null = null;
      for (const mark of own) {
        const { severity } = mark.finding;
        if (mark.whole) {
          if (!worst || severities.indexOf(severity) > severities.indexOf(worst)) worst = severity;
          continue;
        }
        // Where nothing can be mended the text's own marks are enough.
        if (isTagging(view.state)) continue;
        const [start, end] = drawnRange(mark, node.content.size);
        const range = rangeOf(view, pos + start, pos + end);
        ranges[severity].push(range);
        if (mark.finding === active) ranges.active.push(range);
      }
      if (!worst) continue;
      marked.add(element);
      const isActive = own.some((mark) => mark.whole && mark.finding === active);
      if (element.dataset.finding !== worst) element.dataset.finding = worst;
      if (isActive !== "findingActive" in element.dataset) element.toggleAttribute("data-finding-active", isActive);
    }
    for (const element of this.#marked)
      if (!marked.has(element)) {
        delete element.dataset.finding;
        delete element.dataset.findingActive;
      }
    this.#marked = marked;
    for (const [name, list] of Object.entries(ranges)) paint(names[name as keyof typeof names], list);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    removeEventListener("scroll", this.#later, { capture: true });
    removeEventListener("resize", this.#later);
    for (const name of Object.values(names)) CSS.highlights.delete(name);
  }
}

export function findingMarksPlugin(): Plugin {
  return new Plugin({ view: (view) => new Marker(view) });
}
