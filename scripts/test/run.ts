/**
 * `npm test`: everything that must hold before a change lands, in the order of how fast it answers. Goes on after a
 * failure, so that one run shows all of them, and ends with `N passed, N failed` (each static check counts as one).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Counts, playwrightCounts, vitestCounts } from "./reports.ts";
import { provideChineseFont, provideChromium } from "./tools.ts";

const root = join(import.meta.dirname, "../..");
const reports = mkdtempSync(join(tmpdir(), "galley-test-"));
let passed = 0;
let skipped = 0;
/** Names of what failed, said again at the end: a runner may keep no more than that of the output. */
const failures: string[] = [];

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
  else failures.push(name);
}

/** Counts from a report; a runner that leaves none, or fails without naming a test, has itself failed. */
function count(name: string, ok: boolean, read: () => Counts) {
  try {
    const counts = read();
    passed += counts.passed;
    skipped += counts.skipped;
    failures.push(...counts.failures.map((failure) => `${name}: ${failure}`));
    if (!ok && counts.failures.length === 0) failures.push(`${name}: the runner failed outside of its tests`);
  } catch (error) {
    failures.push(`${name}: no report (${error instanceof Error ? error.message : error})`);
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
check("build", () => runNode("scripts/setup.mjs", ["lexicon", "page", "program"]));

heading("browser");
provideChineseFont();
const browser = provideChromium();
console.log(browser);

heading("unit tests");
const unitReport = join(reports, "unit.json");
const unitArgs = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`];
count("unit tests", runNode(bin.vitest, unitArgs, { GALLEY_BROWSER: browser }), () =>
  vitestCounts(JSON.parse(readFileSync(unitReport, "utf8")), root),
);

for (const config of ["renderer/editor/browser/playwright.config.ts", "playwright.config.ts"]) {
  heading(`browser tests: ${config}`);
  const report = join(reports, `${config.replaceAll("/", "-")}.json`);
  const env = { GALLEY_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  count("browser tests", runNode(bin.playwright, ["test", "-c", config, "--reporter=list,json"], env), () =>
    playwrightCounts(JSON.parse(readFileSync(report, "utf8"))),
  );
}

rmSync(reports, { recursive: true, force: true });
console.log("");
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ""}`);
process.exit(failures.length ? 1 : 0);
