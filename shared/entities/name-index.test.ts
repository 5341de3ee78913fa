import fc from "fast-check";
import { expect, test } from "vitest";
import { NameIndex } from "./name-index.ts";
import { occurrences } from "./occurrences.ts";

const characters = fc.string({ unit: fc.constantFrom("离", "石", "区", "𠮷"), minLength: 1, maxLength: 5 });

test("the names that hold a text stand in the way of it where those found in the block do", () => {
  fc.assert(
    fc.property(fc.array(characters), fc.array(characters), characters, (names, parts, text) => {
      const index = new NameIndex(names.map((name) => ({ name, value: { name, type: "LOC" } })));
      const whole = parts.join("");
      const found = index
        .findAll(whole)
        .map(({ value }) => value)
        .filter(({ name }) => name.length > text.length && name.includes(text));
      const free = (longer: readonly { name: string; type: string }[]) =>
        occurrences({ id: "b1", role: "body", text: whole, entities: [] }, text, "PER", longer).free;
      expect(free(index.holding(text))).toEqual(free(found));
    }),
  );
});
