/** Characters as a reader sees them, for moving and for edges: variation selectors and combining marks included. */
import type { Node as PMNode } from "prosemirror-model";

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

// Longer than any cluster met in this text (ideograph plus variation selector); a window keeps long blocks cheap.
const WINDOW = 32;

/** The next character edge, or null at the block's end. */
export function characterEdge(block: PMNode, offset: number, direction: 1 | -1): number | null {
  const text = block.textContent;
  if (direction > 0) {
    const [next] = graphemes.segment(text.slice(offset, offset + WINDOW));
    return next ? offset + next.segment.length : null;
  }
  let start = Math.max(0, offset - WINDOW);
  if (start > 0 && (text.charCodeAt(start) & 0xfc00) === 0xdc00) start--;
  const last = Array.from(graphemes.segment(text.slice(start, offset))).at(-1);
  return last ? start + last.index : null;
}
