/**
 * The transport over what Electron's preload exposes. The host is in the same program, so it is always connected.
 */
import { eventNames, methods } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { PreloadApi } from "../../shared/wire.ts";
import type { Transport } from "./transport.ts";

export function createPreloadTransport(preload: PreloadApi): Transport {
  return {
    async request(name, params) {
      const method = methods.find((known) => known === name);
      if (!method) throw new GalleyError("internal", `There is no method "${name}".`);
      return preload[method](params);
    },
    onEvent(listener) {
      for (const name of eventNames) preload.subscribe(name, (payload) => listener(name, payload));
    },
    connected: true,
    onConnection: () => () => undefined,
    onClosing(listener) {
      preload.onClosing(() => {
        void listener().finally(() => preload.readyToClose());
      });
    },
  };
}
