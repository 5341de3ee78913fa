import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeName, unescapeName } from "./names.ts";

test.for([
  ["PER", "PER"],
  ["人 名", "_u4eba_u0020_u540d"],
  ["𠮷", "_U00020bb7"],
  ["a_unit", "a_unit"],
  ["a_u4eba", "a_u005fu4eba"],
  ["", "_u"],
  ["a_u", "a_u005fu"],
] as const)("writes %j as %j and reads it back", ([name, written]) => {
  expect(escapeName(name)).toBe(written);
  expect(unescapeName(written)).toBe(name);
});

test("every name comes back, and is of letters, digits, - and _", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[_uU0-9a-f]{0,12}$/)), (name) => {
      const written = escapeName(name);
      expect(written).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(unescapeName(written)).toBe(name);
    }),
  );
});

test("a code beyond Unicode is no code", () => {
  expect(unescapeName("_Uffffffff")).toBe("_Uffffffff");
});
