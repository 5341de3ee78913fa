/**
 * `npm run test:full`: all tests of `npm test`, with documents for their laws that are others each time, and tests that
 * take long or ask programs that are not ours. Where one is missing, its test is skipped and says so.
 */
import { defineConfig } from "vitest/config";
import config from "./vitest.config.ts";

const { projects: _, setupFiles: __, ...test } = config.test ?? {};

export default defineConfig({ test: { ...test, include: ["{shared,electron,renderer,scripts}/**/*.test.{ts,tsx}"] } });
