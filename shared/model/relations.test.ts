import { expect, test } from "vitest";
import { withoutLostRelations } from "./relations.ts";
import { sampleDocument } from "./testing.ts";

const near = { id: "r1", type: "Near", from: "e1", to: "e2", by: "editor", note: "" };

test("relations between entities of the document stay, and the document is the same object", () => {
  const document = { ...sampleDocument(), relations: [near] };
  expect(withoutLostRelations(document)).toBe(document);
  const without = sampleDocument();
  expect(withoutLostRelations(without)).toBe(without);
});

test("a relation goes with either of its entities, and is named", () => {
  const lost = [
    { ...near, id: "r2", from: "e9" },
    { ...near, id: "r3", to: "e9" },
  ];
  const named: string[] = [];
  const document = { ...sampleDocument(), relations: [near, ...lost] };
  expect(withoutLostRelations(document, ({ id }) => named.push(id)).relations).toEqual([near]);
  expect(named).toEqual(["r2", "r3"]);
});
