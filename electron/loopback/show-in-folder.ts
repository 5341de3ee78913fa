/**
 * Shows a file in the system's file manager, as Electron's shell does. The path is an argument of its own and never
 * part of a command line that a shell reads.
 */
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { GalleyError } from "../../shared/errors.ts";

export function fileManagerCommand(platform: NodeJS.Platform, path: string): [string, ...string[]] {
  if (platform === "darwin") return ["open", "-R", path];
  if (platform === "win32") return ["explorer.exe", `/select,${path}`];
  // Freedesktop has no command that selects a file; its folder is the next best.
  return ["xdg-open", dirname(path)];
}

/** @throws GalleyError "not-found" when the system has no file manager to start */
export function showInFolder(path: string): Promise<void> {
  const [command, ...args] = fileManagerCommand(process.platform, path);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "ignore", detached: true });
    child.once("error", (cause) => {
      reject(new GalleyError("not-found", `The file manager can't be started (${command}).`, {}, { cause }));
    });
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
