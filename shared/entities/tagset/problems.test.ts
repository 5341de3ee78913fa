import { expect, test } from "vitest";
import type { EntityType } from "../../model/settings.ts";
import { freeKey, tagModeLetters } from "./keys.ts";
import { preset, presetIds } from "./presets.ts";
import { problemLine, tagsetProblems } from "./problems.ts";
import { tagsetOf } from "./tagset.ts";

const type = (more: Partial<EntityType> = {}): EntityType => ({
  id: "PER",
  label: { zh: "人名", en: "Person" },
  color: "#b3261e",
  key: "p",
  ...more,
});
const problems = (...entityTypes: EntityType[]) =>
  tagsetProblems(tagsetOf({ entityTypes })).map(({ index, field }) => [index, field]);
const [modeLetter = ""] = tagModeLetters;

test("the presets are without a fault", () => {
  for (const id of presetIds) expect(tagsetProblems(preset(id))).toEqual([]);
});

test.each<[string, EntityType[], [number, string][]]>([
  ["an id that is none", [type({ id: "1 A" })], [[0, "id"]]],
  ["an id that differs in its capitals only", [type(), type({ id: "per", key: "" })], [[1, "id"]]],
  ["no name in either language", [type({ label: { zh: " ", en: "" } })], [[0, "label"]]],
  ["a name in one language is enough", [type({ label: { zh: "人", en: "" } })], []],
  ["a colour that is too light", [type({ color: "#ffcc00" })], [[0, "color"]]],
  ["a colour that is too dark for the dark page", [type({ color: "#000000" })], [[0, "color"]]],
  ["a key that another type has", [type(), type({ id: "ORG" })], [[1, "key"]]],
  ["no keys at all", [type({ key: "" }), type({ id: "ORG", key: "" })], []],
  ["a key of tag mode's own", [type({ key: modeLetter })], [[0, "key"]]],
  [
    "a choice without choices",
    [type({ attributes: [{ id: "a", label: { zh: "甲", en: "" }, kind: "choice" }] })],
    [[0, "choices"]],
  ],
  [
    "a choice that is there twice",
    [type({ attributes: [{ id: "a", label: { zh: "甲", en: "" }, kind: "choice", choices: ["男", "男"] }] })],
    [[0, "choices"]],
  ],
])("%s", (_name, types, expected) => {
  expect(problems(...types)).toEqual(expected);
});

test("a type that has had its key from before keeps it", () => {
  const old = type({ key: modeLetter });
  expect(tagsetProblems(tagsetOf({ entityTypes: [old] }), { entityTypes: [old], relationTypes: [] })).toEqual([]);
});

test("a relation's ends are types of the tagset", () => {
  const relationTypes = [{ id: "holds", label: { zh: "任职", en: "" }, from: ["PER"], to: ["TITLE"] }];
  const tagset = tagsetOf({ entityTypes: [type()], relationTypes });
  const [problem] = tagsetProblems(tagset);
  expect(problem).toMatchObject({ list: "relationTypes", index: 0, field: "to" });
  expect(problem && problemLine(tagset, problem)).toEqual({
    zh: "holds：没有类型 TITLE",
    en: "holds: there is no type TITLE",
  });
});

test("a free key is a letter of the name, else any, else none", () => {
  expect(freeKey("PER", [])).toBe("p");
  expect(freeKey("PER", ["p", "e"])).toBe("a");
  expect(freeKey("人", [..."abcdefghijklmnopqrstuvwxyz"])).toBe("");
});
