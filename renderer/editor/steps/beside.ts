/**
 * A value kept beside the text and changed by a step of its own, so that one undo history covers both. The step leaves
 * the document and all positions as they are.
 */
import type { Node as PMNode } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Step, StepResult } from "prosemirror-transform";

/**
 * @param name of the step, for JSON
 * @param none what a state without the plugin has
 */
export function besideTheText<T>(name: string, none: T) {
  /** Replaces the value. */
  class BesideStep extends Step {
    readonly before: T;
    readonly after: T;

    constructor(before: T, after: T) {
      super();
      this.before = before;
      this.after = after;
    }

    override apply(doc: PMNode): StepResult {
      return StepResult.ok(doc);
    }

    override invert(): BesideStep {
      return new BesideStep(this.after, this.before);
    }

    override map(): BesideStep {
      return this;
    }

    override toJSON(): object {
      return { stepType: name, before: this.before, after: this.after };
    }

    static override fromJSON(_schema: unknown, json: Record<string, unknown>): BesideStep {
      return new BesideStep(json.before as T, json.after as T);
    }
  }
  Step.jsonID(name, BesideStep);

  const key = new PluginKey<T>(name);
  const plugin = (initial: T): Plugin<T> =>
    new Plugin<T>({
      key,
      state: {
        init: () => initial,
        apply(tr, value) {
          const step = tr.steps.findLast((each) => each instanceof BesideStep);
          return step ? step.after : value;
        },
      },
    });
  /** Replaced, never changed, so it can be compared by reference. */
  const of = (state: EditorState): T => key.getState(state) ?? none;
  return { step: (before: T, after: T): Step => new BesideStep(before, after), plugin, of };
}
