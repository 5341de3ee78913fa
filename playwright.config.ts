import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const browser = process.env.GALLEY_BROWSER ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : undefined);

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/build.ts",
  testMatch: "**/*.spec.ts",
  // What only `npm run test:full` does: variants of what the others show, each half a minute of a small machine.
  grepInvert: /@full/,
  // Wide, for machines that are busy or slow: what hangs is found as well, what works is not called broken.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // Where nobody watches, what a stutter of the machine broke is tried once more; what is broken fails twice.
  retries: process.env.CI ? 1 : 0,
  fullyParallel: false,
  workers: 2,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 800 },
    // A trace of every test would cost a fifth of the run.
    trace: "on-first-retry",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      // Only root needs it: machines that build and test in containers.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
      // Where a machine has no locale, Chromium can't read files whose names are Chinese.
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    },
  },
});
