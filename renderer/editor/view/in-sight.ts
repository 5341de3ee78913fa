/** Where a range of the text is on the screen, and bringing it there. */
import type { EditorView } from "prosemirror-view";
import { findBlock } from "../queries/blocks.ts";
import { scrollerOf } from "./visible-blocks.ts";

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Viewport rectangle of the first line of document positions [from, to). */
export function rectOf(view: EditorView, { from, to }: { from: number; to: number }): Rect {
  const { left, top, bottom } = view.coordsAtPos(from, 1);
  const end = view.coordsAtPos(to, -1);
  // Over several lines the first one says where it is.
  return { left, top, right: end.top < bottom ? Math.max(left, end.right) : left, bottom };
}

/**
 * Scrolls only when the place is not in sight, so that going through places makes the text jump little.
 * @param blockId the block that it is in, @param place where it is now, null when it is gone
 */
export function bringIntoSight(view: EditorView, blockId: string, place: () => Rect | null): void {
  const pane = scrollerOf(view.dom);
  const { top, bottom } = pane.getBoundingClientRect();
  const margin = (bottom - top) / 8;
  const isInSight = () => {
    const rect = place();
    return rect !== null && rect.top > top + margin && rect.bottom < bottom - margin;
  };
  if (isInSight()) return;
  const block = findBlock(view.state.doc, blockId);
  const element = block && view.nodeDOM(block.pos);
  if (element instanceof Element) element.scrollIntoView({ block: "center" });
  // In a block that is higher than the pane its middle may be far from the line.
  const rect = isInSight() ? null : place();
  if (rect) pane.scrollTop += rect.top - (top + bottom) / 2;
}
