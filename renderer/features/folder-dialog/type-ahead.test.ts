import { expect, test } from "vitest";
import { TypeAhead } from "./type-ahead.ts";

const names = ["Desktop", "Documents", "Downloads", "离石日报"];

test("typing a beginning finds it, and a pause starts anew", () => {
  const keys = new TypeAhead();
  expect(keys.find("d", names, 3, 0)).toBe(0);
  expect(keys.find("o", names, 0, 100)).toBe(1);
  expect(keys.find("w", names, 1, 200)).toBe(2);
  expect(keys.find("离", names, 2, 5000)).toBe(3);
});

test("repeating a letter goes through the names that begin with it", () => {
  const keys = new TypeAhead();
  expect(keys.find("d", names, 0, 0)).toBe(1);
  expect(keys.find("d", names, 1, 100)).toBe(2);
  expect(keys.find("d", names, 2, 200)).toBe(0);
});

test("a beginning that no name has moves nowhere", () => {
  expect(new TypeAhead().find("x", names, 0, 0)).toBeNull();
});
