import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

const [head, tail] = ["院党委为各支部配备了《党支部规范化", "建设工作记录本》，组织各支部先后召开九次会议。"];

it("a caption in the middle of a sentence follows the mended paragraph", () => {
  expect(mendedBy(`${head}\n\n图为支部会议现场。\n\n${tail}`, "layout.caption-in-sentence")).toBe(
    `${head}${tail}\n\n图为支部会议现场。`,
  );
});

it("a caption between finished paragraphs stays", () => {
  expect(findingsOf(`${head}》。\n\n图为支部会议现场。\n\n${tail}`, "layout.caption-in-sentence")).toEqual([]);
});

it("what begins with a comma goes on above the sentence that stands before it", () => {
  const open = "截至目前，全县共排查水库四十三座、堤防一百二十八公里，发现问题隐患五十七处";
  const rest = "，已全部明确责任人和整改时限，汛前一律整改到位。";
  expect(mendedBy(`${open}\n\n红旗水库大坝。\n\n${rest}`, "layout.caption-in-sentence")).toBe(
    `${open}${rest}\n\n红旗水库大坝。`,
  );
});
