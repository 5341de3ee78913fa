import { describe, expect, it } from "vitest";
import { createGate } from "./gate.ts";
import { createSecrets } from "./secrets.ts";

const port = 4321;
const origin = `http://127.0.0.1:${port}`;

function setUp() {
  const secrets = createSecrets();
  const gate = createGate(port, secrets);
  const cookie = `galley-${port}=${secrets.cookie}`;
  const ask = (
    target: string,
    headers: Record<string, string | string[] | null> = {},
    method = "GET",
    upgrade = false,
  ) => {
    const all: Record<string, string | string[] | null> = { Host: `127.0.0.1:${port}`, Cookie: cookie, ...headers };
    const rawHeaders = Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [value].flat().flatMap((one) => [name, one]),
    );
    const verdict = gate.judge({ method, target, rawHeaders, upgrade });
    return verdict.kind === "refuse" ? verdict.status : verdict.kind;
  };
  return { secrets, cookie, ask };
}

const wrongHosts = [
  ["localhost:4321", "127.0.0.1", "127.0.0.1:4322", "127.0.0.1:04321", "127.0.0.1:4321.", "127.0.0.1.:4321"],
  ["127.1:4321", "0.0.0.0:4321", "[::1]:4321", "[::ffff:127.0.0.1]:4321", "2130706433:4321", "0x7f.0.0.1:4321"],
  ["evil.test", "evil.test:4321", "127.0.0.1.evil.test:4321", "127.0.0.1:4321.evil.test", "evil.test#127.0.0.1:4321"],
  [
    "user@127.0.0.1:4321",
    "127.0.0.1:4321/",
    "127.0.0.1:4321,evil.test",
    "http://127.0.0.1:4321",
    "127.0.0.1:4321 evil",
  ],
  ["", " ", "127.0.0.1:", ":4321", "127.0.0.1:4321\t", "127。0。0。1:4321", "127.0.0.1:４３２１"],
].flat();

const wrongOrigins = [
  ["null", "", "https://127.0.0.1:4321", "http://127.0.0.1", "http://127.0.0.1:4322", "http://localhost:4321"],
  ["http://127.0.0.1:4321/", "http://127.0.0.1:4321.evil.test", "http://evil.test?http://127.0.0.1:4321", "file://"],
  ["http://evil.test", "HTTP://127.0.0.1:4321", "http://user@127.0.0.1:4321", "http://[::1]:4321", "app://galley"],
].flat();

describe("the gate", () => {
  it("lets the page, its files and its socket through", () => {
    const { ask } = setUp();
    expect(ask("/")).toBe("page");
    expect(ask("/assets/a.js", { "Sec-Fetch-Site": "same-origin" }, "HEAD")).toBe("page");
    expect(ask("/socket", { Origin: origin, "Sec-Fetch-Site": "same-origin" }, "GET", true)).toBe("socket");
  });

  it("answers 421 to every Host but the exact one, on requests and on upgrades", () => {
    const { ask } = setUp();
    for (const host of [
      ...wrongHosts,
      null,
      [`127.0.0.1:${port}`, `127.0.0.1:${port}`],
      [`127.0.0.1:${port}`, "evil.test"],
    ]) {
      expect([host, ask("/", { Host: host })]).toEqual([host, 421]);
      expect([host, ask("/socket", { Host: host, Origin: origin }, "GET", true)]).toEqual([host, 421]);
    }
  });

  it("refuses every Origin but the exact one wherever an origin is due", () => {
    const { ask } = setUp();
    for (const wrong of [...wrongOrigins, null, [origin, origin], [origin, "http://evil.test"]]) {
      expect([wrong, ask("/socket", { Origin: wrong }, "GET", true)]).toEqual([wrong, 403]);
      for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"]) {
        expect([wrong, ask("/", { Origin: wrong }, method)]).toEqual([wrong, 403]);
      }
      if (wrong !== null) expect([wrong, ask("/", { Origin: wrong })]).toEqual([wrong, 403]);
    }
    expect(ask("/", { Origin: origin }, "POST")).toBe(405);
  });

  it("gives nothing without the cookie, whatever the address", () => {
    const { ask, cookie } = setUp();
    const wrong = [
      null,
      "",
      "galley-4321=",
      `${cookie}x`,
      cookie.slice(0, -1),
      cookie.replace("4321", "4322"),
      `x${cookie}`,
    ];
    for (const value of wrong) {
      for (const target of ["/", "/index.html", "/assets/a.js", "/nothing", "/socket", "*", ""]) {
        expect([value, target, ask(target, { Cookie: value })]).toEqual([value, target, 403]);
      }
      expect([value, ask("/socket", { Cookie: value, Origin: origin }, "GET", true)]).toEqual([value, 403]);
    }
    expect(ask("/", { Cookie: `other=1; ${cookie}; more=2` })).toBe("page");
  });

  it("refuses what a browser says comes from elsewhere", () => {
    const { ask } = setUp();
    for (const site of ["cross-site", "same-site", "other", ["same-origin", "cross-site"]]) {
      expect(ask("/", { "Sec-Fetch-Site": site })).toBe(403);
      expect(ask("/socket", { Origin: origin, "Sec-Fetch-Site": site }, "GET", true)).toBe(403);
    }
  });

  it("upgrades only on the socket's own path", () => {
    const { ask } = setUp();
    for (const target of [
      "/",
      "/socket/",
      "/socket?x",
      "/Socket",
      "//socket",
      "/assets/a.js",
      "http://127.0.0.1:4321/socket",
    ]) {
      expect([target, ask(target, { Origin: origin }, "GET", true)]).toEqual([target, 403]);
    }
    expect(ask("/socket", { Origin: origin }, "POST", true)).toBe(405);
  });

  it("takes the token once, and only the whole of it", () => {
    const { ask, secrets } = setUp();
    const none = { Cookie: null };
    for (const wrong of ["", "x", secrets.token.slice(0, -1), `${secrets.token}x`, secrets.cookie, secrets.key]) {
      expect(ask(`/?token=${wrong}`, none)).toBe(403);
    }
    expect(ask(`/?token=${secrets.token}`, none)).toBe("enter");
    expect(ask(`/?token=${secrets.token}`, none)).toBe(403);
    expect(ask(`/?token=${secrets.token}`)).toBe(403);
  });

  it("does not use the token up for a look-ahead, a subresource, a HEAD or a foreign host", () => {
    const { ask, secrets } = setUp();
    const target = `/?token=${secrets.token}`;
    const none = { Cookie: null };
    expect(ask(target, { ...none, "Sec-Purpose": "prefetch;prerender" })).toBe(403);
    expect(ask(target, { ...none, Purpose: "prefetch" })).toBe(403);
    expect(ask(target, { ...none, "Sec-Fetch-Mode": "no-cors" })).toBe(403);
    expect(ask(target, { ...none, "Sec-Fetch-Dest": "iframe" })).toBe(403);
    expect(ask(target, none, "HEAD")).toBe(403);
    expect(ask(target, { ...none, Host: "evil.test" })).toBe(421);
    expect(ask(`/index.html?token=${secrets.token}`, none)).toBe(403);
    expect(ask(target, none)).toBe("enter");
  });

  it("makes secrets of 256 bits, new for every run", () => {
    const made = [createSecrets(), createSecrets()].flatMap(({ token, cookie, key }) => [token, cookie, key]);
    expect(new Set(made).size).toBe(6);
    for (const secret of made) expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  });
});
