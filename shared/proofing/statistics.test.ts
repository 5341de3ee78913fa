import { expect, test } from "vitest";
import { CharacterCounter, statisticsFromText } from "./statistics.ts";

function statisticsOf(...texts: string[]) {
  const counter = new CharacterCounter();
  for (const text of texts) counter.add(text);
  return statisticsFromText(counter.toText());
}

test("characters and neighbours are counted, across spaces and line ends, not across punctuation", () => {
  const statistics = statisticsOf("北京，北\n京。京北 京");
  expect(statistics.size).toBe(7);
  expect(statistics.count("京")).toBe(4);
  expect(statistics.count("北京")).toBe(3);
  expect(statistics.count("京北")).toBe(0);
});

test("what is rare is left out; Latin and characters beyond U+FFFF end a pair", () => {
  const statistics = statisticsOf("离石离石离A石離𠮷石離石", "离");
  expect(statistics.count("离石")).toBe(0);
  expect(statistics.count("离")).toBe(4);
  expect(statistics.count("離石")).toBe(0);
});

test("the order of the texts makes no difference", () => {
  const texts = ["甲乙甲乙甲乙", "丙丁丙丁丙丁", "甲丙甲丙甲丙"];
  const [one, other] = [new CharacterCounter(), new CharacterCounter()];
  for (const text of texts) one.add(text);
  for (const text of texts.toReversed()) other.add(text);
  expect(one.toText()).toEqual(other.toText());
});

test("text that is damaged is read as far as it makes sense", () => {
  const statistics = statisticsFromText({ size: 9, counts: "甲\t4\n乙\n丙\tx\n\t3\n丁\t5" });
  expect(["甲", "乙", "丙", "丁", ""].map((text) => statistics.count(text))).toEqual([4, 0, 0, 5, 0]);
});
