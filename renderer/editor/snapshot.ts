/** What the panels see of a state. A field keeps its value (by reference) while it says the same. */
import { redoDepth, undoDepth } from "prosemirror-history";
import type { EditorState } from "prosemirror-state";
import type { Correction } from "../../shared/corrections/last-correction.ts";
import type { EditorSnapshot } from "./editor-api.ts";
import { findingsState } from "./plugins/findings.ts";
import { modeOf } from "./plugins/mode.ts";
import { relatingFrom } from "./plugins/relating.ts";
import { suggestionsState } from "./plugins/suggestions.ts";
import { selectedBlocks } from "./queries/blocks.ts";
import { entitiesAtSelection, entityViews } from "./queries/entities.ts";
import { originOf } from "./queries/origin.ts";
import { targetAtSelection } from "./queries/relations.ts";
import { articleAttrs, blockAttrs } from "./schema.ts";
import { detailsMap } from "./steps/entity-details.ts";

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => item === b[index]);
  return a === b;
}

/** The same object while it says the same. */
function relatingOf(state: EditorState, before: EditorSnapshot | null): EditorSnapshot["relating"] {
  const from = relatingFrom(state);
  if (from === null) return null;
  const to = targetAtSelection(state, from);
  return before?.relating?.from === from && before.relating.to === to ? before.relating : { from, to };
}

/** The snapshot of a state; `before` itself when nothing in it changed. */
export function snapshotOf(
  state: EditorState,
  version: number,
  composing: boolean,
  correction: Correction | null,
  before: EditorSnapshot | null,
): EditorSnapshot {
  const { mode, readOnly } = modeOf(state);
  const selected = selectedBlocks(state.doc, state.selection);
  const roles = new Set(selected.map(({ node }) => blockAttrs(node).role));
  const details = detailsMap(state);
  const { from, to } = state.selection;
  const now: EditorSnapshot = {
    mode,
    readOnly,
    version,
    composing,
    correction,
    canUndo: !readOnly && undoDepth(state) > 0,
    canRedo: !readOnly && redoDepth(state) > 0,
    undoDepth: Number(undoDepth(state)),
    finding: findingsState(state).active,
    suggestion: suggestionsState(state).active,
    blockIds: selected.map(({ node }) => blockAttrs(node).id),
    articleIds: [...new Set(selected.map(({ article }) => articleAttrs(article).id))],
    role: roles.size === 1 ? ([...roles][0] ?? null) : null,
    selectedText: state.doc.textBetween(from, to, "\n"),
    entities: entitiesAtSelection(state).flatMap(({ node, extent }) =>
      entityViews(node, details).filter(({ id }) => id === extent.id),
    ),
    relating: relatingOf(state, before),
    origin: originOf(state),
  };
  if (!before) return now;
  const keys = Object.keys(now) as (keyof EditorSnapshot)[];
  if (keys.every((key) => same(now[key], before[key]))) return before;
  const kept = Object.fromEntries(keys.map((key) => [key, same(now[key], before[key]) ? before[key] : now[key]]));
  return kept as unknown as EditorSnapshot;
}
