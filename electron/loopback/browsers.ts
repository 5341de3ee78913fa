/**
 * Finds a Chromium-based browser of the system and says how to start it as an app window. Knows the usual places on
 * each system; GALLEY_BROWSER names another.
 * Must not know: the server, the host.
 */
import { accessSync, constants } from "node:fs";
import { posix, win32 } from "node:path";

export interface SystemView {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  /** Whether the path is a program that may be run. */
  runnable(path: string): boolean;
}

export const thisSystem: SystemView = {
  platform: process.platform,
  env: process.env,
  runnable(path) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** Plain Chromium builds first, for they are nobody's main browser; packages in a sandbox of their own last. */
const linuxNames = [
  "chromium",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
  "brave-browser",
  "vivaldi-stable",
  "chromium-browser",
];
const macApps = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser", "Vivaldi"];
const windowsPrograms = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Chromium", "Application", "chrome.exe"],
  ["BraveSoftware", "Brave-Browser", "Application", "brave.exe"],
];

function candidates({ platform, env }: SystemView): string[] {
  if (platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => env[name] ?? []);
    return windowsPrograms.flatMap((parts) => folders.map((folder) => win32.join(folder, ...parts)));
  }
  if (platform === "darwin") {
    const folders = ["/Applications", ...(env.HOME ? [posix.join(env.HOME, "Applications")] : [])];
    return macApps.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`));
  }
  const folders = (env.PATH ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const ordered = [...folders.filter((folder) => !folder.startsWith("/snap/")), "/snap/bin"];
  return linuxNames.flatMap((name) => ordered.map((folder) => posix.join(folder, name)));
}

/** The browser's program, or null when there is none. A GALLEY_BROWSER that can't be run counts as none. */
export function findBrowser(system: SystemView = thisSystem): string | null {
  const named = system.env.GALLEY_BROWSER;
  if (named) return system.runnable(named) ? named : null;
  return candidates(system).find((path) => system.runnable(path)) ?? null;
}

/** Whether a window can be opened at all: on Linux that takes a display. */
export function hasDisplay({ platform, env }: Pick<SystemView, "platform" | "env"> = thisSystem): boolean {
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The browser's arguments. The address is that of a file, never of the server: arguments are visible to every user of
 * the machine, and the server's address holds the token. A profile of its own keeps extensions and other pages away.
 */
export function browserArguments(options: { startFile: string; profile: string; root: boolean }): string[] {
  return [
    `--app=${options.startFile}`,
    `--user-data-dir=${options.profile}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--window-size=1360,900",
    // Chromium's own sandbox refuses to run as root; without this there would be no window at all.
    ...(options.root ? ["--no-sandbox"] : []),
  ];
}

export const howToGetBrowser =
  "No Chrome, Chromium or Edge was found on this machine. Install one (for example Chromium from your system's\n" +
  "packages, or https://www.google.com/chrome), or set GALLEY_BROWSER to one; or open this address in any browser:";
