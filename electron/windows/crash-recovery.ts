/**
 * Brings the page back when its process has gone (out of memory, killed by the system): the window would stay blank
 * otherwise. What was unsaved is in the drafts, which the page offers when it loads.
 */
import type { WebContents } from "electron";

/** Milliseconds within which a second crash is taken for the page's own doing: loading it again would go on for ever. */
export const crashInterval = 30_000;

export function reloadAfterCrash(contents: WebContents): void {
  let last = Number.NEGATIVE_INFINITY;
  contents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    const now = performance.now();
    const first = now - last > crashInterval;
    last = now;
    // Not from within the event: Electron is still clearing the old process away, and would fall itself (#19887, #51900).
    if (first) setImmediate(() => contents.isDestroyed() || contents.reload());
  });
}
