import { expect, test } from "vitest";
import { GalleyError } from "../../errors.ts";
import { preset } from "./presets.ts";
import { sameTagset, tagsetOf, withTagset } from "./tagset.ts";
import { parseTagsetFile, writeTagsetFile } from "./tagset-file.ts";

function whyRefused(text: string): string {
  try {
    parseTagsetFile(text, "标签.json");
  } catch (error) {
    if (error instanceof GalleyError && error.code === "bad-tagset") return error.message;
    throw error;
  }
  throw new Error("it was taken");
}

test("what is written is read back, unknown keys included", () => {
  const tagset = preset("news");
  expect(parseTagsetFile(writeTagsetFile(tagset), "a")).toEqual(tagset);
  const odd = { ...tagset, entityTypes: tagset.entityTypes.map((type) => ({ ...type, shape: "round" })) };
  expect(parseTagsetFile(writeTagsetFile(odd), "a")).toEqual(odd);
});

test("a file by hand needs only types, and may begin with a byte order mark", () => {
  const text = `\uFEFF${JSON.stringify({ format: "galley/tagset", version: 1, entityTypes: [] })}`;
  expect(parseTagsetFile(text, "a")).toEqual({ entityTypes: [], relationTypes: [], overlap: "any" });
});

test.each([
  ["not JSON", "{", /标签\.json/],
  ["something else", JSON.stringify({ format: "galley/rules" }), /"format" is not "galley\/tagset"/],
  ["a newer version", JSON.stringify({ format: "galley/tagset", version: 9 }), /newer version/],
  [
    "a colour that is none",
    writeTagsetFile(tagsetOf({ entityTypes: [{ id: "A", label: { zh: "甲", en: "" }, color: "red", key: "" }] })),
    /entityTypes\.0\.color/,
  ],
  [
    "a colour that can't be read",
    writeTagsetFile(tagsetOf({ entityTypes: [{ id: "A", label: { zh: "甲", en: "" }, color: "#ffff00", key: "" }] })),
    /A: the colour #ffff00 has a contrast of 1\.\d/,
  ],
])("%s is refused with its place", (_name, text, expected) => {
  expect(whyRefused(text)).toMatch(expected);
});

test("settings gain no key that says nothing", () => {
  const settings = {
    format: "galley/corpus",
    version: 1,
    name: "",
    createdAt: "",
    roles: [],
    entityTypes: [],
  } as const;
  const plain = withTagset({ ...settings, roles: [], entityTypes: [] }, preset("msra"));
  expect(Object.keys(plain)).not.toContain("relationTypes");
  const full = withTagset(plain, { ...preset("news"), overlap: "none" });
  expect(full).toMatchObject({ overlap: "none" });
  expect(sameTagset(tagsetOf(full), { ...preset("news"), overlap: "none" })).toBe(true);
  expect(withTagset(full, preset("msra"))).toMatchObject({ overlap: "any", relationTypes: [] });
});
