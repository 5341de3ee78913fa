/**
 * The one door for messages from the page: every channel is registered here, and each message's sender is checked
 * before anything of it is read.
 * Must not know: what the methods do, windows.
 */
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from "electron";
import { methods } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type Answer, toAnswer, toErrorShape } from "../../shared/wire.ts";
import { callChannel, readyToCloseChannel } from "./channels.ts";

export interface RegistrarOptions {
  ipcMain: Pick<IpcMain, "handle" | "on">;
  /** The only page that may call, or null while there is none. */
  page(): WebContents | null;
  /** Scheme and host of the page, e.g. "app://galley". */
  origin: string;
  dispatch(method: string, params: unknown): Promise<unknown>;
  report(defect: unknown): void;
  readyToClose(): void;
}

type Sent = Pick<IpcMainInvokeEvent | IpcMainEvent, "sender" | "senderFrame">;

/** Whether a message comes from the main frame of our window, showing our page. */
function isTrusted(sent: Sent, page: WebContents | null, origin: string): boolean {
  // Null when the frame has gone since it sent; whoever it was can't be told any more.
  if (!page || !sent.senderFrame || sent.sender !== page || sent.senderFrame.parent !== null) return false;
  // Not `frame.origin`, and no URL parsing: the address must begin with exactly ours.
  return sent.senderFrame.url.startsWith(`${origin}/`);
}

export function registerCalls(options: RegistrarOptions): void {
  const trusts = (sent: Sent) => isTrusted(sent, options.page(), options.origin);
  for (const method of methods) {
    options.ipcMain.handle(callChannel(method), async (event, ...args): Promise<Answer> => {
      if (!trusts(event) || args.length !== 1) {
        return { ok: false, error: toErrorShape(new GalleyError("usage", "The message was refused.")) };
      }
      return toAnswer(() => options.dispatch(method, args[0]), options.report);
    });
  }
  options.ipcMain.on(readyToCloseChannel, (event) => {
    if (trusts(event)) options.readyToClose();
  });
}
