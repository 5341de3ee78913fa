import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

const body = "全区上下凝心聚力，着力在各个方面下功夫，共同为打造人民满意的城市贡献力量。";

it("a bare byline behind the last full stop, or before the first word, becomes a block", () => {
  expect(mendedBy(`${body} 通讯员 孔庆轩`, "role.byline-split")).toBe(`${body}\n\n通讯员 孔庆轩`);
  expect(mendedBy(`□本报记者 席适之 ${body}`, "role.byline-split")).toBe(`□本报记者 席适之\n\n${body}`);
});

it("a sign-off in brackets, 本报讯（记者…） and a reporter in the sentence stay", () => {
  for (const text of [`${body}（高淑芳）`, `本报讯（记者张苗）${body}`, `${body}他告诉记者 自己很高兴。`])
    expect(findingsOf(text, "role.byline-split")).toEqual([]);
});
