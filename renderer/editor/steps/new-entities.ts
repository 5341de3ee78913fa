/**
 * Many entities at once, as one step: as many steps, each of which goes through the whole document, would take time by
 * the square of the page. Made for places that touch no other entity, as suggestions do.
 */
import { Fragment, Mark, type Node as PMNode, type Schema } from "prosemirror-model";
import { type Mappable, Step, StepResult, Transform } from "prosemirror-transform";
import { isBlock } from "../schema.ts";

export interface NewEntity {
  /** Positions in the document, within one block. */
  readonly from: number;
  readonly to: number;
  readonly mark: Mark;
}

/** Marks all places, or takes these marks off again; nothing moves. */
export class NewEntitiesStep extends Step {
  /** In the order of the text, none across another. */
  readonly places: readonly NewEntity[];
  readonly adds: boolean;

  constructor(places: readonly NewEntity[], adds = true) {
    super();
    this.places = places;
    this.adds = adds;
  }

  override apply(doc: PMNode): StepResult {
    let next = 0;
    const walked = (node: PMNode, pos: number): PMNode => {
      const end = pos + node.nodeSize;
      const first = this.places[next];
      if (!first || first.from >= end) return node;
      if (isBlock(node)) {
        const block = new Transform(node);
        for (let place = this.places[next]; place && place.to < end; place = this.places[++next]) {
          const [from, to] = [place.from - pos - 1, place.to - pos - 1];
          if (this.adds) block.addMark(from, to, place.mark);
          else block.removeMark(from, to, place.mark);
        }
        return block.doc;
      }
      const children: PMNode[] = [];
      let at = pos + (node === doc ? 0 : 1);
      node.forEach((child) => {
        children.push(walked(child, at));
        at += child.nodeSize;
      });
      return node.copy(Fragment.fromArray(children));
    };
    const marked = walked(doc, 0);
    return next === this.places.length
      ? StepResult.ok(marked)
      : StepResult.fail("A place for an entity is in no block.");
  }

  override invert(): NewEntitiesStep {
    return new NewEntitiesStep(this.places, !this.adds);
  }

  override map(mapping: Mappable): NewEntitiesStep | null {
    const places = this.places.flatMap(({ from, to, mark }) => {
      const [start, end] = [mapping.mapResult(from, 1), mapping.mapResult(to, -1)];
      return (start.deleted && end.deleted) || start.pos >= end.pos ? [] : [{ from: start.pos, to: end.pos, mark }];
    });
    return places.length ? new NewEntitiesStep(places, this.adds) : null;
  }

  override toJSON(): object {
    const places = this.places.map(({ from, to, mark }) => ({ from, to, mark: mark.toJSON() }));
    return { stepType: "newEntities", places, adds: this.adds };
  }

  static override fromJSON(schema: Schema, json: Record<string, unknown>): NewEntitiesStep {
    const { places, adds } = json;
    if (!Array.isArray(places)) throw new RangeError("Invalid input for NewEntitiesStep.fromJSON");
    return new NewEntitiesStep(
      places.map(({ from, to, mark }) => ({ from, to, mark: Mark.fromJSON(schema, mark) })),
      adds !== false,
    );
  }
}
Step.jsonID("newEntities", NewEntitiesStep);
