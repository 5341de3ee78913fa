import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}"],
    environment: "node",
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
