import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

it.each([
  ["今年来,全市", "今年来，全市"],
  ["责任编辑:黄爽", "责任编辑：黄爽"],
  ["基本建成,6月底前", "基本建成，6月底前"],
  ["签约率59.36%,比去年高", "签约率59.36%，比去年高"],
  ["消杀车31700台次,清理1,200吨", "消杀车31700台次，清理1,200吨"],
  ["投稿邮箱:bhline@163.com。欢迎", "投稿邮箱：bhline@163.com。欢迎"],
  ["真的吗?!当然", "真的吗？！当然"],
  ["𠮷田说:“好!”", "𠮷田说：“好！”"],
])("%s becomes %s", (before, after) => {
  expect(mendedBy(before, "punct.halfwidth", {}, true)).toBe(after);
});

it.each([
  "上午10:30开会，比分3:2，比例1:1000",
  "见https://example.com/a,b;c?d=1&e:f和a.b@c.com的说明",
  "他引用Smith, J. (2020)的论文，见Nature, 580, 123页",
  "The fox, 狐狸, jumps; over: the lazy dog!",
  'if (a > b) { say("你好, 世界"); }',
  "好的:) 再见;-)",
  "1,首先要加强领导",
  "Yahoo!中国",
])("leaves alone what belongs to no Chinese sentence: %s", (text) => {
  expect(findingsOf(text, "punct.halfwidth")).toEqual([]);
});

it("is less sure behind a foreign word, and silent at the end of a row of them", () => {
  expect(findingsOf("引进RFID,读者方便", "punct.halfwidth").map(({ safe }) => safe)).toEqual([false]);
  expect(findingsOf("使用Python,Java,他们学得快", "punct.halfwidth")).toEqual([]);
});

it("says that it is a habit of the whole page", () => {
  const page = Array(30).fill("一是,二是,三是").join("\n\n");
  expect(findingsOf(page, "punct.halfwidth")[0]?.evidence.at(-1)?.zh).toBe("本页汉字后的半角标点：至少 50 处。");
});
