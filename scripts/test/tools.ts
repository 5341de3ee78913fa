/**
 * What the tests need besides npm packages: a Chromium and a Chinese font. Found when they are there, installed when
 * this machine lets us (Debian or Ubuntu as root, else Playwright's own download), named clearly when neither works.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const candidates = [
  process.env.GALLEY_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of a Chromium for the tests, or null. */
export function findChromium(): string | null {
  const system = candidates.find((path) => path && existsSync(path));
  if (system) return system;
  const downloaded = chromium.executablePath();
  return downloaded && existsSync(downloaded) ? downloaded : null;
}

export function provideChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (!aptInstall("chromium")) run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  const installed = findChromium();
  if (!installed) throw new Error("No Chrome or Chromium found. Install one, or set GALLEY_BROWSER to its path.");
  return installed;
}

/** Without a Chinese font every character is the same box: layouts and screenshots would prove nothing. */
export function provideChineseFont(): void {
  if (process.platform !== "linux" || hasChineseFont() || aptInstall("fonts-noto-cjk")) return;
  if (!hasChineseFont()) console.error("No Chinese font found; install one (Debian: fonts-noto-cjk). Going on.");
}

function hasChineseFont(): boolean {
  return (spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" }).stdout ?? "").trim() !== "";
}

let updated = false;

function aptInstall(name: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.error(`Installing ${name} …`);
  if (!updated) run("apt-get", ["update", "-q"]);
  updated = true;
  return run("apt-get", ["install", "-y", "-q", "--no-install-recommends", name]);
}

function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], env }).status === 0;
}
