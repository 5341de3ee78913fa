import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonText } from "./json-file.ts";

test("whatever a small file holds, its text says what JSON says", () => {
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(value, (any) => {
      expect(JSON.parse(jsonText(any))).toEqual(JSON.parse(JSON.stringify(any)));
    }),
    { numRuns: 300 },
  );
});

test("a key takes a line, and an item of a list", () => {
  expect(
    jsonText({ name: "试", entities: [{ id: "n1", name: "甲" }, { id: "n2" }], proofing: { on: true }, rules: [] }),
  ).toBe(
    `{
  "name": "试",
  "entities": [
    {"id":"n1","name":"甲"},
    {"id":"n2"}
  ],
  "proofing": {
    "on": true
  },
  "rules": []
}
`,
  );
});
