/**
 * Words and characters as a reader sees them, for moving and selecting in unspaced text. Segmenting a whole page takes
 * seconds, a block milliseconds: so per block, cached by its immutable node.
 */
import type { Node as PMNode } from "prosemirror-model";

const words = new Intl.Segmenter("zh", { granularity: "word" });
const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

const cache = new WeakMap<PMNode, readonly number[]>();

/** UTF-16 offsets at which words begin, and the block's end. */
function wordEdges(block: PMNode): readonly number[] {
  const known = cache.get(block);
  if (known) return known;
  const text = block.textContent;
  const edges = Array.from(words.segment(text), (segment) => segment.index);
  edges.push(text.length);
  cache.set(block, edges);
  return edges;
}

/** The word around (or after) an offset, as UTF-16 offsets; null in an empty block. */
export function wordAt(block: PMNode, offset: number): { start: number; end: number } | null {
  const edges = wordEdges(block);
  const last = edges.length - 1;
  if (last < 1) return null;
  let index = 0;
  while (index < last - 1 && (edges[index + 1] as number) <= offset) index++;
  return { start: edges[index] as number, end: edges[index + 1] as number };
}

/** The next word edge in a direction, or null at the block's end. */
export function wordEdge(block: PMNode, offset: number, direction: 1 | -1): number | null {
  const edges = wordEdges(block);
  const found = direction > 0 ? edges.find((edge) => edge > offset) : edges.findLast((edge) => edge < offset);
  return found ?? null;
}

// Longer than any cluster met in this text (ideograph plus variation selector); a window keeps long blocks cheap.
const WINDOW = 32;

/** The next character edge (variation selectors and combining marks included), or null at the block's end. */
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
