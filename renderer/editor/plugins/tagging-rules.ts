/**
 * What tagging goes by besides the text: which spans may overlap, and the names that the corpus has registered. Also
 * the tag that was refused just now, which the same key asked for again puts in the place of what was in its way.
 * Must not know: where settings and names come from.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { NameIndex } from "../../../shared/entities/name-index.ts";
import type { Overlap } from "../../../shared/model/settings.ts";

/** A name to be known wherever it stands. */
export interface KnownName {
  name: string;
  type: string;
}

/** A span that may not be, because of what is there. Positions in the document. */
export interface Refusal {
  readonly from: number;
  readonly to: number;
  /** The type that was asked for; null where an edge was to be moved. */
  readonly type: string | null;
  /** Ids of the entities in the way. */
  readonly inTheWay: readonly string[];
}

/**
 * The entry of the registry that a text tagged with this type names; null for none.
 * @param now what it names so far: that stays, if it is of this type
 */
export type RefFor = (text: string, type: string, now: string | null) => string | null;

interface TaggingRules {
  readonly refFor: RefFor;
  readonly overlap: Overlap;
  readonly names: NameIndex<KnownName>;
  readonly refusal: Refusal | null;
}

type Change = { overlap?: Overlap; names?: readonly KnownName[]; refFor?: RefFor; refusal?: Refusal };

const key = new PluginKey<TaggingRules>("taggingRules");
const initial: TaggingRules = { overlap: "any", names: new NameIndex([]), refFor: () => null, refusal: null };

export function taggingRulesPlugin(): Plugin<TaggingRules> {
  return new Plugin<TaggingRules>({
    key,
    state: {
      init: () => initial,
      apply(tr, value) {
        const change = tr.getMeta(key) as Change | undefined;
        // It is about the selection and the text of that moment.
        const refusal = change?.refusal ?? (tr.docChanged || tr.selectionSet ? null : value.refusal);
        if (!change && refusal === value.refusal) return value;
        const { overlap = value.overlap, refFor = value.refFor, names } = change ?? {};
        return {
          overlap,
          refFor,
          names: names ? new NameIndex(names.map((value) => ({ name: value.name, value }))) : value.names,
          refusal,
        };
      },
    },
  });
}

export function taggingRules(state: EditorState): TaggingRules {
  return key.getState(state) ?? initial;
}

export function setTaggingRules(tr: Transaction, change: Omit<Change, "refusal">): Transaction {
  return tr.setMeta(key, change);
}

export function refuse(tr: Transaction, refusal: Refusal): Transaction {
  return tr.setMeta(key, { refusal });
}

/** The refusal that a transaction is, or null. */
export function refusalIn(tr: Transaction): Refusal | null {
  return (tr.getMeta(key) as Change | undefined)?.refusal ?? null;
}
