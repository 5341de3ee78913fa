/**
 * Lets the page save before its window closes: the first wish to close is held back, the page is told, and the window
 * goes when the page has answered or has had its time.
 */
import type { BrowserWindow } from "electron";
import { closingChannel } from "../ipc/channels.ts";
import { within } from "../shell/within.ts";

/** Milliseconds that the page has for saving. */
export const closeLimit = 5000;

export interface CloseHandshake {
  /** The page says that it is ready. */
  readyToClose(): void;
}

export function holdClosing(window: BrowserWindow): CloseHandshake {
  let asked = false;
  const answer = Promise.withResolvers<void>();
  window.on("close", (event) => {
    event.preventDefault();
    if (asked) return;
    asked = true;
    // A page that has crashed can't answer; its last words are in the drafts.
    if (window.webContents.isCrashed()) answer.resolve();
    else window.webContents.send(closingChannel);
    // `destroy` asks no one again, not even the page's beforeunload: it has just saved, or can't.
    void within(closeLimit, answer.promise).then(() => window.destroy());
  });
  window.webContents.on("render-process-gone", () => {
    // One that is loaded again afterwards is asked like any other.
    if (asked) answer.resolve();
  });
  return {
    // Before it was asked, the page has nothing to answer.
    readyToClose: () => {
      if (asked) answer.resolve();
    },
  };
}
