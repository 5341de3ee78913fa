/** `npm run test:full`: the window's tests that `npm test` leaves out. */
import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

export default defineConfig({ ...config, grepInvert: undefined, grep: /@full/ });
