import fc from "fast-check";
import { expect, test } from "vitest";
import type { EntityView } from "../../editor/editor-api.ts";
import { whatChanged } from "./what-changed.ts";

const entity = (id: string, text: string, type: string): EntityView => ({
  ...{ id, text, type, note: "", ref: null, by: "editor", attributes: {} },
  ...{ blockId: "b1", start: 0, end: 1, holes: false },
});
const one = entity("e1", "离石区", "LOC");
const two = entity("e2", "王建国", "PER");

test("one entity that came, went or has another type is told; nothing else is", () => {
  expect(whatChanged([one], [one, two])).toEqual({ do: "tag", text: "王建国", type: "PER", id: "e2" });
  expect(whatChanged([one, two], [two])).toEqual({ do: "untag", text: "离石区", type: "LOC" });
  const retyped = whatChanged([one, two], [{ ...one, type: "ORG" }, two]);
  expect(retyped).toEqual({ do: "retype", text: "离石区", from: "LOC", type: "ORG" });
  expect(whatChanged([one], [{ ...one, note: "注" }])).toBeNull();
  expect(whatChanged([], [one, two])).toBeNull();
  expect(whatChanged([one], [two])).toBeNull();
});

test("what is told does not depend on which entities are the same objects", () => {
  const entities = fc.uniqueArray(fc.record({ id: fc.nat(6), type: fc.constantFrom("LOC", "PER") }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(entities, entities, (first, second) => {
      const shared = new Map<string, EntityView>();
      const view = ({ id, type }: { id: number; type: string }) => {
        const made = shared.get(`${id} ${type}`) ?? entity(`e${id}`, `名${id}`, type);
        shared.set(`${id} ${type}`, made);
        return made;
      };
      const [before, after] = [first.map(view), second.map(view)];
      expect(whatChanged(before, after)).toEqual(whatChanged(structuredClone(before), after));
    }),
  );
});
