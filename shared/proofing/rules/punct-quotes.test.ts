import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy } from "../testing.ts";

describe("punct.straight-quotes", () => {
  it("curls pairs that quote Han", () => {
    expect(mendedBy('她说"好的"，又说"再见"。', "punct.straight-quotes")).toBe("她说“好的”，又说“再见”。");
  });
  it("is safe only where the page uses curly ones", () => {
    const curly = Array(10).fill("“围绕中心”").join("\n\n");
    expect(mendedBy('坚持"党建"', "punct.straight-quotes", {}, true)).toBe('坚持"党建"');
    expect(mendedBy(`${curly}\n\n坚持"党建"`, "punct.straight-quotes", {}, true)).toContain("坚持“党建”");
  });
  it.each(['尺寸5"的屏幕', '运行print("hi")'])("leaves %s alone", (text) => {
    expect(findingsOf(text, "punct.straight-quotes")).toEqual([]);
  });
});

describe("punct.quote-direction", () => {
  it("turns the one that looks away", () => {
    expect(mendedBy("“甲“和“乙”，”丙”", "punct.quote-direction")).toBe("“甲“和“乙”，”丙”");
    expect(mendedBy("坚持“围绕中心“思路", "punct.quote-direction")).toBe("坚持“围绕中心”思路");
    expect(mendedBy("坚持”围绕中心”思路", "punct.quote-direction")).toBe("坚持“围绕中心”思路");
  });
  it("leaves marks whose twins stand in other lines, and apostrophes", () => {
    expect(findingsOf("维护”的政治高度，坚持“人民", "punct.quote-direction")).toEqual([]);
    expect(findingsOf("Women’s Day与’98抗洪", "punct.quote-direction")).toEqual([]);
  });
});

describe("punct.unbalanced", () => {
  const quotes = (text: string) => findingsOf(text, "punct.unbalanced").map(({ block, quote }) => `${block} ${quote}`);

  it("shows a mark without a twin", () => {
    expect(quotes("坚持“围绕中心的思路。\n\n完善）网络")).toEqual(["b1 “", "b2 ）"]);
  });
  it("finds twins across line breaks", () => {
    expect(quotes("忠诚践行“两个\n\n维护”的政治高度（见\n\n附件）")).toEqual([]);
  });
  it("knows quotations of several paragraphs", () => {
    expect(quotes("“第一段。\n\n“第二段。\n\n“第三段。”")).toEqual([]);
  });
  it("shows the inner one of a broken nest", () => {
    expect(quotes("“甲（乙”丙")).toEqual(["b1 （"]);
  });
});

describe("punct.end", () => {
  const long = "会议召开，区委书记出席。各部门要认真贯彻落实会议精神，扎实做好各项工作";
  it("shows a paragraph without an end that nothing follows", () => {
    expect(findingsOf(long, "punct.end")).toHaveLength(1);
  });
  it("says nothing where the text may go on, of headings, of credits and of whole paragraphs", () => {
    for (const text of [`${long}\n\n落实。`, `# ${long}`, `${long}。记者 简洋`, `${long}。`])
      expect(findingsOf(text, "punct.end")).toEqual([]);
  });
});

describe("punct.quote-mixed", () => {
  const quotes = (text: string) => findingsOf(text, "punct.quote-mixed").map(({ quote }) => quote);

  it("shows the rarer of two kinds, whichever it is", () => {
    expect(quotes("“甲”和“乙”。\n\n还有「丙」。")).toEqual(["「丙」"]);
    expect(quotes("「甲」和「乙」。\n\n还有“丙”。")).toEqual(["“丙”"]);
  });
  it("leaves a page of one kind alone, and one of both alike", () => {
    expect(quotes("“甲”和‘乙’。")).toEqual([]);
    expect(quotes("“甲”和「乙」。")).toEqual([]);
  });
});
