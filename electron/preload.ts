/**
 * The bridge between Electron's main process and the page: one named function a method, generated from the contract,
 * and the shell's own three. No generic send, no event objects, no ipcRenderer reaches the page. Holds no logic.
 */
import "../shared/jitless.ts";
import { contextBridge, ipcRenderer } from "electron";
import { eventNames, methods } from "../shared/api.ts";
import type { PreloadApi } from "../shared/wire.ts";
import { callChannel, closingChannel, eventChannel, readyToCloseChannel } from "./ipc/channels.ts";

const calls = Object.fromEntries(
  methods.map((method) => [method, (params: unknown) => ipcRenderer.invoke(callChannel(method), params)]),
) as Pick<PreloadApi, (typeof methods)[number]>;

/** Hears a channel without handing its event object on. */
function hear(channel: string, listener: (...args: unknown[]) => void): () => void {
  const inner = (_event: unknown, ...args: unknown[]) => listener(...args);
  ipcRenderer.on(channel, inner);
  return () => {
    ipcRenderer.removeListener(channel, inner);
  };
}

const api: PreloadApi = {
  ...calls,
  subscribe(event, listener) {
    if (!eventNames.some((known) => known === event)) throw new Error(`There is no event "${event}".`);
    return hear(eventChannel, (name, payload) => {
      if (name === event) listener(payload);
    });
  },
  onClosing: (listener) => hear(closingChannel, () => listener()),
  readyToClose: () => ipcRenderer.send(readyToCloseChannel),
};

contextBridge.exposeInMainWorld("galley", api);
