/**
 * Painting by CSS Custom Highlights: the text's DOM is not touched, so input methods are not disturbed. The registry of
 * highlights is one for the whole page; each name has one owner.
 */
import type { EditorView } from "prosemirror-view";

/** The DOM range of document positions [from, to). */
export function rangeOf(view: EditorView, from: number, to: number): Range {
  const range = document.createRange();
  const start = view.domAtPos(from, 1);
  const end = view.domAtPos(to, -1);
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/** Paints these ranges under a name, and nothing else under it. */
export function paint(name: string, ranges: readonly Range[]): void {
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
