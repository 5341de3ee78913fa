/** Findings in reading order, and the one after or before a place. */
import type { Node as PMNode } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { Finding } from "../../../shared/proofing/finding.ts";
import { type FindingMark, findingsState } from "../plugins/findings.ts";
import { blockAttrs } from "../schema.ts";
import { eachBlock } from "./blocks.ts";

export interface FindingPlace {
  readonly mark: FindingMark;
  /** Positions in the document; for a finding about a whole block both are where its text begins. */
  readonly from: number;
  readonly to: number;
}

const cache = new WeakMap<PMNode, { marks: object; places: readonly FindingPlace[] }>();

function placesIn(state: EditorState): readonly FindingPlace[] {
  const { marks } = findingsState(state);
  const known = cache.get(state.doc);
  if (known?.marks === marks) return known.places;
  const places: FindingPlace[] = [];
  if (marks.size)
    eachBlock(state.doc, ({ node, pos }) => {
      for (const mark of marks.get(blockAttrs(node).id) ?? [])
        places.push({ mark, from: pos + 1 + mark.start, to: pos + 1 + mark.end });
      return undefined;
    });
  cache.set(state.doc, { marks, places });
  return places;
}

/** All findings that are marked, in reading order. */
export const findingsOf = (state: EditorState): Finding[] => placesIn(state).map(({ mark }) => mark.finding);

export function placeOfFinding(state: EditorState, finding: Finding): FindingPlace | null {
  return placesIn(state).find(({ mark }) => mark.finding === finding) ?? null;
}

/** The finding after (1) or before (-1) the active one, else the selection; round at the ends. */
export function neighbourFinding(state: EditorState, direction: 1 | -1): FindingPlace | null {
  const places = placesIn(state);
  const { active } = findingsState(state);
  const index = active ? places.findIndex(({ mark }) => mark.finding === active) : -1;
  if (index >= 0) return places[(index + direction + places.length) % places.length] ?? null;
  const { from, to } = state.selection;
  if (direction > 0) return places.find((place) => place.from >= from) ?? places[0] ?? null;
  return places.findLast((place) => place.to < to) ?? places.at(-1) ?? null;
}

/** The finding at a position of the text: the shortest one that covers it; one of the whole block is not meant. */
export function findingAt(state: EditorState, position: number): FindingPlace | null {
  const around = placesIn(state).filter(({ mark, from, to }) => !mark.whole && from <= position && position <= to);
  return around.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0] ?? null;
}
