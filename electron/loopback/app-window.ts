/**
 * Opens the program's page as an app window of the system's browser. The token travels in a file that only this user
 * can read, because a command line is public; the file is gone when the window has it.
 */
import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { browserArguments } from "./browsers.ts";

export interface AppWindow {
  /** Resolves when the browser can't be started or ends with a failure; stays open otherwise. */
  readonly failed: Promise<string>;
  /** Removes the file with the token; call it once the window is connected, and at the end. */
  forget(): Promise<void>;
}

/**
 * @param url the server's address with its token
 * @param userDataDir folder for the browser's profile and the file with the token, both 0700
 */
export async function openAppWindow(browser: string, url: string, userDataDir: string): Promise<AppWindow> {
  // A browser from a snap package may only see its own folder of the user's home.
  const base = browser.startsWith("/snap/") ? join(homedir(), "snap/chromium/common/galley") : userDataDir;
  const profile = join(base, "browser-profile");
  await mkdir(profile, { recursive: true, mode: 0o700 });
  await chmod(profile, 0o700);

  const folder = await mkdtemp(join(base, "open-"));
  const startFile = join(folder, "galley.html");
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Galley</title><meta http-equiv="refresh" content="0;url=${url}">`;
  await writeFile(startFile, page, { mode: 0o600, flag: "wx" });
  const forget = () => rm(folder, { recursive: true, force: true });

  const root = process.getuid?.() === 0;
  if (root) console.error("Running as root: the browser starts without its own sandbox.");
  const args = browserArguments({ startFile: pathToFileURL(startFile).href, profile, root });
  const child = spawn(browser, args, { stdio: "ignore", detached: true });
  const failed = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    // Ending with 0 is no failure: a browser that runs already takes the window over.
    child.once("exit", (code) => {
      if (code !== 0 && code !== null) resolve(`it ended with status ${code}`);
    });
  });
  child.unref();
  return { failed, forget };
}
