/** Starts the loopback shell as `npm start -- --no-open` does and connects a Chromium page to it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { built, root } from "./machine.ts";

export interface Loopback {
  /** The address with its one-time token. */
  url: string;
  process: ChildProcess;
  /** Asks the program to end (SIGTERM) and waits until it has. */
  stop(): Promise<number | null>;
}

export async function startLoopback(env: Record<string, string>, args: string[] = []): Promise<Loopback> {
  const child = spawn(process.execPath, [built("local"), "--no-open", "--port", "0", ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.on("data", (chunk) => errors.push(String(chunk)));
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const address = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^Galley is at (\S+)$/.exec(line)?.[1];
      if (url) return url;
    }
    throw new Error(`the program ended without an address:\n${errors.join("")}`);
  })();
  const url = await address;
  return {
    url,
    process: child,
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}
