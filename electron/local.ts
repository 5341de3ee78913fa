/**
 * The loopback shell as a program: starts the host, opens the page in the system's browser as an app window, and ends
 * cleanly. `npm start` runs it where Electron can't be had.
 */
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { GalleyError } from "../shared/errors.ts";
import { type AppWindow, openAppWindow } from "./loopback/app-window.ts";
import { findBrowser, hasDisplay, howToGetBrowser } from "./loopback/browsers.ts";
import { type Loopback, startLoopback } from "./loopback/server.ts";
import { findPlaces } from "./shell/places.ts";

const usage = `Usage: npm start -- [--corpus DIR] [--browser] [--port N] [--no-open]
  --corpus DIR  open this corpus
  --browser     use the system's browser even where Electron is there
  --port N      listen on this port of 127.0.0.1 (0: any free one)
  --no-open     print the address and open nothing`;

interface Arguments {
  corpus: string | null;
  port: number;
  open: boolean;
}

function readArguments(argv: string[]): Arguments {
  const { values } = parseArgs({
    args: argv,
    options: {
      corpus: { type: "string" },
      port: { type: "string", default: "0" },
      browser: { type: "boolean" },
      "no-open": { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port needs a number from 0 to 65535.`);
  return { corpus: values.corpus ?? null, port, open: !values["no-open"] };
}

const tell = (url: string) => console.log(`Galley is at ${url}`);

/** Opens the window, or says how to get there. */
async function open(url: string): Promise<AppWindow | null> {
  const browser = findBrowser();
  if (!browser || !hasDisplay()) {
    console.error(
      browser ? "There is no display to open a window on. Open this address in a browser:" : howToGetBrowser,
    );
    tell(url);
    return null;
  }
  const { userDataDir } = findPlaces();
  await mkdir(userDataDir, { recursive: true, mode: 0o700 });
  const window = await openAppWindow(browser, url, userDataDir);
  void window.failed.then((why) => {
    console.error(`The browser ${browser} could not be used: ${why}. Open this address in another:`);
    tell(url);
  });
  return window;
}

/** Says why there is nothing to work with. @returns the exit status @throws what is a defect */
function refused(error: unknown): number {
  if (!(error instanceof GalleyError)) throw error;
  console.error(error.message);
  return error.code === "usage" ? 2 : 1;
}

async function main(): Promise<number> {
  let args: Arguments;
  try {
    args = readArguments(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }

  let shell: Loopback;
  try {
    shell = await startLoopback({ corpus: args.corpus, port: args.port, endWithLastWindow: args.open });
  } catch (error) {
    return refused(error);
  }

  // A second signal finds the ending under way and waits for it too; it takes five seconds at most.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void shell.close());

  let window: AppWindow | null = null;
  if (args.open) window = await open(shell.url);
  else tell(shell.url);
  void shell.opened.then(() => window?.forget());
  const failure: unknown = await shell.start().then(
    () => null,
    (error) => error,
  );
  await shell.ended;
  await window?.forget();
  return failure === null ? 0 : refused(failure);
}

process.exitCode = await main();
