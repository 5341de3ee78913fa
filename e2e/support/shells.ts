/**
 * The two shells as a test sees them: the same window, opened, closed and opened again. On Electron itself where its
 * binary is there, else its double; and on the loopback.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { _electron, type Browser, chromium, type Page } from "@playwright/test";
import { launchElectronDouble } from "../../electron/double/launch.ts";
import { startLoopback } from "./loopback.ts";
import { type Machine, root } from "./machine.ts";

export interface OpenWindow {
  page: Page;
  /** Answers the next native folder dialog; only where the shell has one. */
  chooseFolder: ((folder: string) => Promise<void>) | null;
  /** Quits as a person does, and waits for the program's end. */
  quit(): Promise<void>;
  /** kill -9 of the program that owns the disk. */
  kill(): Promise<void>;
}

export interface Shell {
  name: string;
  open(machine: Machine, args?: string[]): Promise<OpenWindow>;
}

const executablePath = process.env.GALLEY_BROWSER ?? "/usr/bin/chromium";
const viewport = { width: 1280, height: 800 };
// Only root needs it: machines that build and test in containers.
const browserArgs = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const loopback: Shell = {
  name: "loopback",
  async open(machine, args) {
    const program = await startLoopback(machine.env, args);
    const browser: Browser = await chromium.launch({ executablePath, args: browserArgs });
    const page = await browser.newPage({ viewport, locale: "zh-CN" });
    await page.goto(program.url);
    return {
      page,
      chooseFolder: null,
      async quit() {
        await page.close({ runBeforeUnload: true });
        await program.stop();
        await browser.close();
      },
      async kill() {
        program.process.kill("SIGKILL");
        await browser.close();
      },
    };
  },
};

const double: Shell = {
  name: "electron double",
  async open(machine, args = []) {
    const program = await launchElectronDouble({ args, env: machine.env, executablePath });
    await program.page.setViewportSize(viewport);
    return {
      page: program.page,
      chooseFolder: async (folder) => program.chooseFolder(folder),
      quit: async () => void (await program.close()),
      kill: program.kill,
    };
  },
};

const electron: Shell = {
  name: "electron",
  async open(machine, args = []) {
    const app = await _electron.launch({ args: [root, ...args], env: machine.env });
    return {
      page: await app.firstWindow(),
      chooseFolder: (folder) =>
        app.evaluate(({ dialog }, path) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
        }, folder),
      quit: () => app.close(),
      kill: async () => void app.process().kill("SIGKILL"),
    };
  },
};

const hasElectron = existsSync(join(root, "node_modules/electron/path.txt")) && process.getuid?.() !== 0;

export const shells: readonly Shell[] = hasElectron ? [loopback, double, electron] : [loopback, double];

/** Tag of a test that `npm test` makes in one shell only: the contract is the same, and the journey goes through both. */
export const fullOnDesktop = (shell: Shell) => (shell === loopback ? [] : ["@full"]);
