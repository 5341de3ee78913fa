import { expect, test } from "vitest";
import { tortureByPowerCuts, whyNoPowerCuts } from "./power.ts";

test("when the power is cut at random moments, every acknowledged save and draft is there, and no file is torn", async ({
  skip,
}) => {
  const why = whyNoPowerCuts();
  if (why) skip(why);
  const { lost, torn, acknowledged } = await tortureByPowerCuts({
    rounds: 60,
    seed: Date.now() % 1000,
    writer: "galley",
  });
  expect({ lost, torn }).toEqual({ lost: [], torn: [] });
  expect(acknowledged).toBeGreaterThan(500);
}, 1_200_000);
