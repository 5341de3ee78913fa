/**
 * Entities that cross each other (not nest) are drawn as several elements. This plugin tells the style sheet which
 * elements continue an entity, so that its label is shown once, and on which level its line runs, so that the line does
 * not jump. Only blocks with such entities are touched, and none while an input method composes.
 */
import type { Node as PMNode } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView, MarkViewConstructor } from "prosemirror-view";
import { eachBlock, findBlock } from "../queries/blocks.ts";
import { changedBlocks } from "../queries/changed-blocks.ts";
import { type Extent, extentsIn } from "../queries/extents.ts";
import { blockAttrs, entityAttrs } from "../schema.ts";

/** Whether any two extents overlap without one lying in the other. */
function hasCrossing(extents: readonly Extent[]): boolean {
  for (let i = 0; i < extents.length; i++) {
    const outer = extents[i] as Extent;
    for (let j = i + 1; j < extents.length; j++) {
      const inner = extents[j] as Extent;
      if (inner.start >= outer.end) break;
      if (inner.end > outer.end) return true;
    }
  }
  return false;
}

/** The line that each entity runs on, 1 being nearest to the text: the lowest that no overlapping earlier one has. */
function levelsOf(extents: readonly Extent[]): Map<string, number> {
  const levels = new Map<string, number>();
  const open: { end: number; level: number }[] = [];
  for (const { id, start, end } of extents) {
    for (let i = open.length - 1; i >= 0; i--) if ((open[i] as { end: number }).end <= start) open.splice(i, 1);
    let level = 1;
    while (open.some((other) => other.level === level)) level++;
    open.push({ end, level });
    levels.set(id, level);
  }
  return levels;
}

function shape(view: EditorView, node: PMNode, pos: number): void {
  const dom = view.nodeDOM(pos);
  if (!(dom instanceof HTMLElement)) return;
  const extents = extentsIn(node);
  const elements = dom.querySelectorAll<HTMLElement>(".entity");
  const crossing = elements.length > extents.length || hasCrossing(extents);
  if (!crossing && !dom.querySelector("[data-continued], [data-level]")) return;
  const levels = levelsOf(extents);
  const seen = new Set<string>();
  for (const element of elements) {
    const id = element.dataset.entity ?? "";
    if (seen.has(id)) element.dataset.continued = "";
    else delete element.dataset.continued;
    seen.add(id);
    if (crossing) element.dataset.level = String(levels.get(id) ?? 1);
    else delete element.dataset.level;
  }
}

/** Draws an entity; what this module writes on the element is not read back as a change of the document. */
export const entityMarkView: MarkViewConstructor = (mark) => {
  const { id, type } = entityAttrs(mark);
  const dom = document.createElement("span");
  dom.className = "entity";
  dom.dataset.entity = id;
  dom.dataset.type = type;
  return { dom, ignoreMutation: (mutation) => mutation.type === "attributes" };
};

export function entityShapePlugin(): Plugin {
  return new Plugin({
    view(view) {
      eachBlock(view.state.doc, ({ node, pos }) => {
        if (extentsIn(node).length > 1 && hasCrossing(extentsIn(node))) shape(view, node, pos);
        return undefined;
      });
      /** Blocks that changed while an input method composed. */
      const waiting = new Set<string>();
      return {
        update(current, before) {
          if (current.composing) {
            for (const { node } of changedBlocks(before.doc, current.state.doc)) waiting.add(blockAttrs(node).id);
            return;
          }
          for (const { node, pos } of changedBlocks(before.doc, current.state.doc)) shape(current, node, pos);
          for (const id of waiting) {
            const place = findBlock(current.state.doc, id);
            if (place) shape(current, place.node, place.pos);
          }
          waiting.clear();
        },
      };
    },
  });
}
