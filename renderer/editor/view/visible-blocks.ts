/** Which blocks are on the screen: for drawing only those. */
import type { EditorView } from "prosemirror-view";

/** Beyond the pane's edges, in its heights: what a turn of the wheel shows is drawn already. */
const AHEAD = 0.5;

/** The blocks on the screen and a little around it, found by halving: pages may have ten thousands. */
export function* visibleBlocks(view: EditorView): Generator<HTMLElement> {
  const pane = scrollerOf(view.dom).getBoundingClientRect();
  const top = Math.max(0, pane.top) - pane.height * AHEAD;
  const bottom = Math.min(innerHeight, pane.bottom) + pane.height * AHEAD;
  for (const article of view.dom.children) {
    const box = article.getBoundingClientRect();
    if (box.bottom < top) continue;
    if (box.top > bottom) return;
    const blocks = article.children;
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle] as Element).getBoundingClientRect().bottom < top) low = middle + 1;
      else high = middle;
    }
    for (; low < blocks.length; low++) {
      const block = blocks[low] as HTMLElement;
      if (block.getBoundingClientRect().top > bottom) return;
      yield block;
    }
  }
}

/** The element that scrolls the text. */
export function scrollerOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return document.documentElement;
}
