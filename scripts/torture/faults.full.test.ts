import { expect, test } from "vitest";
import { tortureByFaults } from "./faults.ts";

test("every call to the disk, gone wrong in every way, ends in an acknowledgement that holds or an error by name", async () => {
  const { silent, combinations } = await tortureByFaults({});
  expect(silent).toEqual([]);
  expect(combinations).toBeGreaterThan(5000);
}, 3_600_000);
