/**
 * `npm test`: everything that must hold before a change lands, in the order of how fast it answers. Goes on after a
 * failure, so that one run shows all of them, and ends with `N passed, N failed` (each static check counts as one).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideChineseFont, provideChromium } from "./tools.ts";

const root = join(import.meta.dirname, "../..");
const reports = mkdtempSync(join(tmpdir(), "galley-test-"));
let passed = 0;
let failed = 0;
let skipped = 0;

function runNode(script: string, args: string[], env: Record<string, string> = {}): boolean {
  const options = { cwd: root, stdio: "inherit" as const, env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [join(root, script), ...args], options).status === 0;
}

function heading(name: string) {
  console.log(`\n── ${name}`);
}

function check(name: string, ok: () => boolean) {
  heading(name);
  if (ok()) passed++;
  else failed++;
}

/** Counts from a report; a runner that leaves none has itself failed. */
function count(ok: boolean, read: () => { passed: number; failed: number; skipped: number }) {
  try {
    const counts = read();
    passed += counts.passed;
    skipped += counts.skipped;
    failed += counts.failed || (ok ? 0 : 1);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed++;
  }
}

const bin = {
  biome: "node_modules/@biomejs/biome/bin/biome",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
  playwright: "node_modules/@playwright/test/cli.js",
};

check("format and lint", () => runNode(bin.biome, ["check", "."]));
for (const room of ["shared", "electron", "renderer", "e2e", "scripts"]) {
  check(`types: ${room}`, () => runNode(bin.tsc, ["-p", room]));
}
check("rooms", () => runNode("scripts/rooms/check.ts", []));
check("build", () => runNode("scripts/setup.mjs", ["lexicon", "page", "desktop"]));

heading("browser");
provideChineseFont();
const browser = provideChromium();
console.log(browser);

heading("unit tests");
const unitReport = join(reports, "unit.json");
const unitArgs = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
count(runNode(bin.vitest, unitArgs, { GALLEY_BROWSER: browser }), () => {
  const report = JSON.parse(readFileSync(unitReport, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
});

for (const config of ["renderer/editor/browser/playwright.config.ts", "playwright.config.ts"]) {
  heading(`browser tests: ${config}`);
  const report = join(reports, `${config.replaceAll("/", "-")}.json`);
  const env = { GALLEY_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  count(runNode(bin.playwright, ["test", "-c", config, "--reporter=list,json"], env), () => {
    const { stats } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  });
}

rmSync(reports, { recursive: true, force: true });
console.log("");
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failed ? 1 : 0);
