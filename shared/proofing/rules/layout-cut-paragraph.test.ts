import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy, wordsOf } from "../testing.ts";

const lexicon = wordsOf("一线 深入");
const first =
  "会议强调，要提高政治站位，坚决扛牢新时代社会工作的职责使命。全区各级党员干部要主动适应新变化，积极应对新挑战，不断创新工作思路和方法，深入一";
const second = "线，激发广大社会工作者的责任感和紧迫感，努力开创社会工作的新局面。";

describe("a paragraph that was cut", () => {
  it("is joined with nothing between, safely where a word was cut", () => {
    expect(mendedBy(`${first}\n\n${second}`, "layout.cut-paragraph", { lexicon })).toBe(first + second);
    const [finding] = findingsOf(`${first}\n\n${second}`, "layout.cut-paragraph", { lexicon });
    expect(finding?.safe).toBe(true);
  });

  it("is joined where a quotation mark is closed only behind the cut", () => {
    const [open, close] = ["院党委下发了《市妇幼保健", "院清廉医院建设实施方案》，全面推动各项制度成熟定型。"];
    expect(mendedBy(`${open}\n\n${close}`, "layout.cut-paragraph")).toBe(open + close);
  });

  it.each([
    ["ends with a full stop", `${first}线。`, second],
    ["ends with a colon", `${first}线：`, second],
    ["is a heading", "以组织建设为重点，全面提升党支部组织力", second],
    ["is followed by an opener", first, `本报讯 ${second}`],
    ["is followed by a byline", first, "本报记者 王小宁"],
  ])("is none when it %s", (_, before, after) => {
    expect(findingsOf(`${before}\n\n${after}`, "layout.cut-paragraph", { lexicon })).toEqual([]);
  });
});
