/**
 * Where the findings of the last check stand in the text as it is now. Nothing is drawn here (see
 * `view/finding-marks.ts`) and the text is never touched, whoever composes in it.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import type { CodePointText } from "../../../shared/model/offsets.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { answeredMarks, type MarksByBlock, movedMarks, type PlacedMark } from "./moving-marks.ts";

/** A finding in a block's text. */
export interface FindingMark extends PlacedMark {
  readonly finding: Finding;
}

type Marks = MarksByBlock<FindingMark>;

export interface FindingsState {
  readonly marks: Marks;
  readonly active: Finding | null;
}

const key = new PluginKey<FindingsState>("findings");
const nothing: FindingsState = { marks: new Map(), active: null };

export const findingsState = (state: EditorState): FindingsState => key.getState(state) ?? nothing;

/** Whether the finding says something of its block as a whole. */
const isWhole = ({ start, end, quote }: Finding): boolean => start === 0 && end === 0 && quote !== "";

function markOf(finding: Finding, text: CodePointText): FindingMark {
  return {
    finding,
    start: text.toUtf16(finding.start),
    end: text.toUtf16(finding.end),
    whole: isWhole(finding),
  };
}

/**
 * Takes the answer of a check.
 * @param checked the document that the findings are about
 */
export function setFindings(state: EditorState, findings: readonly Finding[], checked: PMNode): Transaction {
  const before = findingsState(state);
  const marks = answeredMarks(state.doc, checked, before.marks, findings, { markOf, itemOf: ({ finding }) => finding });
  return state.tr.setMeta(key, { marks, active: stillActive(before, marks) } satisfies FindingsState);
}

/** The active finding as the new answer has it: the same rule at the same place. */
function stillActive({ active, marks }: FindingsState, next: Marks): Finding | null {
  if (!active) return null;
  const old = marks.get(active.block)?.find(({ finding }) => finding === active);
  const found = next
    .get(active.block)
    ?.find(({ finding, start, end }) => finding.rule === active.rule && start === old?.start && end === old.end);
  return found?.finding ?? null;
}

export function setActive(state: EditorState, active: Finding | null): Transaction {
  return state.tr.setMeta(key, { marks: findingsState(state).marks, active } satisfies FindingsState);
}

export function findingsPlugin(): Plugin<FindingsState> {
  return new Plugin<FindingsState>({
    key,
    state: {
      init: () => nothing,
      apply(tr, value, before, after) {
        const said = tr.getMeta(key) as FindingsState | undefined;
        if (said) return said;
        if (!tr.docChanged || !value.marks.size) return value;
        const moved = movedMarks(value.marks, tr, before, after);
        if (!moved) return value;
        const isLost = moved.lost.some(({ finding }) => finding === value.active);
        return { marks: moved.marks, active: isLost ? null : value.active };
      },
    },
  });
}
