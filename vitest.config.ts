import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}"],
    // Run by `npm run test:full`.
    exclude: ["**/*.full.test.ts"],
    environment: "node",
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    testTimeout: 90_000,
  },
});
