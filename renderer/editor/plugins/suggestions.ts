/**
 * Where the suggested entities of the last answer stand in the text as it is now, and which one the editor is looking
 * at. What an entity covers by now is no suggestion any more. Nothing is drawn here (see `view/suggestion-marks.ts`)
 * and the text is never touched, whoever composes in it.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import { eachBlock, findBlock } from "../queries/blocks.ts";
import { extentsIn } from "../queries/extents.ts";
import type { OfferedStops } from "../queries/stops.ts";
import { blockAttrs } from "../schema.ts";
import { answeredMarks, type MarksByBlock, movedMarks, type PlacedMark } from "./moving-marks.ts";

export interface SuggestionMark extends PlacedMark {
  readonly suggestion: Suggestion;
}

type Marks = MarksByBlock<SuggestionMark>;

export interface SuggestionsState {
  readonly marks: Marks;
  readonly active: Suggestion | null;
}

const key = new PluginKey<SuggestionsState>("suggestions");
const nothing: SuggestionsState = { marks: new Map(), active: null };

export const suggestionsState = (state: EditorState): SuggestionsState => key.getState(state) ?? nothing;

const markOf = (suggestion: Suggestion, text: CodePointText): SuggestionMark => ({
  suggestion,
  start: text.toUtf16(suggestion.start),
  end: text.toUtf16(suggestion.end),
  whole: false,
});

/** @param asked the document that the suggestions are about */
export function setSuggestions(state: EditorState, suggestions: readonly Suggestion[], asked: PMNode): Transaction {
  const before = suggestionsState(state);
  const marks = answeredMarks(state.doc, asked, before.marks, suggestions, {
    markOf,
    itemOf: ({ suggestion }) => suggestion,
  });
  return state.tr.setMeta(key, { marks, active: stillActive(before, marks) } satisfies SuggestionsState);
}

/** The active suggestion as the new answer has it: at the same place. */
function stillActive({ active, marks }: SuggestionsState, next: Marks): Suggestion | null {
  if (!active) return null;
  const old = marks.get(active.block)?.find(({ suggestion }) => suggestion === active);
  const found = next.get(active.block)?.find(({ start, end }) => start === old?.start && end === old.end);
  return found?.suggestion ?? null;
}

/** Makes a suggestion the active one; adds to a transaction where one is given. */
export function setActiveSuggestion(state: EditorState, active: Suggestion | null, tr = state.tr): Transaction {
  return tr.setMeta(key, { marks: suggestionsState(state).marks, active } satisfies SuggestionsState);
}

/** Takes suggestions off the text, without waiting for the next answer. */
export function removeSuggestions(state: EditorState, gone: ReadonlySet<Suggestion>): Transaction {
  const { marks, active } = suggestionsState(state);
  const left = new Map(marks);
  for (const id of new Set(Array.from(gone, ({ block }) => block)))
    left.set(id, left.get(id)?.filter(({ suggestion }) => !gone.has(suggestion)) ?? []);
  return state.tr.setMeta(key, { marks: left, active: active && gone.has(active) ? null : active });
}

/** Of a block's marks, those that touch no entity. */
function free(marks: readonly SuggestionMark[], block: PMNode): readonly SuggestionMark[] {
  const extents = extentsIn(block);
  const left = marks.filter((mark) => !extents.some(({ start, end }) => start < mark.end && end > mark.start));
  return left.length === marks.length ? marks : left;
}

/** Only what is selected is looked at: the caret elsewhere means something else. */
function whileSelected(value: SuggestionsState, tr: Transaction): SuggestionsState {
  if (!value.active || !tr.selectionSet || tr.getMeta(key)) return value;
  const place = findBlock(tr.doc, value.active.block);
  const mark = value.marks.get(value.active.block)?.find(({ suggestion }) => suggestion === value.active);
  const { from, to } = tr.selection;
  const base = place ? place.pos + 1 : 0;
  return place && mark && from === base + mark.start && to === base + mark.end ? value : { ...value, active: null };
}

/** Where Tab stops. */
const stopsIn: OfferedStops = (state, { node, pos }) =>
  (suggestionsState(state).marks.get(blockAttrs(node).id) ?? []).map(({ suggestion, start, end }) => ({
    kind: "suggestion",
    id: "",
    type: suggestion.type,
    from: pos + 1 + start,
    to: pos + 1 + end,
  }));

export function suggestionsPlugin(): Plugin<SuggestionsState> {
  return new Plugin<SuggestionsState>({
    key,
    stops: stopsIn,
    state: {
      init: () => nothing,
      apply(tr, value, before, after) {
        const said = (tr.getMeta(key) as SuggestionsState | undefined) ?? value;
        if (!tr.docChanged || !said.marks.size) return whileSelected(said, tr);
        const moved = movedMarks(said.marks, tr, before, after);
        if (!moved) return whileSelected(said, tr);
        const marks = new Map(moved.marks);
        const changed = new Set([...marks].flatMap(([id, own]) => (own === said.marks.get(id) ? [] : [id])));
        const blocks = new Map<string, PMNode>();
        if (changed.size)
          eachBlock(after.doc, ({ node }) => {
            const { id } = blockAttrs(node);
            if (changed.has(id)) blocks.set(id, node);
            return blocks.size < changed.size;
          });
        for (const id of changed) {
          const block = blocks.get(id);
          marks.set(id, block ? free(marks.get(id) ?? [], block) : []);
        }
        const { active } = said;
        const isThere = active && marks.get(active.block)?.some(({ suggestion }) => suggestion === active);
        return { marks, active: isThere ? active : null };
      },
    },
  });
}
