/**
 * What the document remembers about proofing (dismissed findings, accepted offers by rule), kept beside the text and
 * changed by a step of its own, so that undoing a fix or a dismissal takes this back too.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Step, StepResult } from "prosemirror-transform";
import type { GalleyDocument } from "../../../shared/model/document.ts";

export interface ProofingNotes {
  readonly dismissed: GalleyDocument["dismissed"];
  /** Undefined where the file has no such key. */
  readonly accepted: GalleyDocument["accepted"];
}

const noNotes: ProofingNotes = { dismissed: [], accepted: undefined };

/** Replaces the notes; leaves the document and all positions as they are. */
export class ProofingNotesStep extends Step {
  readonly before: ProofingNotes;
  readonly after: ProofingNotes;

  constructor(before: ProofingNotes, after: ProofingNotes) {
    super();
    this.before = before;
    this.after = after;
  }

  override apply(doc: PMNode): StepResult {
    return StepResult.ok(doc);
  }

  override invert(): ProofingNotesStep {
    return new ProofingNotesStep(this.after, this.before);
  }

  override map(): ProofingNotesStep {
    return this;
  }

  override toJSON(): object {
    return { stepType: "proofingNotes", before: this.before, after: this.after };
  }

  static override fromJSON(_schema: unknown, json: Record<string, unknown>): ProofingNotesStep {
    return new ProofingNotesStep(json.before as ProofingNotes, json.after as ProofingNotes);
  }
}
Step.jsonID("proofingNotes", ProofingNotesStep);

const key = new PluginKey<ProofingNotes>("proofingNotes");

export function proofingNotesPlugin(initial: ProofingNotes): Plugin<ProofingNotes> {
  return new Plugin<ProofingNotes>({
    key,
    state: {
      init: () => initial,
      apply(tr, value) {
        const step = tr.steps.findLast((each) => each instanceof ProofingNotesStep);
        return step ? step.after : value;
      },
    },
  });
}

/** Replaced, never changed, so it can be compared by reference. */
export function notesOf(state: EditorState): ProofingNotes {
  return key.getState(state) ?? noNotes;
}

/** The notes after offers of rules were accepted, so many of each. */
export function withAccepted(notes: ProofingNotes, accepted: ReadonlyMap<string, number>): ProofingNotes {
  if (!accepted.size) return notes;
  const counts = { ...notes.accepted };
  for (const [rule, count] of accepted) counts[rule] = (counts[rule] ?? 0) + count;
  return { ...notes, accepted: counts };
}
