/**
 * Words and names of a block as tagging means them: what is tagged, offered or registered is one unit, so is what
 * stands in brackets, and the rest are the words of `shared/entities/extent.ts`. Asked with keys, so only for one block.
 */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import { type ExtentText, type KnownSpan, type Span, wordsOf } from "../../../shared/entities/extent.ts";
import { NameIndex } from "../../../shared/entities/name-index.ts";
import { taggingRules } from "../plugins/tagging-rules.ts";
import { blockAttrs } from "../schema.ts";
import { type BlockPlace, eachBlock } from "./blocks.ts";
import { extentsIn } from "./extents.ts";
import { stopsIn } from "./stops.ts";

/** A name of the page shorter than this is a word too often. */
const SHORTEST_NAME = 2;
/** Quoted words of one name; longer ones are speech. */
const QUOTED = /《[^《》\n]{1,30}》|“[^“”。！？\n]{1,24}”|（[^（）。！？\n]{1,24}）/g;

/** The block's text with the names in it that are known. */
export function extentText(state: EditorState, block: BlockPlace): ExtentText {
  const text = block.node.textContent;
  const base = block.pos + 1;
  const known: KnownSpan[] = stopsIn(state, block).map(({ kind, type, from, to }) => {
    return { start: from - base, end: to - base, type, sure: kind === "entity" };
  });
  for (const { start, end, value } of taggingRules(state).names.findAll(text))
    known.push({ start, end, type: value.type, sure: true });
  for (const { start, end, value } of namesOfPage(state).findAll(text))
    known.push({ start, end, type: value, sure: false });
  return { text, role: blockAttrs(block.node).role, known };
}

const pageNames = new WeakMap<object, NameIndex<string>>();

/** What is tagged anywhere on the page, by text: its type. */
function namesOfPage(state: EditorState): NameIndex<string> {
  const ready = pageNames.get(state.doc);
  if (ready) return ready;
  const types = new Map<string, string>();
  eachBlock(state.doc, ({ node }) => {
    const extents = extentsIn(node);
    const text = extents.length ? node.textContent : "";
    for (const { start, end, type } of extents)
      if (end - start >= SHORTEST_NAME) types.set(text.slice(start, end), type);
    return undefined;
  });
  const index = new NameIndex(Array.from(types, ([name, value]) => ({ name, value })));
  pageNames.set(state.doc, index);
  return index;
}

const words = new WeakMap<PMNode, readonly Span[]>();

function wordsIn(node: PMNode): readonly Span[] {
  const ready = words.get(node) ?? wordsOf(node.textContent);
  words.set(node, ready);
  return ready;
}

/** UTF-16 offsets at which units begin, and the block's end. */
function unitEdges(state: EditorState, block: BlockPlace): number[] {
  const { text, known } = extentText(state, block);
  const quoted = Array.from(text.matchAll(QUOTED), ({ 0: found, index }): Span => {
    return { start: index + 1, end: index + found.length - 1 };
  });
  const units = [...known, ...quoted].sort((a, b) => a.start - b.start || b.end - a.end);
  const edges = new Set([0, text.length, ...wordsIn(block.node).map(({ start }) => start)]);
  for (const { start, end } of units) for (let at = start + 1; at < end; at++) edges.delete(at);
  // What lies in a larger unit is no stop by itself; units that cross are stops each.
  let reach = 0;
  for (const { start, end } of units) {
    if (end <= reach) continue;
    edges.add(start).add(end);
    reach = end;
  }
  return [...edges].sort((a, b) => a - b);
}

/** The next unit's edge in a direction, or null at the block's end. */
export function unitEdge(state: EditorState, block: BlockPlace, offset: number, direction: 1 | -1): number | null {
  const edges = unitEdges(state, block);
  const found = direction > 0 ? edges.find((edge) => edge > offset) : edges.findLast((edge) => edge < offset);
  return found ?? null;
}
