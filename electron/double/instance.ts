/**
 * The double of a program that runs in a process of its own, configured by the environment. A test talks to it over
 * the process's message channel: see `launch.ts`.
 */
import { chromiumSurface } from "./chromium-surface.ts";
import { createElectronDouble } from "./electron-double.ts";

/** Messages from the double to the test. */
export type FromDouble = { type: "endpoint"; endpoint: string } | { type: "shown"; paths: string[] };
/** Messages from the test to the double. */
export type ToDouble =
  | { type: "close-window" }
  | { type: "quit" }
  | { type: "choose-folder"; folder: string | null }
  | { type: "tell-shown" };

const say = (message: FromDouble) => process.send?.(message);
let folder: string | null = null;
let ended = false;

const language = process.env.GALLEY_DOUBLE_LANGUAGE ?? "zh-CN";
export const double = createElectronDouble({
  appPath: process.env.GALLEY_DOUBLE_APP ?? process.cwd(),
  languages: [language],
  openSurface: chromiumSurface({
    executablePath: process.env.GALLEY_DOUBLE_CHROMIUM ?? "/usr/bin/chromium",
    headless: process.env.GALLEY_DOUBLE_HEADED === undefined,
    language,
    onEndpoint: (endpoint) => say({ type: "endpoint", endpoint }),
  }),
  chooseFolder: () => folder,
  exit(code) {
    ended = true;
    process.exitCode = code;
    // What still runs (the browser's closing) ends by itself; the channel would keep the process.
    if (process.connected) process.disconnect();
  },
});

process.on("message", (message: ToDouble) => {
  if (message.type === "close-window") double.closeWindow();
  else if (message.type === "quit") double.quit();
  else if (message.type === "choose-folder") folder = message.folder;
  else say({ type: "shown", paths: double.recording.shown });
});
// A test runner that died must not leave a program and a browser behind.
process.on("disconnect", () => {
  if (!ended) double.quit();
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => double.quit());
