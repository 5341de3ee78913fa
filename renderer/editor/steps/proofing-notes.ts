/**
 * What the document remembers about proofing (dismissed findings, accepted offers by rule), kept beside the text and
 * changed by a step of its own, so that undoing a fix or a dismissal takes this back too.
 */
import type { GalleyDocument } from "../../../shared/model/document.ts";
import { besideTheText } from "./beside.ts";

export interface ProofingNotes {
  readonly dismissed: GalleyDocument["dismissed"];
  /** Undefined where the file has no such key. */
  readonly accepted: GalleyDocument["accepted"];
}

const noNotes: ProofingNotes = { dismissed: [], accepted: undefined };

const beside = besideTheText<ProofingNotes>("proofingNotes", noNotes);
export const proofingNotesPlugin = beside.plugin;
export const notesOf = beside.of;
/** Replaces the notes. */
export const proofingNotesStep = beside.step;

/** The notes after offers of rules were accepted, so many of each. */
export function withAccepted(notes: ProofingNotes, accepted: ReadonlyMap<string, number>): ProofingNotes {
  if (!accepted.size) return notes;
  const counts = { ...notes.accepted };
  for (const [rule, count] of accepted) counts[rule] = (counts[rule] ?? 0) + count;
  return { ...notes, accepted: counts };
}
