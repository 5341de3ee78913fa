/** The editor alone in a real browser: `playwright test -c renderer/editor/browser/playwright.config.ts`. */
import { defineConfig } from "@playwright/test";
import window from "../../../playwright.config.ts";

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
    command:
      "../../../node_modules/.bin/node ../../../node_modules/vite/bin/vite.js harness --port 5311 --strictPort --host 127.0.0.1",
    url: "http://127.0.0.1:5311",
    reuseExistingServer: true,
  },
});
