import { expect, test } from "vitest";
import type { Suggestion } from "../../../shared/entities/suggestion.ts";
import { defaultEntityTypes } from "../../../shared/model/settings.ts";
import { type originOf, suggestionLines } from "./groups.ts";

const suggestion = (type: string, text: string, score: number, source: string): Suggestion => ({
  ...{ block: "b1", start: 0, end: text.length, type, text, score, source, ref: null },
  reason: { zh: "", en: "" },
});
const all = [
  suggestion("SHIP", "甲辰轮", 0.6, "model"),
  suggestion("LOC", "杭州市", 0.92, "place/region"),
  suggestion("PER", "王丽华", 0.95, "person/saying"),
  suggestion("PER", "李建国", 0.92, "registry"),
];
const lines = (least: number, origin: ReturnType<typeof originOf> | null, folded: string[] = []) =>
  suggestionLines(all, defaultEntityTypes, { least, origin }, new Set(folded)).map((line) =>
    line.line === "type" ? `${line.type} ${line.count}` : line.suggestion.text,
  );

test("suggestions stand under their types in the tagset's order, unknown types at the end", () => {
  expect(lines(0, null)).toEqual(["PER 2", "王丽华", "李建国", "LOC 1", "杭州市", "SHIP 1", "甲辰轮"]);
  expect(lines(0, null, ["PER"])).toEqual(["PER 2", "LOC 1", "杭州市", "SHIP 1", "甲辰轮"]);
});

test("the filter goes by origin and score; whatever is no other origin is a pattern", () => {
  expect(lines(0.9, null)).toEqual(["PER 2", "王丽华", "李建国", "LOC 1", "杭州市"]);
  expect(lines(0, "registry")).toEqual(["PER 1", "李建国"]);
  expect(lines(0, "pattern")).toEqual(["PER 1", "王丽华", "LOC 1", "杭州市"]);
});
