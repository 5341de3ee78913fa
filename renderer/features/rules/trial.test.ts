import { expect, test } from "vitest";
import type { UserRule } from "../../../shared/model/settings.ts";
import { problemOf, tryRule } from "./trial.ts";

const rule = (more: Partial<UserRule>): UserRule => ({
  id: "a",
  find: "民生事事",
  replace: "民生实事",
  regex: false,
  message: "",
  safe: false,
  enabled: true,
  ...more,
});

test("every place that would change is shown with the text around it", () => {
  expect(tryRule(rule({}), ["办好民生事事。", "别的", "民生事事，民生事事"])).toEqual({
    count: 3,
    hits: [
      { before: "办好民生事事。", after: "办好民生实事。" },
      { before: "民生事事，民生事事", after: "民生实事，民生事事" },
      { before: "民生事事，民生事事", after: "民生事事，民生实事" },
    ],
    isSame: false,
  });
});

test("an expression's groups are filled in, and no character is cut in two", () => {
  const { hits } = tryRule(rule({ find: "(\\d+) 人", replace: "$1人", regex: true }), [
    `${"𠮷".repeat(30)}12 人${"𠮷".repeat(30)}`,
  ]);
  expect(hits[0]?.after).toBe(`${"𠮷".repeat(9)}12人${"𠮷".repeat(9)}`);
});

test("a rule that writes what is there says so", () => {
  expect(tryRule(rule({ find: "民", replace: "民" }), ["民生"])).toMatchObject({ count: 0 });
});

test("of very many places the first are shown and all are counted", () => {
  const { count, hits } = tryRule(rule({ find: "甲", replace: "乙" }), ["甲".repeat(500)]);
  expect([count, hits.length]).toEqual([500, 50]);
});

test.each([
  [{ find: "" }, { field: "find", kind: "needFind" }],
  [
    { find: "(", regex: true },
    { field: "find", kind: "expression" },
  ],
  [
    { find: "(a+)+", regex: true },
    { field: "find", kind: "expression" },
  ],
  [{ id: "有汉字" }, { field: "id", kind: "badId" }],
  [{ id: "b" }, { field: "id", kind: "takenId" }],
])("%o can't be saved", (more, problem) => {
  expect(problemOf(rule(more), ["b"])).toMatchObject(problem);
});

test("a sound rule can", () => {
  expect(problemOf(rule({ find: "(", regex: false }), ["b"])).toBeNull();
});
