import { setImmediate as later } from "node:timers/promises";
import { expect, test } from "vitest";
import { readAhead } from "./read-ahead.ts";
import { collect } from "./testing.ts";

test("results come in the order of the items, whichever is ready first", async () => {
  const slowFirst = async (item: number) => {
    for (let turn = item; turn < 10; turn++) await later();
    return item * 2;
  };
  const items = Array.from({ length: 11 }, (_, item) => item);
  expect(await collect(readAhead(items, slowFirst))).toEqual(items.map((item) => item * 2));
});

test("a failure arrives in its turn, after what came before it", async () => {
  const seen: number[] = [];
  const run = async () => {
    for await (const item of readAhead([1, 2, 3, 4, 5, 6], async (item) => {
      if (item === 3) throw new Error("three");
      return item;
    }))
      seen.push(item);
  };
  await expect(run()).rejects.toThrow("three");
  expect(seen).toEqual([1, 2]);
});

test("a few items at once, never all of them", async () => {
  let [running, most] = [0, 0];
  await collect(
    readAhead(Array.from({ length: 40 }), async () => {
      most = Math.max(most, ++running);
      await later();
      running--;
    }),
  );
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});
