import { expect, it } from "vitest";
import { occurrences } from "./occurrences.ts";
import { blockOf } from "./testing.ts";

it("finds every occurrence in code points, none overlapping another", () => {
  expect(occurrences(blockOf("𠮷野家，野家野家"), "野家", "ORG", []).free).toEqual([
    { start: 1, end: 3 },
    { start: 4, end: 6 },
    { start: 6, end: 8 },
  ]);
  expect(occurrences(blockOf("人人人"), "人人", "PER", []).free).toEqual([{ start: 0, end: 2 }]);
});

it.each([
  [{ start: 0, end: 2, type: "LOC" }, "other-type"],
  [{ start: 0, end: 4, type: "ORG" }, "inside-entity"],
  [{ start: 0, end: 1, type: "PER" }, "around-entity"],
  [{ start: 1, end: 4, type: "PER" }, "across-entity"],
])("names what stands in the way: %o", (entity, kind) => {
  const block = blockOf("海宁中学", "paragraph", [{ ...entity, text: "…" }]);
  expect(occurrences(block, "海宁", "PER", [])).toMatchObject({ free: [], conflicts: [{ kind }] });
});

it("passes over what is tagged so already, and lets a longer registered name win", () => {
  const tagged = blockOf("海宁", "paragraph", [{ start: 0, end: 2, type: "LOC", text: "海宁" }]);
  expect(occurrences(tagged, "海宁", "LOC", [])).toEqual({ free: [], conflicts: [] });
  expect(occurrences(blockOf("海宁中学在海宁"), "海宁", "LOC", [{ name: "海宁中学", type: "ORG" }])).toMatchObject({
    free: [{ start: 5, end: 7 }],
    conflicts: [{ start: 0, kind: "inside-name", text: "海宁中学" }],
  });
});
