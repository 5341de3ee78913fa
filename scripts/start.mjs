/**
 * `npm start`: sets the checkout up and opens Galley, in Electron where it can be had, else in the system's browser.
 * Runs on plain Node 20 before anything is installed.
 */
import { built, ensureBuilt, ensureInstalled, findElectron, hand, main, node, root, smallHeap } from "./setup.mjs";

/** Why Electron won't do for this start, or null. Only the loopback shell listens on a port or runs without a window. */
function reasonAgainstElectron(args) {
  const asked = args.some((argument) => /^--(browser|no-open|port)(=|$)/.test(argument));
  if (asked) return "";
  if (process.getuid?.() === 0) return "Electron's sandbox does not run as root";
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return "there is no display";
  return null;
}

await main(async () => {
  const args = process.argv.slice(2);
  ensureInstalled();
  ensureBuilt("lexicon");
  ensureBuilt("page");
  ensureBuilt("program");

  let reason = reasonAgainstElectron(args);
  if (reason === null) {
    const electron = await findElectron();
    if (electron) {
      const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
      return hand(electron, [`--js-flags=${smallHeap}`, root, ...args], env);
    }
    reason = "Electron can't be fetched here";
  }
  if (reason) console.error(`Opening Galley in the system's browser: ${reason}.`);
  return hand(node, [smallHeap, built("local"), ...args]);
});
