import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";
import { layoutDuplicate } from "./layout-duplicate.ts";

it("of two paragraphs that are nearly the same the first stays", () => {
  expect(mendedBy(layoutDuplicate.example.before, "layout.duplicate")).toBe(layoutDuplicate.example.after);
});

it("a headline that repeats its story's first sentence is no duplicate", () => {
  const words = "离石区妇联举行2022年全国妇联低收入妇女两癌救助中央专项彩票公益金资金发放仪式";
  expect(findingsOf(`本报讯 近日，${words}。\n\n${words}`, "layout.duplicate")).toEqual([]);
});
