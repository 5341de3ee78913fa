import { expect, test } from "vitest";
import { rank, used } from "./rank.ts";

const candidates = [
  { id: "export", zh: "导出", en: "Export" },
  { id: "join", zh: "合并段落", en: "Join blocks" },
  { id: "split", zh: "从这里起另成一篇", en: "Begin a new article here" },
];
const ids = (typed: string, recent: string[] = []) => rank(candidates, typed, recent).map((one) => one.id);

test("a command is found by either language's name, and by letters with gaps", () => {
  expect(ids("合并")).toEqual(["join"]);
  expect(ids("join")).toEqual(["join"]);
  expect(ids("jblk")).toEqual(["join"]);
  expect(ids("另一篇")).toEqual(["split"]);
});

test("with nothing typed the recently used come first and the rest keep their order", () => {
  expect(ids("", ["split"])).toEqual(["split", "export", "join"]);
});

test("what nothing matches finds nothing", () => {
  expect(ids("zzzz")).toEqual([]);
});

test("using a command moves it to the front, once", () => {
  expect(used(["a", "b", "c"], "b", 2)).toEqual(["b", "a"]);
});
