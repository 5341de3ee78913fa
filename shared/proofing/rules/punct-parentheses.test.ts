import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

it.each([
  ["安阳县(示范区)飞翔中学", "安阳县（示范区）飞翔中学"],
  ["世界卫生组织(WHO)宣布", "世界卫生组织（WHO）宣布"],
  ["镇(社区）、村（居)", "镇（社区）、村（居）"],
  ["一级（甲(乙)丙）级", "一级（甲（乙）丙）级"],
  ["会议(扩大", "会议（扩大"],
])("%s becomes %s", (before, after) => {
  expect(mendedBy(before, "punct.parentheses", {}, true)).toBe(after);
});

it.each([
  "设f(x)=2x，g(x)=3x",
  "1)首先；2)其次",
  "电话：(010)8888",
  "高三年级3(2)班",
  "CaCO3(s)受热分解",
  "笑脸(^_^)在这里",
  "见[说明](https://example.com/a)",
])("leaves %s alone", (text) => {
  expect(findingsOf(text, "punct.parentheses")).toEqual([]);
});

it("changes both or neither", () => {
  const [finding] = findingsOf("安阳县(示范区)", "punct.parentheses");
  expect(finding?.fix).toHaveLength(2);
  expect(finding?.quote).toBe("(示范区)");
});
