/**
 * Makes the text what a pure function made of it (a fix carried out, a page mended): one transaction, with the nodes of
 * all blocks that are the same objects kept, so that neither their elements nor their marks are made anew.
 */
import { Fragment, type Node as PMNode, Slice } from "prosemirror-model";
import { type Command, type EditorState, TextSelection, type Transaction } from "prosemirror-state";
import type { Block, GalleyDocument } from "../../../shared/model/document.ts";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Place } from "../../../shared/proofing/apply-edits.ts";
import type { Codec } from "../codec.ts";
import { takeAsIs } from "../plugins/integrity.ts";
import { blockAt, eachBlock, findBlock } from "../queries/blocks.ts";
import { differences } from "../queries/kept.ts";
import { articleAttrs, blockAttrs } from "../schema.ts";
import { detailsMap, type EntityDetails, EntityDetailsStep } from "../steps/entity-details.ts";
import { notesOf, type ProofingNotes, proofingNotesStep } from "../steps/proofing-notes.ts";

/** More replacements than this in one list cost more than one from the first to the last. */
const MANY = 24;

export interface Replacement {
  /** Its unchanged blocks are the objects that the codec wrote; only its articles are read. */
  document: GalleyDocument;
  /** Where the selection's ends are now; null where their text is gone. */
  anchor: Place | null;
  head: Place | null;
  notes: ProofingNotes;
}

/** Code point places of the selection's two ends. */
export function selectionPlaces(state: EditorState): { anchor: Place | null; head: Place | null } {
  const placeOf = (position: number): Place | null => {
    const place = blockAt(state.doc, position);
    if (!place) return null;
    const offset = new CodePointText(place.node.textContent).toCodePoint(position - place.pos - 1);
    return { block: blockAttrs(place.node).id, offset };
  };
  return { anchor: placeOf(state.selection.anchor), head: placeOf(state.selection.head) };
}

/** @returns a command that applies when anything differs */
export function replaceDocument(codec: Codec, { document, anchor, head, notes }: Replacement): Command {
  return (state, dispatch) => {
    const details = new Map(detailsMap(state));
    const articles = readArticles(codec, state.doc, document, details);
    const tr = state.tr;
    replaceArticles(tr, articles);
    for (const [id, said] of details) {
      const before = detailsMap(state).get(id) ?? null;
      if (before !== said) tr.step(new EntityDetailsStep(id, before, said));
    }
    const known = notesOf(state);
    if (notes !== known) tr.step(proofingNotesStep(known, notes));
    if (!tr.steps.length) return false;
    if (dispatch) {
      select(tr, anchor, head ?? anchor);
      dispatch(takeAsIs(tr));
    }
    return true;
  };
}

function readArticles(
  codec: Codec,
  doc: PMNode,
  document: GalleyDocument,
  details: Map<string, EntityDetails>,
): PMNode[] {
  const nodes = new Map<Block, PMNode>();
  eachBlock(doc, ({ node }) => {
    const block = codec.fileBlock(node);
    if (block) nodes.set(block, node);
    return undefined;
  });
  const before = new Map(doc.children.map((node) => [articleAttrs(node).id, node]));
  return document.articles.map((article) => {
    const node = codec.readArticle(article, details, nodes);
    const old = before.get(article.id);
    if (!old || JSON.stringify(old.attrs) !== JSON.stringify(node.attrs)) return node;
    const same = old.childCount === node.childCount && node.children.every((child, i) => child === old.child(i));
    return same ? old : old.copy(node.content);
  });
}

/** Where child `index` of a list of nodes begins, counted from the list's beginning. */
function offsetsOf(nodes: readonly PMNode[]): number[] {
  const offsets = [0];
  for (const node of nodes) offsets.push((offsets.at(-1) as number) + node.nodeSize);
  return offsets;
}

function replaceArticles(tr: Transaction, after: readonly PMNode[]): void {
  const before = tr.doc.children;
  const offsets = offsetsOf(before);
  // From the end, so that what stands before keeps its place.
  for (const { from, to, start, end } of differences(before, after).reverse()) {
    const pairs = to - from === end - start;
    const sameArticles =
      pairs && after.slice(start, end).every((node, i) => node.sameMarkup(before[from + i] as PMNode));
    if (!sameArticles) {
      replace(tr, offsets[from] as number, offsets[to] as number, after.slice(start, end));
      continue;
    }
    for (let i = to - from - 1; i >= 0; i--)
      replaceBlocks(tr, (offsets[from + i] as number) + 1, before[from + i] as PMNode, after[start + i] as PMNode);
  }
}

function replaceBlocks(tr: Transaction, base: number, before: PMNode, after: PMNode): void {
  const offsets = offsetsOf(before.children);
  const all = differences(before.children, after.children);
  const first = all[0];
  const last = all.at(-1);
  if (!first || !last) return;
  const stretches = all.length > MANY ? [{ from: first.from, start: first.start, to: last.to, end: last.end }] : all;
  for (const { from, to, start, end } of stretches.reverse())
    replace(tr, base + (offsets[from] as number), base + (offsets[to] as number), after.children.slice(start, end));
}

function replace(tr: Transaction, from: number, to: number, nodes: readonly PMNode[]): void {
  tr.replace(from, to, new Slice(Fragment.from(nodes), 0, 0));
}

function select(tr: Transaction, anchor: Place | null, head: Place | null): void {
  const positionOf = (place: Place | null): number | null => {
    const found = place && findBlock(tr.doc, place.block);
    return found ? found.pos + 1 + new CodePointText(found.node.textContent).toUtf16(place.offset) : null;
  };
  const from = positionOf(anchor);
  const to = positionOf(head);
  if (from !== null && to !== null) tr.setSelection(TextSelection.create(tr.doc, from, to));
}
