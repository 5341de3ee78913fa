import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultEntityTypes } from "../../model/settings.ts";
import { contrast, leastContrast, nearestReadable, onDark, readability } from "./contrast.ts";
import { newType } from "./members.ts";
import { preset, presetIds } from "./presets.ts";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

describe("contrast", () => {
  test("is WCAG's: black on white 21, equal colours 1, a known pair in between", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#123456", "#123456")).toBe(1);
  });

  test("on a dark ground the colour is half way to white, as color-mix in OKLab has it", () => {
    // Chromium's own answer for color-mix(in oklab, … 50%, white), in sRGB bytes.
    expect(onDark("#000000")).toBe("#636363");
    expect(onDark("#ffffff")).toBe("#ffffff");
    expect(onDark("#1d5fbf")).toBe("#8eb0e3");
  });

  test("every preset and every new type can be read on both grounds", () => {
    const types = [...defaultEntityTypes, ...presetIds.flatMap((id) => preset(id).entityTypes)];
    let grown = [...defaultEntityTypes];
    for (let i = 0; i < 20; i++) grown = [...grown, newType(grown)];
    for (const { id, color: own } of [...types, ...grown]) expect([id, readability(own).passes]).toEqual([id, true]);
  });
});

describe("the nearest colour that can be read", () => {
  test("passes, whatever it is asked for", () => {
    fc.assert(
      fc.property(color, (one) => {
        const { light, dark } = readability(nearestReadable(one));
        expect(Math.min(light, dark)).toBeGreaterThanOrEqual(leastContrast);
      }),
      { numRuns: 60 },
    );
  });

  test("is the colour itself where that passes, and of its hue where not", () => {
    expect(nearestReadable("#B3261E")).toBe("#b3261e");
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(nearestReadable("#ffcc00").slice(at, at + 2), 16));
    expect(r).toBeGreaterThan(g as number);
    expect(g).toBeGreaterThan(b as number);
    expect(nearestReadable("no colour")).toBe("#595959");
  });
});
