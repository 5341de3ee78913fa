import { expect, test } from "vitest";
import { chanceOf } from "./chance.ts";
import { tortureByFaults } from "./faults.ts";

test("a call to the disk that goes wrong ends in an acknowledgement that holds or an error by name", async () => {
  const { next } = chanceOf(11);
  const { silent, combinations } = await tortureByFaults({ share: 0.004, chance: next });
  expect(silent).toEqual([]);
  expect(combinations).toBeGreaterThan(10);
});
