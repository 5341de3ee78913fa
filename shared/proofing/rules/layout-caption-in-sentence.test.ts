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
