import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

const body = "本报讯 1月5日，医院开展了献血活动，职工们伸出胳膊、撸起袖子，争先奉献爱心。";

it("two clauses of one length become one headline with a space between", () => {
  const mended = mendedBy(`奉献你我热血\n\n点亮生命之光\n\n${body}`, "layout.headline-merge");
  expect(mended.split("\n\n")[0]).toBe("奉献你我热血 点亮生命之光");
});

it("one phrase that is broken at 、 becomes one headline with nothing between", () => {
  const mended = mendedBy(`区关工委召开总结2022、\n\n谋划2023工作座谈会\n\n${body}`, "layout.headline-merge");
  expect(mended.split("\n\n")[0]).toBe("区关工委召开总结2022、谋划2023工作座谈会");
});

it("a kicker or a subtitle is no part of the title's line", () => {
  for (const page of [`市妇幼保健院\n\n爱心献血活动\n\n${body}`, `奉献你我热血\n\n——点亮生命之光\n\n${body}`])
    expect(findingsOf(page, "layout.headline-merge")).toEqual([]);
});
