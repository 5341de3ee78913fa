import { join } from "node:path";
import fc from "fast-check";
import { test } from "vitest";
import { startHost } from "../../electron/host/testing.ts";
import { editingLaw } from "./editing.ts";

test("typing, undoing, saving, drafts and another program's writing, in any order, lose nobody's words", async () => {
  const { call, documentsDir } = startHost();
  await call("openSample", {});
  await fc.assert(editingLaw({ call, dir: join(documentsDir, "校样样例") }), { numRuns: 15 });
});
