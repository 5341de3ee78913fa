import { defineConfig } from "vitest/config";

const tests = "**/*.test.{ts,tsx}";
// Run by `npm run test:full`.
const full = "**/*.full.test.ts";
const pure = ["shared", "renderer", "electron/formats"];

export default defineConfig({
  test: {
    environment: "node",
    setupFiles: ["scripts/test/same-laws.ts"],
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // Wide: some make corpora on the disk again and again, and what hangs is found as well.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      // Nothing here touches the process or another's modules: one worker does many files, in a quarter of the time.
      {
        extends: true,
        test: { name: "pure", include: pure.map((room) => `${room}/${tests}`), exclude: [full], isolate: false },
      },
      {
        extends: true,
        test: {
          name: "host",
          include: [`{electron,scripts}/${tests}`],
          exclude: [full, ...pure.map((room) => `${room}/**`)],
        },
      },
    ],
  },
});
