/**
 * The three secrets of one run. The address holds a token that works once and buys a cookie and a key. The cookie opens
 * the page; the key, which only the window's own script holds, opens the socket. Two, because cookies ignore ports:
 * another server on this machine that the browser visits is sent the cookie, but never the key.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits, as text that fits an address, a cookie and a frame. */
const makeSecret = () => randomBytes(32).toString("base64url");

/** Compares in a time that does not depend on where the two differ. */
function equal(secret: string, candidate: string): boolean {
  const expected = Buffer.from(secret);
  const given = Buffer.from(candidate);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export interface Secrets {
  /** For the address that opens the program; works once. */
  readonly token: string;
  readonly cookie: string;
  /** What the window's script must say first on the socket. */
  readonly key: string;
  /** True for the right token, the first time only. */
  takeToken(candidate: string): boolean;
  isCookie(candidate: string): boolean;
  isKey(candidate: string): boolean;
}

export function createSecrets(): Secrets {
  const token = makeSecret();
  const cookie = makeSecret();
  const key = makeSecret();
  let taken = false;
  return {
    token,
    cookie,
    key,
    takeToken(candidate) {
      if (taken || !equal(token, candidate)) return false;
      taken = true;
      return true;
    },
    isCookie: (candidate) => equal(cookie, candidate),
    isKey: (candidate) => equal(key, candidate),
  };
}
