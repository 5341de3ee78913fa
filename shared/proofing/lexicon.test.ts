import { describe, expect, it } from "vitest";
import { divide, lexiconFromText, lexiconText, segment, wordAcross } from "./lexicon.ts";

const lexicon = lexiconFromText(
  "担当\t200\n使命\t300\n使\t1000\n和\t9000\n中华人民共和国\t50\n人民\t4000\n共和国\t500\n",
);

describe("the lexicon", () => {
  it("knows its words and nothing else", () => {
    expect([lexicon.has("担当"), lexicon.frequency("担当"), lexicon.has("当担"), lexicon.frequency("当担")]).toEqual([
      true,
      200,
      false,
      0,
    ]);
    expect(lexicon.longest).toBe(7);
  });

  it("passes over lines that it can't read", () => {
    const read = lexiconFromText("甲乙\t5\n没有数字\n丙丁\tx\n戊己\t7");
    expect([read.has("甲乙"), read.has("丙丁")]).toEqual([true, false]);
  });

  it("is made of a dictionary's Han words that are really used", () => {
    expect(lexiconText("1号店 3 n\n担当 200 v\n罕词 3 n\n𠮷 1 x\n甲乙丙丁戊己庚辛壬 90 n\n")).toBe(
      "担当\t200\n𠮷\t1\n",
    );
  });
});

describe("dividing text into words", () => {
  it("takes the likeliest words", () => {
    expect(segment("使命和担当", lexicon)).toEqual(["使命", "和", "担当"]);
    expect(segment("中华人民共和国", lexicon)).toEqual(["中华人民共和国"]);
  });

  it("leaves unknown characters alone, also those beyond U+FFFF", () => {
    expect(segment("𠮷担当", lexicon)).toEqual(["𠮷", "担当"]);
    expect(segment("", lexicon)).toEqual([]);
  });

  it("finds text of words likelier than text of none", () => {
    expect(divide("使命", lexicon).score).toBeGreaterThan(divide("命使", lexicon).score);
  });

  it("finds the word across a place", () => {
    expect(wordAcross("使命和担当", 4, lexicon)).toBe("担当");
    expect(wordAcross("使命和担当", 3, lexicon)).toBe(null);
  });
});
