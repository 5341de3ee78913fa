import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Choice,
  chosenOf,
  everything,
  isTicked,
  PlanCounts,
  toggleChange,
  toggleDocument,
  toggleRule,
  withoutOf,
} from "./choice.ts";

const plan = ["甲", "甲", "乙", "乙", "丙"].flatMap((document, index) =>
  ["space.han", "layout.unwrap"].map((rule) => ({ id: `${index}:${rule}`, document, rule })),
);
const counts = new PlanCounts();
counts.add(plan);

test("everything is ticked until something is unticked", () => {
  expect(counts.chosen(everything)).toEqual({ changes: 10, documents: 3 });
  expect(withoutOf(everything)).toEqual({ rules: [], documents: [], changes: [] });
});

test("one change of an unticked document can't be ticked alone, and what was unticked in it stays so", () => {
  const [first] = plan;
  if (!first) throw new Error("empty");
  const unticked = toggleDocument(toggleChange(everything, first), "甲");
  const choice = toggleChange(unticked, first);
  expect(isTicked(choice, first)).toBe(false);
  expect(isTicked(toggleDocument(choice, "甲"), first)).toBe(false);
});

test("whatever is ticked and unticked, the counts are those of the ticked changes", () => {
  const step = fc.oneof(
    fc.constantFrom(...plan).map((which) => (choice: Choice) => toggleChange(choice, which)),
    fc.constantFrom("甲", "乙", "丙").map((id) => (choice: Choice) => toggleDocument(choice, id)),
    fc.constantFrom("space.han", "layout.unwrap").map((id) => (choice: Choice) => toggleRule(choice, id)),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const choice = steps.reduce((now, take) => take(now), everything);
      const ticked = plan.filter((which) => isTicked(choice, which));
      const documents = new Set(ticked.map(({ document }) => document)).size;
      expect(counts.chosen(choice)).toEqual({ changes: ticked.length, documents });
      const byRule = ["space.han", "layout.unwrap"].map((rule) => ({ rule, changes: 5 }));
      // The totals alone tell the same, or say that they can't.
      const told = chosenOf({ total: 10, documents: 3, byRule, counts: null }, choice);
      if (choice.documents.size) expect(told).toBeNull();
      else expect(told?.changes).toBe(ticked.length);
      if (told && told.documents !== null) expect(told.documents).toBe(documents);
    }),
  );
});
