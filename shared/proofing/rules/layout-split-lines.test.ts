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

it("where every paragraph is set in, a line of its block that is not goes on", () => {
  const set = (text: string) => `　　${text}`;
  const page = [
    set("入夏以来，全县先后出现三次强降雨过程，雨量较常年偏多四成。\n如何确保群众安全度汛，成为一道考题。"),
    set("清晨，技术员来到水库，沿着大坝一步一步查看。\n“渗不渗水，要亲眼看到才放心。”他说。"),
    set("截至目前，问题隐患已全部明确责任人，整改时限也已排定。"),
  ].join("\n\n");
  expect(findingsOf(page, "layout.split-lines")).toEqual([]);
  expect(mendedBy(page, "layout.unwrap")).toBe(page.replaceAll(/(?<=。)\n(?!\n)/g, ""));
});
