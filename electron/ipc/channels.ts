/** Names of Electron's message channels; main process and preload agree on them here and nowhere else. */
import type { Method } from "../../shared/api.ts";

export const callChannel = (method: Method) => `galley:call:${method}` as const;
export const eventChannel = "galley:event";
export const closingChannel = "galley:closing";
export const readyToCloseChannel = "galley:ready-to-close";
