import fc from "fast-check";
import { expect, test } from "vitest";
import { putBack } from "./put-back.ts";

const list = (...members: string[]) => ({ list: members.map((id) => ({ id: id[0] ?? "", name: id })) });
const names = ({ list: members }: Record<string, unknown>) => (members as { name: string }[]).map(({ name }) => name);

/** As it is in a file: JSON has one zero only. */
const inFile = fc.json().map((text) => JSON.parse(JSON.stringify(JSON.parse(text))));

test("what nobody touched since is what it was", () => {
  fc.assert(
    fc.property(inFile, inFile, (was, made) => {
      const before = { kept: 1, own: was };
      expect(putBack({ kept: 1, own: made }, before, { kept: 1, own: made })).toEqual({
        value: JSON.parse(JSON.stringify(before)),
        refused: [],
      });
    }),
  );
});

test("a key that others changed stays, one that the change put in goes, one that it took out comes back", () => {
  const before = { a: 1, b: 1, c: 1 };
  const after = { a: 2, b: 1, d: 2 };
  expect(putBack({ a: 2, b: 5, d: 2, e: 3 }, before, after)).toEqual({
    value: { a: 1, b: 5, c: 1, e: 3 },
    refused: [],
  });
  expect(putBack({ a: 9, b: 1, d: 2 }, before, after)).toEqual({ value: { a: 9, b: 1, c: 1 }, refused: ["a"] });
});

test("members of lists are looked at one by one: others' new and changed ones stay, the change's own go and come", () => {
  const before = list("a", "b", "c", "d");
  const after = list("a", "b2", "d", "x");
  const { value, refused } = putBack(list("a9", "b2", "d", "x", "y"), before, after);
  expect(names(value)).toEqual(["a9", "b", "c", "d", "y"]);
  expect(refused).toEqual([]);
});

test("a member that both changed stays as it is and is named", () => {
  const { value, refused } = putBack(list("a", "b3", "x4"), list("a", "b"), list("a", "b2", "x"));
  expect(names(value)).toEqual(["a", "b3", "x4"]);
  expect(refused).toEqual(["list: b", "list: x"]);
});
