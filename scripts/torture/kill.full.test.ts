import { expect, test } from "vitest";
import { tortureByKilling } from "./kill.ts";

test("killed at random moments, nothing acknowledged is lost, no file is torn, at most a second of typing is gone", async () => {
  const { lost, corrupt, forgotten, refused, acknowledged } = await tortureByKilling({
    rounds: 500,
    seed: Date.now() % 1000,
  });
  expect({ lost, corrupt, forgotten, refused }).toEqual({ lost: [], corrupt: [], forgotten: [], refused: [] });
  expect(acknowledged).toBeGreaterThan(500);
}, 7_200_000);
