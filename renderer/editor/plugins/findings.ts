/**
 * Where the findings of the last check stand in the text as it is now. Kept by block, in UTF-16 offsets of its text, so
 * that a keystroke moves only those of the block that it changed. Nothing is drawn here (see `view/finding-marks.ts`)
 * and the text is never touched, whoever composes in it.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { CodePointText } from "../../../shared/model/offsets.ts";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { blockAt, eachBlock } from "../queries/blocks.ts";
import { type ChangedBlock, changedBlocks } from "../queries/changed-blocks.ts";
import { blockAttrs } from "../schema.ts";
import { isAsIs } from "./integrity.ts";

/** A finding in a block's text. */
export interface FindingMark {
  readonly finding: Finding;
  /** UTF-16 offsets in the block's text; equal for a place between characters, or for the whole block. */
  readonly start: number;
  readonly end: number;
  /** It is about the block, not about characters in it. */
  readonly whole: boolean;
}

/** By block id; replaced, never changed. */
type Marks = ReadonlyMap<string, readonly FindingMark[]>;

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
 * Takes the answer of a check. Where the text has changed since, what is there stays until the next answer.
 * @param checked the document that the findings are about
 */
export function setFindings(state: EditorState, findings: readonly Finding[], checked: PMNode): Transaction {
  const before = findingsState(state);
  const changed = new Set(changedBlocks(checked, state.doc).map(({ node }) => blockAttrs(node).id));
  const byBlock = Map.groupBy(findings, ({ block }) => block);
  const marks = new Map<string, readonly FindingMark[]>();
  eachBlock(state.doc, ({ node }) => {
    const { id } = blockAttrs(node);
    const known = before.marks.get(id);
    const said = byBlock.get(id);
    if (changed.has(id)) {
      if (known) marks.set(id, known);
    } else if (said) {
      const isSame = known?.length === said.length && known.every((mark, i) => mark.finding === said[i]);
      const text = isSame ? null : new CodePointText(node.textContent);
      marks.set(id, text ? said.map((finding) => markOf(finding, text)) : (known as readonly FindingMark[]));
    }
    return undefined;
  });
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

/** The marks after a change of the text: those of changed blocks go along, or go when their own words changed. */
function moved(value: FindingsState, tr: Transaction, before: EditorState, after: EditorState): FindingsState {
  const gone = changedBlocks(after.doc, before.doc);
  const marks = new Map(value.marks);
  const moving: { mark: FindingMark; from: ChangedBlock }[] = [];
  for (const from of gone) {
    const { id } = blockAttrs(from.node);
    for (const mark of marks.get(id) ?? []) moving.push({ mark, from });
    marks.delete(id);
  }
  if (!moving.length) return value;
  let active = value.active;
  for (const { mark, from } of moving) {
    const there = isAsIs(tr) ? null : placeAfter(mark, from, tr, after.doc);
    if (there) marks.set(there.id, [...(marks.get(there.id) ?? []), there.mark]);
    else if (mark.finding === active) active = null;
  }
  return { marks, active };
}

function placeAfter(
  mark: FindingMark,
  from: ChangedBlock,
  tr: Transaction,
  doc: PMNode,
): { id: string; mark: FindingMark } | null {
  const base = from.pos + 1;
  const start = tr.mapping.map(base + mark.start, mark.whole ? -1 : 1);
  const end = mark.whole || mark.start === mark.end ? start : tr.mapping.map(base + mark.end, -1);
  const place = end < start ? null : blockAt(doc, start);
  if (!place) return null;
  const { id } = blockAttrs(place.node);
  const offset = start - place.pos - 1;
  if (mark.whole) return id === blockAttrs(from.node).id ? { id, mark } : null;
  const words = from.node.textContent.slice(mark.start, mark.end);
  if (place.node.textContent.slice(offset, offset + end - start) !== words) return null;
  return { id, mark: { ...mark, start: offset, end: offset + words.length } };
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
        return moved(value, tr, before, after);
      },
    },
  });
}
