import { describe, expect, it } from "vitest";
import { findingsOf, mendedBy, wordsOf } from "../testing.ts";
import { layoutUnwrap } from "./layout-unwrap.ts";

const lexicon = wordsOf("婴幼儿 便民 东城区 采购 工作 责任 老年人 药店");
const { before, after } = layoutUnwrap.example;
const lines = before.split("\n\n");

describe("lines broken at the column's edge", () => {
  it("are joined, in blocks of their own and in one block alike", () => {
    expect(mendedBy(before, "layout.unwrap", { lexicon })).toBe(after);
    expect(mendedBy(lines.join("\n"), "layout.unwrap", { lexicon })).toBe(after);
  });

  it("are not joined over a paragraph's end", () => {
    const page = `${before}\n\n会议强调，全区要迅速把思想和行\n\n动统一到决策部署上来，压实工作责任。`;
    expect(mendedBy(page, "layout.unwrap", { lexicon }).split("\n\n")[0]).toBe(after);
  });

  it("are said to be certain only in a long stretch of such lines", () => {
    expect(findingsOf(before, "layout.unwrap", { lexicon }).some(({ safe }) => safe)).toBe(false);
  });

  it("are not seen in short paragraphs of one length", () => {
    const page = ["他抬起头看了看天。", "天上没有一丝云彩。", "远处传来几声狗叫。", "他又低下头去干活。"].join("\n\n");
    expect(findingsOf(page, "layout.unwrap", { lexicon })).toEqual([]);
  });
});
