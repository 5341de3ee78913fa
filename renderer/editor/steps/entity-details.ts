/**
 * What is known about an entity beyond its span and type (note, link, author, attributes, unknown keys), kept beside the document
 * by id and changed by a step of its own, so that one undo history covers text, spans and notes alike.
 *
 * Details are never dropped: an entity whose text is deleted finds them again when undo brings the text back.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Step, StepResult } from "prosemirror-transform";
import type { Extra } from "../schema.ts";

export interface EntityDetails {
  readonly note: string;
  readonly ref: string | null;
  readonly by: string;
  /** By the id of the type's attribute; null where the file has none. */
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly extra: Extra | null;
}

/** What an entity has that was tagged by hand a moment ago. */
export const freshDetails: EntityDetails = { note: "", ref: null, by: "editor", attributes: null, extra: null };

export const sameDetails = (a: EntityDetails, b: EntityDetails): boolean =>
  a.note === b.note &&
  a.ref === b.ref &&
  a.by === b.by &&
  JSON.stringify(a.attributes) === JSON.stringify(b.attributes) &&
  JSON.stringify(a.extra) === JSON.stringify(b.extra);

/** Replaces one entity's details; leaves the document and all positions as they are. */
export class EntityDetailsStep extends Step {
  readonly id: string;
  readonly before: EntityDetails | null;
  readonly after: EntityDetails | null;

  constructor(id: string, before: EntityDetails | null, after: EntityDetails | null) {
    super();
    this.id = id;
    this.before = before;
    this.after = after;
  }

  override apply(doc: PMNode): StepResult {
    return StepResult.ok(doc);
  }

  override invert(): EntityDetailsStep {
    return new EntityDetailsStep(this.id, this.after, this.before);
  }

  override map(): EntityDetailsStep {
    return this;
  }

  override toJSON(): object {
    return { stepType: "entityDetails", id: this.id, before: this.before, after: this.after };
  }

  static override fromJSON(_schema: unknown, json: Record<string, unknown>): EntityDetailsStep {
    if (typeof json.id !== "string") throw new RangeError("Invalid input for EntityDetailsStep.fromJSON");
    return new EntityDetailsStep(json.id, json.before as EntityDetails | null, json.after as EntityDetails | null);
  }
}
Step.jsonID("entityDetails", EntityDetailsStep);

/** Details by entity id; replaced, never changed, so it can be compared by reference. */
export type DetailsMap = ReadonlyMap<string, EntityDetails>;

const key = new PluginKey<DetailsMap>("entityDetails");

export function entityDetailsPlugin(initial: DetailsMap): Plugin<DetailsMap> {
  return new Plugin<DetailsMap>({
    key,
    state: {
      init: () => initial,
      apply(tr, value) {
        let next: Map<string, EntityDetails> | null = null;
        for (const step of tr.steps) {
          if (!(step instanceof EntityDetailsStep)) continue;
          next ??= new Map(value);
          if (step.after) next.set(step.id, step.after);
          else next.delete(step.id);
        }
        return next ?? value;
      },
    },
  });
}

export function detailsMap(state: EditorState): DetailsMap {
  return key.getState(state) ?? new Map();
}

export function detailsOf(state: EditorState, id: string): EntityDetails {
  return detailsMap(state).get(id) ?? freshDetails;
}
