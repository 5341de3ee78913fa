import { expect, it } from "vitest";
import { findingsOf } from "../testing.ts";

it.each([
  ["items", "1.携带身份证\n\n2.提前预约\n\n3.按时到场"],
  ["a table", "姓名\t单位\t名次\n林国栋\t青石中学\t第一"],
  ["verse", "五月榴花照眼明\n龙舟竞渡鼓声轻\n小城处处飘香粽\n不负人间一片情"],
])("%s is said and not changed", (_, text) => {
  const [finding, more] = findingsOf(text, "layout.list");
  expect(finding).toMatchObject({ severity: "hint", fix: null });
  expect(more).toBeUndefined();
});

it("two numbered lines, or numbers out of order, are no list", () => {
  for (const text of ["1.携带身份证\n\n2.提前预约", "1.携带身份证\n\n7.提前预约\n\n3.按时到场"])
    expect(findingsOf(text, "layout.list")).toEqual([]);
});
