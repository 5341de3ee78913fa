/**
 * The window's way to the host: the only module that reads what Electron's preload exposes or what the loopback page
 * was given. Everything else in the window sees the `Bridge`.
 */
import "../../shared/jitless.ts";
import { GalleyError } from "../../shared/errors.ts";
import { type PreloadApi, secretFragment, socketPath } from "../../shared/wire.ts";
import { type Bridge, createBridge } from "./api.ts";
import { createPreloadTransport } from "./preload-transport.ts";
import { openSocketTransport } from "./socket-transport.ts";

export type { Bridge } from "./api.ts";

const storageKey = "galley-key";

/**
 * The window's secret: given once in the address's fragment, then kept by this tab (so that a reload works) and taken
 * out of the address. Session storage belongs to host and port, unlike cookies, so no other local server can read it.
 */
function takeSecret(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get(secretFragment);
  if (given) {
    sessionStorage.setItem(storageKey, given);
    history.replaceState(history.state, "", location.pathname);
  }
  const secret = given ?? sessionStorage.getItem(storageKey);
  if (!secret) {
    throw new GalleyError("connection", "This page was not opened by Galley. Close it and start Galley again.");
  }
  return secret;
}

/**
 * Connects the window to its host, in whichever shell it runs.
 * @throws GalleyError "connection" when there is no host to reach
 */
export async function connect(): Promise<Bridge> {
  const preload = (window as { galley?: PreloadApi }).galley;
  if (preload) return createBridge(createPreloadTransport(preload));

  const transport = await openSocketTransport({ url: `ws://${location.host}${socketPath}`, secret: takeSecret() });
  return createBridge({
    ...transport,
    get connected() {
      return transport.connected;
    },
    onClosing(listener) {
      transport.onClosing(listener);
      // A browser asks nobody before it drops a hidden page, so every hiding is a last chance to save.
      addEventListener("pagehide", () => void listener());
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") void listener();
      });
    },
  });
}
