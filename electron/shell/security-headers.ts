/**
 * The headers of every response that the window's page gets, the same in both shells. One place, so that the loopback
 * page is never laxer than the desktop one.
 */

/**
 * No inline script or style, no eval, nothing from elsewhere. `connect-src 'self'` includes the page's own WebSocket.
 * ProseMirrorClipboard is the policy under which ProseMirror parses pasted HTML in a detached document; GalleyProofing
 * and GalleyCorrections let the page start its two workers.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types ProseMirrorClipboard GalleyProofing GalleyCorrections GalleySuggesting",
].join("; ");

/** Every feature that could be asked for, switched off. Writing text to the clipboard is all the page needs. */
const permissionsPolicy = [
  "accelerometer=()",
  "autoplay=()",
  "camera=()",
  "clipboard-read=()",
  "clipboard-write=(self)",
  "display-capture=()",
  "fullscreen=()",
  "geolocation=()",
  "gyroscope=()",
  "hid=()",
  "idle-detection=()",
  "local-fonts=()",
  "magnetometer=()",
  "microphone=()",
  "midi=()",
  "payment=()",
  "publickey-credentials-get=()",
  "screen-wake-lock=()",
  "serial=()",
  "usb=()",
  "window-management=()",
  "xr-spatial-tracking=()",
].join(", ");

export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": permissionsPolicy,
  // Which build answers changes with every start; nothing here is worth a stale copy.
  "Cache-Control": "no-store",
};
