import { expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";
import { layoutHeadlineMove } from "./layout-headline-move.ts";

it("headlines heaped at the end go on top of the stories that they name, and say why", () => {
  const { before, after } = layoutHeadlineMove.example;
  expect(mendedBy(before, "layout.headline-move")).toBe(after);
  const [finding] = findingsOf(before, "layout.headline-move");
  expect(finding?.evidence[0]?.zh).toContain("冬季行动推进会");
});

it("a headline above its own story stays there", () => {
  const page =
    "凤山街道召开冬季行动推进会\n\n本报讯 1月6日，凤山街道召开冬季行动推进会。\n\n离石区妇联举行发放仪式\n\n本报讯 近日，离石区妇联举行发放仪式。";
  expect(findingsOf(page, "layout.headline-move")).toEqual([]);
});

it("a last line that names no story is left where it is", () => {
  const page = "本报讯 1月6日，凤山街道召开推进会。\n\n本报讯 近日，妇联举行发放仪式。\n\n春天里的花开了";
  expect(findingsOf(page, "layout.headline-move")).toEqual([]);
});
