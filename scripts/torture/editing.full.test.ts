import { join } from "node:path";
import fc from "fast-check";
import { test } from "vitest";
import { startHost } from "../../electron/host/testing.ts";
import { editingLaw } from "./editing.ts";

test("a thousand pages that are typed into, undone, saved, changed elsewhere and left, say what they should", async () => {
  const { call, documentsDir } = startHost();
  await call("openSample", {});
  await fc.assert(editingLaw({ call, dir: join(documentsDir, "校样样例") }), { numRuns: 1000 });
}, 600_000);
