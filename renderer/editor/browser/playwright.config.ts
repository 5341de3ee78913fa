/** The editor alone in a real browser: `playwright test -c renderer/editor/browser/playwright.config.ts`. */
import { defineConfig } from "@playwright/test";
import window from "../../../playwright.config.ts";

const vite = "../../../node_modules/.bin/node ../../../node_modules/vite/bin/vite.js";
const built = "--outDir ../../../../.vite/editor-harness";

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  fullyParallel: true,
  workers: 2,
  reporter: "line",
  timeout: 120_000,
  // As in the window's tests: a stutter of the machine breaks nothing twice.
  retries: process.env.CI ? 1 : 0,
  use: {
    baseURL: "http://127.0.0.1:5311",
    viewport: { width: 1100, height: 800 },
    launchOptions: window.use?.launchOptions ?? {},
  },
  webServer: {
    // Built in a second: served file by file, each test would wait for hundreds of them.
    command: `${vite} build harness ${built} --emptyOutDir --minify false --logLevel warn && ${vite} preview harness ${built} --port 5311 --strictPort --host 127.0.0.1`,
    url: "http://127.0.0.1:5311",
    reuseExistingServer: true,
  },
});
