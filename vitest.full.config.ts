/** `npm run test:full`: tests against programs that are not ours. Where one is missing, its test is skipped and says so. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,electron,renderer,scripts}/**/*.full.test.ts"],
    environment: "node",
    maxWorkers: 2,
    testTimeout: 120_000,
  },
});
