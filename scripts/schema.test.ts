import { expect, it } from "vitest";
import { staleSchemas } from "./schema.ts";

it("publishes the schemas that the program checks with (npm run schema)", () => {
  expect(staleSchemas()).toEqual([]);
});
