import { describe, expect, it } from "vitest";
import { findingsOf, pageOf } from "../testing.ts";

describe("consist.quotes", () => {
  it("shows the rarer of two ways to quote a term", () => {
    const found = findingsOf("“六心服务”好，“六心服务”多。\n\n“六心”服务", "consist.quotes");
    expect(found.map(({ block, quote }) => [block, quote])).toEqual([["b2", "“六心”"]]);
  });
  it("says nothing of terms that are always quoted alike", () => {
    expect(findingsOf("“六心”服务，“六心”服务，“四方责任”", "consist.quotes")).toEqual([]);
  });
});

describe("consist.names", () => {
  it("shows a tagged name that is another one but for one character of like shape", () => {
    const document = pageOf("王末来讲话，王未来强调，王未来要求，王小来");
    const block = document.articles[0]?.blocks[0];
    for (const [start, text] of [
      [0, "王末来"],
      [6, "王未来"],
      [12, "王未来"],
      [18, "王小来"],
    ] as const)
      block?.entities.push({
        ...{ id: `e${start}`, type: "PER", start, end: start + 3, text },
        ...{ ref: null, by: "editor", note: "" },
      });
    expect(findingsOf(document, "consist.names").map(({ quote }) => quote)).toEqual(["王末来"]);
  });
});
