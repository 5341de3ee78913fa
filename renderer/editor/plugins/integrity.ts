/**
 * Keeps the document's invariants after every change, in the same undo event: each block's pieces say where its text
 * came from, ids are there and unique, entities follow docs/entities.md. Undo and redo bring back states in which all
 * of this held, so they are left alone. While an input method composes, only pieces are kept (attributes touch no
 * text in the DOM); what it left behind is repaired by `settle` when it is done. What is sound already (a fix, carried
 * out on the document as the file has it) says so with `takeAsIs`, and is not touched.
 */
import { isHistoryTransaction } from "prosemirror-history";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { newId } from "../../../shared/model/ids.ts";
import { eachBlock, findBlock } from "../queries/blocks.ts";
import { type ChangedBlock, changedBlocks } from "../queries/changed-blocks.ts";
import { sameRuns } from "../runs.ts";
import { articleAttrs, blockAttrs } from "../schema.ts";
import { detailsMap } from "../steps/entity-details.ts";
import { repairEntities } from "./entity-policy.ts";
import { traceOrigins } from "./provenance.ts";

/** Ids of the blocks that an input method changed and that wait for repair. */
type Waiting = ReadonlySet<string>;

const key = new PluginKey<Waiting>("integrity");
const none: Waiting = new Set();

const isComposition = (tr: Transaction): boolean => tr.getMeta("composition") != null;
const isSettling = (tr: Transaction): boolean => tr.getMeta(key) === "settle";

/** Says that the transaction's blocks are sound: their pieces, ids and entities stay as they are. */
export const takeAsIs = (tr: Transaction): Transaction => tr.setMeta(key, "as is");
/** Whether `takeAsIs` was said. */
export const isAsIs = (tr: Transaction): boolean => tr.getMeta(key) === "as is";

/** Block and article ids that are missing or taken are replaced; happens after foreign changes of the DOM only. */
function renewIds(tr: Transaction, state: EditorState): void {
  const seen = new Set<string>();
  let articlePos = -1;
  eachBlock(state.doc, (place) => {
    if (place.articlePos !== articlePos) {
      articlePos = place.articlePos;
      const { id } = articleAttrs(place.article);
      if (!id || seen.has(id)) tr.setNodeAttribute(articlePos, "id", newId("a"));
      seen.add(id);
    }
    const { id } = blockAttrs(place.node);
    if (!id || seen.has(id)) tr.setNodeAttribute(place.pos, "id", newId("b"));
    seen.add(id);
    return undefined;
  });
}

function countBlocks(state: EditorState): number {
  let count = state.doc.childCount;
  for (let i = 0; i < state.doc.childCount; i++) count += state.doc.child(i).childCount;
  return count;
}

/** @param source the decoded source text, which claims of provenance are checked against */
export function integrityPlugin(source: string): Plugin<Waiting> {
  return new Plugin<Waiting>({
    key,
    state: {
      init: () => none,
      apply(tr, value, before, after) {
        if (isSettling(tr)) return none;
        if (!isComposition(tr) || !tr.docChanged) return value;
        const blocks = new Set(value);
        for (const { node } of changedBlocks(before.doc, after.doc)) blocks.add(blockAttrs(node).id);
        return blocks;
      },
    },
    appendTransaction(transactions, before, after) {
      const settling = transactions.some(isSettling);
      if (!settling && !transactions.some((tr) => tr.docChanged)) return null;
      if (transactions.some(isHistoryTransaction)) return null;
      if (transactions.every((tr) => !tr.docChanged || isAsIs(tr))) return null;
      const tr = after.tr;
      const changed = changedBlocks(before.doc, after.doc);

      const originOf = traceOrigins(transactions, before.doc, source);
      for (const { node, pos } of changed) {
        const runs = originOf(pos + 1, pos + 1 + node.content.size);
        if (!sameRuns(runs, blockAttrs(node).pieces)) tr.setNodeAttribute(pos, "pieces", runs);
      }
      if (countBlocks(before) !== countBlocks(after) || changed.length > 1) renewIds(tr, after);

      if (!transactions.some(isComposition))
        repairEntities(tr, settling ? waitingBlocks(before) : changed, detailsMap(after));
      return tr.docChanged ? tr : null;
    },
  });
}

function waitingBlocks(state: EditorState): ChangedBlock[] {
  const result: ChangedBlock[] = [];
  for (const id of key.getState(state) ?? []) {
    const place = findBlock(state.doc, id);
    if (place) result.push({ node: place.node, pos: place.pos });
  }
  return result.sort((a, b) => a.pos - b.pos);
}

/**
 * The transaction that repairs what an input method left behind, or null when nothing waits. It belongs to the
 * composition's undo event. Call it when the composition is over, before anything else changes the document.
 */
export function settle(state: EditorState): Transaction | null {
  return key.getState(state)?.size ? state.tr.setMeta(key, "settle") : null;
}
