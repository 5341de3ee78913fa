import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

it("paragraphs that came in as one block are divided by lines", () => {
  expect(mendedBy("会议在市里召开。 \n  会议要求，抓好落实。", "layout.split-lines")).toBe(
    "会议在市里召开。\n\n会议要求，抓好落实。",
  );
});

it("verse, lists and tables in one block stay", () => {
  const verse = "五月榴花照眼明\n龙舟竞渡鼓声轻\n小城处处飘香粽\n不负人间一片情";
  const list = "1.携带身份证\n2.提前预约\n3.按时到场";
  for (const text of [verse, list]) expect(findingsOf(text, "layout.split-lines")).toEqual([]);
});
