/**
 * The way into the loopback server, from outside: a real server, raw sockets, and every Host with every Origin with
 * every secret, on every route and on the socket. Only the one right combination is let in.
 */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendRaw, sendRequest, somePage } from "../double/harness.ts";
import { type Listener, listen } from "./listener.ts";

let listener: Listener;
let port: number;
let cookie: string;
let key: string;
const defects: unknown[] = [];

beforeAll(async () => {
  listener = await listen({
    port: 0,
    files: somePage,
    dispatch: async () => ({}),
    report: (defect) => defects.push(defect),
  });
  port = listener.port;
  const target = listener.url.slice(listener.url.indexOf("/?"));
  const entered = await sendRequest(port, "GET", target, [["Host", `127.0.0.1:${port}`]]);
  cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  key = entered.headers.get("location")?.split("key=")[1] ?? "";
});
afterAll(async () => {
  await listener.close();
  expect(defects).toEqual([]);
});

interface Asked {
  target: string;
  host: string | null;
  origin: string | null;
  cookie: string | null;
  upgrade: boolean;
}

/** The first status of a connection that is closed as soon as it is known. */
function statusOf({ target, host, origin, cookie: secret, upgrade }: Asked): Promise<number> {
  const lines = [
    `GET ${target} HTTP/1.1`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...(origin === null ? [] : [`Origin: ${origin}`]),
    ...(secret === null ? [] : [`Cookie: ${secret}`]),
    ...(upgrade
      ? [
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ]
      : ["Connection: close"]),
  ];
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
    let status = 0;
    socket.once("data", (chunk: Buffer) => {
      status = Number(chunk.toString("latin1").split(" ")[1]);
      socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(status));
  });
}

const hosts = () => [
  `127.0.0.1:${port}`,
  null,
  "",
  "127.0.0.1",
  `localhost:${port}`,
  `evil.test:${port}`,
  `127.0.0.1:${port + 1}`,
  `127.0.0.1:${port}.evil.test`,
  `[::1]:${port}`,
];
const origins = () => [
  `http://127.0.0.1:${port}`,
  null,
  "null",
  "http://evil.test",
  `http://localhost:${port}`,
  `http://127.0.0.1:${port + 1}`,
  `http://127.0.0.1:${port}.evil.test`,
  `http://evil.test?127.0.0.1:${port}`,
  `https://127.0.0.1:${port}`,
];
const secrets = () => [
  cookie,
  null,
  "",
  `${cookie}x`,
  cookie.slice(0, -1),
  cookie.replace(/\d+=/, "1="),
  `galley-${port}=${key}`,
];

/** Works through them some at a time: the server takes 64 connections. */
async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += 32)
    results.push(...(await Promise.all(items.slice(from, from + 32).map(work))));
  return results;
}

describe("of all combinations of Host, Origin and secret", () => {
  it("only the right one opens the socket", async () => {
    const asked = hosts().flatMap((host) =>
      origins().flatMap((origin) =>
        secrets().map((secret): Asked => ({ target: "/socket", host, origin, cookie: secret, upgrade: true })),
      ),
    );
    expect(asked.length).toBeGreaterThanOrEqual(500);
    const statuses = await each(asked, statusOf);
    expect(asked.filter((_, index) => statuses[index] === 101)).toEqual([asked[0]]);
    expect(new Set(statuses.slice(1))).toEqual(new Set([403, 421]));
  });

  it("none but the right one gets anything of any route, and a wrong one not even whether it is there", async () => {
    // The route table: the page's files, what is not there, and the socket asked for as a page.
    const routes = [...somePage.keys(), "/nothing", "/socket", "/?token=x"];
    const wrong = [
      ...hosts()
        .slice(1)
        .map((host) => ({ host, origin: null, cookie })),
      ...origins()
        .slice(2)
        .map((origin) => ({ host: hosts()[0] ?? null, origin, cookie })),
      ...secrets()
        .slice(1)
        .map((secret) => ({ host: hosts()[0] ?? null, origin: null, cookie: secret })),
    ];
    const asked = routes.flatMap((target) => wrong.map((each): Asked => ({ target, upgrade: false, ...each })));
    const statuses = await each(asked, statusOf);
    expect(new Set(statuses)).toEqual(new Set([403, 421]));
    const right = routes.map((target): Asked => {
      return { target, host: hosts()[0] ?? null, origin: null, cookie, upgrade: false };
    });
    expect(await each(right, statusOf)).toEqual([...somePage.keys()].map(() => 200).concat(404, 404, 403));
  });
});

describe("what is no sound request", () => {
  const host = () => `Host: 127.0.0.1:${port}\r\n`;
  it.each([
    ["two hosts", () => `GET / HTTP/1.1\r\n${host()}Host: evil.test\r\nCookie: ${cookie}\r\n\r\n`],
    [
      "a host with a space before its colon",
      () => `GET / HTTP/1.1\r\nHost : 127.0.0.1:${port}\r\nCookie: ${cookie}\r\n\r\n`,
    ],
    ["a host on two lines", () => `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n :${port}\r\nCookie: ${cookie}\r\n\r\n`],
    [
      "a host in another case of its value",
      () => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\u00a0\r\nCookie: ${cookie}\r\n\r\n`,
    ],
    [
      "a whole address as its target",
      () => `GET http://evil.test/ HTTP/1.1\r\nHost: evil.test\r\nCookie: ${cookie}\r\n\r\n`,
    ],
    [
      "a length and chunks at once",
      () => `POST / HTTP/1.1\r\n${host()}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ["a method of its own", () => `BREW / HTTP/1.1\r\n${host()}\r\n`],
    ["NULs", () => `GET /\u0000 HTTP/1.1\r\n${host()}\r\n`],
    ["HTTP of no version", () => `GET /\r\n\r\n`],
    ["HTTP/2's beginning", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["the beginning of TLS", () => "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"],
  ])("is refused, and the server lives: %s", async (_, request) => {
    const { status, headers } = await sendRaw(port, request());
    expect([0, 400, 403, 405, 421]).toContain(status);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    const sound = await sendRequest(port, "GET", "/", [
      ["Host", `127.0.0.1:${port}`],
      ["Cookie", cookie],
    ]);
    expect(sound.status).toBe(200);
  });
});
