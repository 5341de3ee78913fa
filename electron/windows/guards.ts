/**
 * Walls around the page: it can go nowhere, open nothing, embed nothing and is given no permission. There is no
 * `openExternal` in this program: nothing in an article may start another program.
 */
import type { Session, WebContents } from "electron";
import { pageOrigin, pageUrl } from "./page-protocol.ts";

/** The one permission that the page gets: writing (never reading) plain clipboard content, after a user's action. */
const allowed = new Set<string>(["clipboard-sanitized-write"]);

/** Where the page may be: its one document, with whatever fragment. */
const isPage = (url: string): boolean => url === pageUrl || url.startsWith(`${pageUrl}#`);

export function guardContents(contents: WebContents): void {
  const stayHere = (event: { url: string; preventDefault(): void }) => {
    if (!isPage(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stayHere);
  contents.on("will-redirect", stayHere);
  contents.on("will-frame-navigate", stayHere);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

export function guardSession(session: Session): void {
  const fromPage = (url: string) => url === pageOrigin || url.startsWith(pageUrl);
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(allowed.has(permission) && details.isMainFrame && fromPage(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed.has(permission) && fromPage(origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}
