/**
 * The mode (proofreading or tagging) and whether anything may change at all. In tag mode no transaction may move or
 * change text except undo and redo, whoever sends it: keys, paste, drops, input methods.
 */
import { isHistoryTransaction } from "prosemirror-history";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import type { Mode } from "../editor-api.ts";

export interface ModeState {
  readonly mode: Mode;
  readonly readOnly: boolean;
}

const key = new PluginKey<ModeState>("mode");

/** Whether the transaction moves or changes text, as against marks, roles and notes. */
function changesText(tr: Transaction): boolean {
  return tr.mapping.maps.some((map) => {
    let changes = false;
    map.forEach(() => {
      changes = true;
    });
    return changes;
  });
}

export function modePlugin(initial: ModeState): Plugin<ModeState> {
  return new Plugin<ModeState>({
    key,
    state: {
      init: () => initial,
      apply: (tr, value) => (tr.getMeta(key) as ModeState | undefined) ?? value,
    },
    filterTransaction(tr, state) {
      if (!tr.docChanged) return true;
      const { mode, readOnly } = modeOf(state);
      if (readOnly) return false;
      return mode === "proofread" || isHistoryTransaction(tr) || !changesText(tr);
    },
    props: {
      editable: canType,
    },
  });
}

export function modeOf(state: EditorState): ModeState {
  return key.getState(state) ?? { mode: "proofread", readOnly: false };
}

/** Whether typing changes the text now. */
export function canType(state: EditorState): boolean {
  const { mode, readOnly } = modeOf(state);
  return mode === "proofread" && !readOnly;
}

export function setMode(tr: Transaction, mode: ModeState): Transaction {
  return tr.setMeta(key, mode);
}
