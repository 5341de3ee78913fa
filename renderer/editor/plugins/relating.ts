/**
 * A relation that is being made in tag mode: it has its beginning, and waits for the entity that it goes to and for its
 * kind. Ends when one is chosen, when it is given up, when its entity goes, and with tag mode.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { findEntity } from "../queries/entities.ts";
import { modeOf } from "./mode.ts";

const key = new PluginKey<string | null>("relating");

/** @param from id of the entity that the relation begins with; null ends it */
export function setRelating(tr: Transaction, from: string | null): Transaction {
  return tr.setMeta(key, { from });
}

/** The entity that a relation is being made from, or null. */
export function relatingFrom(state: EditorState): string | null {
  return key.getState(state) ?? null;
}

export function relatingPlugin(): Plugin<string | null> {
  return new Plugin<string | null>({
    key,
    state: {
      init: () => null,
      apply(tr, value, _before, after) {
        const told: { from: string | null } | undefined = tr.getMeta(key);
        const from = told ? told.from : value;
        if (from === null) return null;
        if (modeOf(after).mode !== "tag" || modeOf(after).readOnly) return null;
        return tr.docChanged && !findEntity(after.doc, from) ? null : from;
      },
    },
  });
}
