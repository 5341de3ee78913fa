/**
 * Starts the desktop program on the double, for tests: the same processes as `_electron.launch` would have, with a page
 * that Playwright can drive. The page and the preload must be built (`node scripts/setup.mjs page program`).
 */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { FromDouble, ToDouble } from "./instance.ts";

const root = resolve(import.meta.dirname, "../..");
/** The Node that the program is pinned to, whatever the test runner itself runs on. */
const node = resolve(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");

export interface LaunchOptions {
  /** As on the command line, e.g. ["--corpus", dir]. */
  args?: string[];
  /** Added to this process's environment; give GALLEY_USER_DATA and GALLEY_DOCUMENTS. */
  env?: Record<string, string>;
  /** BCP 47; "zh-CN" unless given. */
  language?: string;
  executablePath?: string;
}

export interface RunningDouble {
  page: Page;
  process: ChildProcess;
  /** What the next native folder dialogs give; null is Cancel. */
  chooseFolder(folder: string | null): void;
  /** The user's click on the window's ✕; resolves to the exit status when the program has ended. */
  close(): Promise<number | null>;
  /** The user's quit from the menu. */
  quit(): Promise<number | null>;
  /** kill -9 */
  kill(): Promise<void>;
}

/** @throws Error with the program's standard error when it ends before it has a window */
export async function launchElectronDouble(options: LaunchOptions = {}): Promise<RunningDouble> {
  const child = spawn(node, [resolve(import.meta.dirname, "run.ts"), ".", ...(options.args ?? [])], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      // A test runner's own hooks are not the program's.
      NODE_OPTIONS: "",
      ...options.env,
      GALLEY_DOUBLE_APP: root,
      GALLEY_DOUBLE_LANGUAGE: options.language ?? "zh-CN",
      ...(options.executablePath ? { GALLEY_DOUBLE_CHROMIUM: options.executablePath } : {}),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const tell = (message: ToDouble) => {
    if (child.connected) child.send(message);
  };

  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on("message", (message: FromDouble) => {
      if (message.type === "endpoint") resolve(message.endpoint);
    });
    void ended.then((status) => reject(new Error(`The program ended with status ${status}:\n${output}`)));
  });
  const browser: Browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error("The program has no window.");
  // The program navigates from the empty page to its own.
  await page.waitForURL("https://galley.invalid/**");

  const end = async (message: ToDouble) => {
    tell(message);
    const status = await ended;
    await browser.close().catch(() => undefined);
    return status;
  };
  return {
    page,
    process: child,
    chooseFolder: (folder) => tell({ type: "choose-folder", folder }),
    close: () => end({ type: "close-window" }),
    quit: () => end({ type: "quit" }),
    async kill() {
      child.kill("SIGKILL");
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}
