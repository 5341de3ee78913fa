import { expect, test } from "vitest";
import { attributeValue, dateValue } from "./attribute-value.ts";

test.each<[string, string | null]>([
  ["2020", "2020"],
  ["2020-05", "2020-05"],
  ["2020-5-1", "2020-05-01"],
  ["2020年5月1日", "2020-05-01"],
  ["２０２０年５月", "2020-05"],
  ["2020/12/31", "2020-12-31"],
  ["2020.5", "2020-05"],
  ["2020-02-29", "2020-02-29"],
  ["2021-02-29", null],
  ["1900-02-29", null],
  ["2000-02-29", "2000-02-29"],
  ["2020-13", null],
  ["2020-00", null],
  ["2020-04-31", null],
  ["20-05-01", null],
  ["昨天", null],
  ["2020年5-1", null],
])("the date %s is %s", (typed, value) => {
  expect(dateValue(typed)).toBe(value);
});

test("text is kept without space at its ends, a choice is one of its choices, nothing takes the attribute off", () => {
  expect(attributeValue({ kind: "text" }, " 市长 ")).toBe("市长");
  expect(attributeValue({ kind: "choice", choices: ["男", "女"] }, "男")).toBe("男");
  expect(attributeValue({ kind: "choice", choices: ["男", "女"] }, "甲")).toBeNull();
  expect(attributeValue({ kind: "date" }, "昨天")).toBeNull();
  expect(attributeValue({ kind: "date" }, "  ")).toBe("");
});
