import { expect, test } from "vitest";
import { extendTo, noSelection, selectOnly, toggle } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];

test("Ctrl adds and removes single rows", () => {
  const two = toggle(toggle(noSelection, "b"), "d");
  expect([...two.ids]).toEqual(["b", "d"]);
  expect([...toggle(two, "b").ids]).toEqual(["d"]);
});

test("Shift extends from the anchor in both directions and shrinks again", () => {
  const start = selectOnly("c");
  expect([...extendTo(start, "e", order).ids]).toEqual(["c", "d", "e"]);
  const back = extendTo(extendTo(start, "e", order), "b", order);
  expect([...back.ids]).toEqual(["b", "c"]);
});

test("Shift without an anchor in the list selects one row", () => {
  expect([...extendTo(selectOnly("gone"), "b", order).ids]).toEqual(["b"]);
});
