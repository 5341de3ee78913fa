/**
 * The one gate in front of every request and every upgrade of the loopback server. It says what a request may have;
 * whatever it does not name is refused. Loopback is no boundary: every page in every browser on the machine can send
 * requests here, so Host, Origin and the secrets decide, never the sender's address.
 * Must not know: sockets, files' contents.
 */
import { socketPath } from "../../shared/wire.ts";
import type { Secrets } from "./secrets.ts";

export interface GateRequest {
  method: string;
  /** The request target as it was sent, undecoded. */
  target: string;
  /** Names and values in turn, as node:http gives them: doubled headers are still doubled. */
  rawHeaders: readonly string[];
  /** The request asks to become a WebSocket. */
  upgrade: boolean;
}

export type Verdict =
  | { kind: "page"; path: string }
  /** The token was right: give cookie and key. `crossSite`: the browser came from elsewhere, e.g. a file on disk. */
  | { kind: "enter"; crossSite: boolean }
  | { kind: "socket" }
  | { kind: "refuse"; status: 403 | 405 | 421 };

const refuse = (status: 403 | 405 | 421): Verdict => ({ kind: "refuse", status });

export interface Gate {
  readonly origin: string;
  readonly cookieName: string;
  judge(request: GateRequest): Verdict;
}

export function createGate(port: number, secrets: Secrets): Gate {
  const authority = `127.0.0.1:${port}`;
  const origin = `http://${authority}`;
  // Cookies ignore ports; the name keeps two runs apart.
  const cookieName = `galley-${port}`;

  const judge = (request: GateRequest): Verdict => {
    const values = (name: string) =>
      request.rawHeaders.filter((_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name);
    /** The header is there once and says exactly this. */
    const says = (name: string, expected: string) => {
      const found = values(name);
      return found.length === 1 && found[0] === expected;
    };
    const absent = (name: string) => values(name).length === 0;
    const hasCookie = () =>
      values("cookie")
        .flatMap((value) => value.split(";"))
        .some((pair) => {
          const text = pair.trim();
          return text.startsWith(`${cookieName}=`) && secrets.isCookie(text.slice(cookieName.length + 1));
        });

    if (!says("host", authority)) return refuse(421);

    const reading = request.method === "GET" || request.method === "HEAD";
    if (!absent("origin") || !reading || request.upgrade) {
      if (!says("origin", origin)) return refuse(403);
    }
    if (!reading) return refuse(405);

    const [path = "", query = ""] = request.target.split("?", 2);
    const sameSite =
      absent("sec-fetch-site") || says("sec-fetch-site", "none") || says("sec-fetch-site", "same-origin");

    if (request.upgrade) {
      const allowed = request.method === "GET" && request.target === socketPath && sameSite && hasCookie();
      return allowed ? { kind: "socket" } : refuse(403);
    }

    const token = new URLSearchParams(query).get("token");
    if (path === "/" && token !== null) {
      // A look-ahead by the browser must not use the token up, nor may anything but opening the address as a page.
      const opening = absent("sec-fetch-mode") || says("sec-fetch-mode", "navigate");
      const whole = absent("sec-fetch-dest") || says("sec-fetch-dest", "document");
      const now = absent("purpose") && absent("sec-purpose");
      if (request.method !== "GET" || !opening || !whole || !now || !secrets.takeToken(token)) return refuse(403);
      return { kind: "enter", crossSite: !sameSite };
    }

    if (!sameSite || !hasCookie()) return refuse(403);
    return { kind: "page", path };
  };

  return { origin, cookieName, judge };
}
