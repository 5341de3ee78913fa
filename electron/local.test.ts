/** The loopback program as a process: what it prints, whom it starts with which arguments, and how it ends. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
let folder: string;
const running: ChildProcess[] = [];

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts/setup.mjs"), "page", "program"], {
    encoding: "utf8",
  });
  expect([status, stderr.includes("failed")]).toEqual([0, false]);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "galley-local-"));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, ".vite/build/local.js"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, GALLEY_USER_DATA: join(folder, "data"), GALLEY_DOCUMENTS: join(folder, "docs"), ...env },
  });
  running.push(child);
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, "exit").then(([code]) => code as number | null);
  return { child, exited, line: async () => (await lines.next()).value as string | undefined, errors: () => errors };
}

/** A browser that writes down how it was started, and then does what the rest of the script says. */
function fakeBrowser(rest: string): { path: string; record: string } {
  const path = join(folder, "browser");
  const record = join(folder, "record");
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > ${record}.part && mv ${record}.part ${record}\n${rest}\n`, {
    mode: 0o755,
  });
  return { path, record };
}
const appears = (path: string) =>
  expect.poll(() => statSync(path, { throwIfNoEntry: false })?.isFile(), { timeout: 60_000 }).toBe(true);

/** Starts a program of scripts/ on no corpus, and reads what every Node among its processes was told on its command line. */
function flagsOf(script: string, args: string[]): string {
  const tell = `--import=data:text/javascript,console.error('flags:'+process.execArgv)`;
  const { status, stderr } = spawnSync(process.execPath, [join(root, "scripts", script), ...args], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: tell, GALLEY_USER_DATA: join(folder, "data") },
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining(join(folder, "nowhere"))]);
  return stderr;
}

describe("the heap of a host", () => {
  const smallHeap = "--max-semi-space-size=4";

  it("is kept small however it is started", () => {
    const nowhere = join(folder, "nowhere");
    expect(flagsOf("start.mjs", ["--browser", "--no-open", "--corpus", nowhere])).toContain(`flags:${smallHeap}`);
    expect(flagsOf("galley.mjs", ["serve", nowhere])).toContain(`flags:${smallHeap}`);
  });

  it("takes eight megabytes at most for what is young, under that flag", () => {
    const probe = `
      const all = [];
      for (let round = 0; round < 100; round++) {
        const some = Array.from({ length: 20_000 }, (_, i) => ({ i, text: "x" + i }));
        all.push(some.slice(0, 50));
      }
      const spaces = require("node:v8").getHeapSpaceStatistics();
      console.log(spaces.find(({ space_name }) => space_name === "new_space").space_size / 2 ** 20);`;
    const { stdout } = spawnSync(process.execPath, [smallHeap, "-e", probe], { encoding: "utf8" });
    expect(Number(stdout)).toBeGreaterThan(0);
    expect(Number(stdout)).toBeLessThanOrEqual(8);
  });
});

describe("the loopback program", () => {
  it("prints its address with --no-open, stays, and ends cleanly on SIGTERM", async () => {
    const { child, line, exited } = start(["--no-open"]);
    const url = /^Galley is at (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})$/.exec((await line()) ?? "")?.[1] ?? "";
    const status = () => new Promise((done) => get(url, (answer) => done(answer.resume().statusCode)));
    expect([await status(), await status()]).toEqual([303, 403]);
    child.kill("SIGTERM");
    expect(await exited).toBe(0);
  });

  it("says what is wrong with its arguments, with status 2", async () => {
    const wrong = [["--port", "x"], ["--port", "70000"], ["--nonsense"], ["stray"], ["--corpus"]].map((args) =>
      start(args),
    );
    expect(await Promise.all(wrong.map(({ exited }) => exited))).toEqual(wrong.map(() => 2));
    for (const { errors } of wrong) expect(errors()).toContain("Usage: npm start");
  });

  it.skipIf(process.platform === "win32")(
    "hands the browser the token in a file that only the user can read",
    async () => {
      const { path, record } = fakeBrowser("sleep 60");
      const { child, exited, errors } = start([], { GALLEY_BROWSER: path, DISPLAY: ":99" });
      await appears(record);
      const args = readFileSync(record, "utf8").trim().split("\n");
      const file = fileURLToPath(args[0]?.replace("--app=", "") ?? "");
      const token = /token=([\w-]{43})/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
      expect(token).not.toBe("");
      expect(args.join(" ")).not.toContain("127.0.0.1");
      // No command line on the machine shows it, by whatever way it might have got there.
      const lines = readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => {
          try {
            return readFileSync(`/proc/${pid}/cmdline`, "utf8");
          } catch {
            return "";
          }
        });
      expect(lines.filter((text) => text.includes(token))).toEqual([]);
      const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
      const profile = args.find((argument) => argument.startsWith("--user-data-dir="))?.split("=")[1] ?? "";
      expect([mode(file), mode(join(file, "..")), mode(profile)]).toEqual(["600", "700", "700"]);

      child.kill("SIGTERM");
      expect(await exited).toBe(0);
      expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
      expect(errors()).not.toContain(token);
    },
  );

  it("prints the address when there is no browser, no display, or a browser that fails", async () => {
    const none = start([], { GALLEY_BROWSER: join(folder, "none"), DISPLAY: ":99" });
    expect(await none.line()).toMatch(/^Galley is at http/);
    expect(none.errors()).toContain("No Chrome, Chromium or Edge was found");
    const { path } = fakeBrowser("exit 1");
    const failing = start([], { GALLEY_BROWSER: path, DISPLAY: ":99" });
    expect(await failing.line()).toMatch(/^Galley is at http/);
    expect(failing.errors()).toContain("could not be used");
    if (process.platform === "linux") {
      const dark = start([], { GALLEY_BROWSER: path, DISPLAY: "", WAYLAND_DISPLAY: "" });
      expect(await dark.line()).toMatch(/^Galley is at http/);
    }
  });

  it.skipIf(!statSync("/usr/bin/chromium", { throwIfNoEntry: false }))(
    "opens a real browser from that file, forgets the token, and ends some seconds after the window",
    async () => {
      const { path, record } = fakeBrowser(
        `exec /usr/bin/chromium --headless --disable-gpu "$@" --remote-debugging-port=0 & echo $! > ${join(folder, "pid")}\nwait`,
      );
      const { exited } = start([], { GALLEY_BROWSER: path, DISPLAY: ":99" });
      await appears(record);
      const file = fileURLToPath(readFileSync(record, "utf8").split("\n")[0]?.replace("--app=", "") ?? "");
      // The file goes when the page has said the key over its socket.
      await expect.poll(() => statSync(file, { throwIfNoEntry: false }), { timeout: 60_000 }).toBeUndefined();
      process.kill(Number(readFileSync(join(folder, "pid"), "utf8")));
      const began = Date.now();
      expect(await exited).toBe(0);
      expect(Date.now() - began).toBeGreaterThan(4000);
    },
  );
});
