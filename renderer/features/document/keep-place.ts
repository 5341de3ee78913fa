/**
 * Keeps what is being read at its place on the screen while the text changes its look.
 * Must not know: React, the editor's inside beyond its `data-block` elements.
 */

/** Top of the caret's line, or of the block at the top of the pane when the caret is out of sight; viewport pixels. */
function anchorIn(scroller: HTMLElement): (() => number) | null {
  const pane = scroller.getBoundingClientRect();
  const selection = document.getSelection();
  if (selection?.rangeCount && scroller.contains(selection.focusNode)) {
    const range = document.createRange();
    range.setStart(selection.focusNode as Node, selection.focusOffset);
    const top = () => range.getBoundingClientRect().top;
    const rect = range.getBoundingClientRect();
    if (rect.height && rect.top >= pane.top && rect.bottom <= pane.bottom) return top;
  }
  const block = document
    .elementFromPoint(pane.left + pane.width / 2, pane.top + 8)
    ?.closest<HTMLElement>("[data-block]");
  return block && scroller.contains(block) ? () => block.getBoundingClientRect().top : null;
}

/** Runs a change of the text's look and scrolls so that the caret's line stays where it was. */
export function keepingPlace(scroller: HTMLElement | null, change: () => void): void {
  const top = scroller && anchorIn(scroller);
  const before = top?.();
  change();
  if (top && before !== undefined) scroller.scrollTop += top() - before;
}
