import fc from "fast-check";
import { expect, test } from "vitest";
import { characterErrors, errorRate, withoutSpace } from "./cer.ts";

test.each([
  ["equal texts have no errors", "离石区", "离石区", 0],
  ["one changed character is one error", "离右区", "离石区", 1],
  ["a character beyond U+FFFF is one character", "𠮷田", "吉田", 1],
  ["two characters that share a surrogate are different ones", "𠮷", "𠮶", 1],
  ["everything taken out", "甲乙", "", 2],
  ["everything put in", "", "甲乙", 2],
])("%s", (_, original, corrected, errors) => {
  expect(characterErrors(original, corrected)).toMatchObject({ errors, exact: true });
});

/** The textbook's table, over code points. */
function slow(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  let row = y.map((_, j) => j + 1);
  row.unshift(0);
  for (const [i, left] of x.entries()) {
    const next = [i + 1];
    for (const [j, right] of y.entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const text = fc.array(fc.constantFrom(..."甲乙丙\n ", "𠮷", "𤭢"), { maxLength: 60 }).map((parts) => parts.join(""));

test("errors are the Levenshtein distance in code points", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(characterErrors(a, b)).toMatchObject({ errors: slow(a, b), exact: true });
    }),
  );
});

test("texts over the limit are counted in parts: never too few errors, never more than both lengths", () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const { errors } = characterErrors(a, b, 50);
      expect(errors).toBeGreaterThanOrEqual(slow(a, b));
      expect(errors).toBeLessThanOrEqual(Array.from(a).length + Array.from(b).length);
    }),
  );
});

test("parts are cut where the texts agree, so a long text with few errors is counted right", () => {
  const original = Array.from({ length: 4000 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 5000))).join("");
  const corrected = `${original.slice(0, 500)}甲${original.slice(501, 3000)}${original.slice(3002)}`;
  expect(characterErrors(original, corrected, 1_000_000)).toMatchObject({ errors: 3, exact: false });
});

test("the rate is errors over the corrected length", () => {
  expect(errorRate({ errors: 1, length: 4 })).toBe(0.25);
  expect(errorRate({ errors: 0, length: 0 })).toBe(0);
  expect(errorRate({ errors: 3, length: 0 })).toBe(1);
});

test("white space of every kind is left out", () => {
  expect(withoutSpace("\uFEFF甲\u3000乙\r\n\t丙")).toBe("甲乙丙");
});
