import { expect, test } from "vitest";
import { inTheWay } from "./overlap.ts";

const at = (start: number, end: number) => ({ start, end });

test.each([
  ["apart", at(0, 2), at(2, 4), { none: true, nested: true, any: true }],
  ["one in the other", at(0, 4), at(1, 2), { none: false, nested: true, any: true }],
  ["with a common edge", at(0, 4), at(0, 2), { none: false, nested: true, any: true }],
  ["equal", at(0, 4), at(0, 4), { none: false, nested: true, any: true }],
  ["crossing", at(0, 3), at(2, 4), { none: false, nested: false, any: true }],
])("spans %s", (_name, one, other, allowed) => {
  for (const [overlap, may] of Object.entries(allowed)) {
    expect(inTheWay(one, [other], overlap as keyof typeof allowed)).toEqual(may ? [] : [other]);
    expect(inTheWay(other, [one], overlap as keyof typeof allowed)).toEqual(may ? [] : [one]);
  }
});
