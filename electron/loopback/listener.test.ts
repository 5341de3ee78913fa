import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { decode, encode } from "@msgpack/msgpack";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { GalleyError } from "../../shared/errors.ts";
import { closeCodes, frameLimit, type HostFrame, messageLimit, partSize } from "../../shared/wire.ts";
import { sendRaw, sendRequest, somePage } from "../double/harness.ts";
import { securityHeaders } from "../shell/security-headers.ts";
import { type Listener, listen } from "./listener.ts";

const open: Listener[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
});

async function start(dispatch: (method: string, params: unknown) => Promise<unknown> = async () => ({})) {
  const defects: unknown[] = [];
  const listener = await listen({ port: 0, files: somePage, dispatch, report: (defect) => defects.push(defect) });
  open.push(listener);
  const { port } = listener;
  const host = ["Host", `127.0.0.1:${port}`] as const;
  /** Uses the token up, as a browser does. */
  const enter = async () => {
    const answer = await sendRequest(port, "GET", listener.url.slice(listener.url.indexOf("/?")), [host]);
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const key = answer.headers.get("location")?.split("key=")[1] ?? "";
    return { answer, cookie, key };
  };
  return { listener, port, host, defects, enter };
}

/** A socket as the page opens it, with everything it received. */
function openSocket(port: number, headers: Record<string, string>) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers });
  const frames: HostFrame[] = [];
  const waiting: (() => void)[] = [];
  socket.on("message", (data: Buffer) => {
    frames.push(decode(new Uint8Array(data)) as HostFrame);
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const refused = new Promise<number>((resolve) =>
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0)),
  );
  socket.on("error", () => undefined);
  return {
    socket,
    frames,
    closed,
    refused,
    opened: new Promise<void>((resolve) => socket.on("open", resolve)),
    say: (frame: unknown) => socket.send(encode(frame)),
    async next(count: number): Promise<HostFrame[]> {
      while (frames.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return frames;
    },
  };
}

async function connected(dispatch?: (method: string, params: unknown) => Promise<unknown>) {
  const server = await start(dispatch);
  const { cookie, key } = await server.enter();
  const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${server.port}` };
  const client = openSocket(server.port, headers);
  await client.opened;
  client.say({ type: "hello", secret: key });
  await client.next(1);
  return { ...server, ...client, headers, key };
}

describe("the way in", () => {
  it("exchanges the token for a strict cookie and a clean address, once", async () => {
    const { listener, port, host, enter } = await start();
    expect(listener.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const { answer, cookie } = await enter();
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^\/#key=[\w-]{43}$/);
    expect(answer.headers.get("set-cookie")).toMatch(
      new RegExp(`^galley-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const page = await sendRequest(port, "GET", "/", [host, ["Cookie", cookie]]);
    expect([page.status, page.body]).toEqual([200, "<!doctype html><title>page</title>"]);
    const again = await enter();
    expect(again.answer.status).toBe(403);
    expect(again.answer.body).toContain("重新启动 Galley");
    expect(again.answer.headers.has("set-cookie")).toBe(false);
  });

  it("moves on by a page of its own when the browser comes from a file, for strict cookies", async () => {
    const { listener, port, host } = await start();
    const target = listener.url.slice(listener.url.indexOf("/?"));
    const answer = await sendRequest(port, "GET", target, [host, ["Sec-Fetch-Site", "cross-site"]]);
    expect(answer.status).toBe(200);
    expect(answer.headers.has("set-cookie")).toBe(true);
    expect(answer.body).toMatch(/http-equiv="refresh" content="0;url=\/#key=[\w-]{43}"/);
  });

  it("never gives the key for the cookie, which other local servers are sent too", async () => {
    const { port, host, enter } = await start();
    const { cookie, key } = await enter();
    for (const target of ["/", "/index.html", "/assets/a.js", "/nothing"]) {
      const answer = await sendRequest(port, "GET", target, [host, ["Cookie", cookie]]);
      expect(answer.body + [...answer.headers.values()].join()).not.toContain(key);
    }
    const client = openSocket(port, { Cookie: cookie, Origin: `http://127.0.0.1:${port}` });
    await client.opened;
    client.say({ type: "hello", secret: cookie.split("=")[1] });
    expect(await client.closed).toBe(closeCodes.refused);
    expect(client.frames).toEqual([]);
  });
});

describe("every reply", () => {
  it("carries the security headers and none of CORS, on every route and refusal", async () => {
    const { port, host, enter } = await start();
    const { answer, cookie } = await enter();
    const cookies = ["Cookie", cookie] as const;
    const replies = await Promise.all([
      answer,
      sendRequest(port, "GET", "/", [host, cookies]),
      sendRequest(port, "GET", "/assets/a.js", [host, cookies]),
      sendRequest(port, "GET", "/nothing", [host, cookies]),
      sendRequest(port, "GET", "/", [host]),
      sendRequest(port, "GET", "/", [["Host", "evil.test"], cookies]),
      sendRequest(port, "GET", "/", [cookies]),
      sendRequest(port, "POST", "/", [host, cookies, ["Origin", `http://127.0.0.1:${port}`]]),
      sendRequest(port, "OPTIONS", "/", [
        host,
        ["Origin", "http://evil.test"],
        ["Access-Control-Request-Method", "PUT"],
      ]),
      sendRequest(port, "GET", "/socket", [host, ["Upgrade", "websocket"], ["Connection", "Upgrade"]]),
      sendRaw(port, "\u0000\u0001 nonsense\r\n\r\n"),
    ]);
    expect(replies.map((reply) => reply.status)).toEqual([303, 200, 200, 404, 403, 421, 421, 405, 403, 403, 400]);
    for (const reply of replies) {
      for (const [name, value] of Object.entries(securityHeaders))
        expect(reply.headers.get(name.toLowerCase())).toBe(value);
      expect([...reply.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("says nothing about its files to someone without the cookie", async () => {
    const { port, host } = await start();
    const there = await sendRequest(port, "GET", "/assets/a.js", [host]);
    const missing = await sendRequest(port, "GET", "/assets/b.js", [host]);
    expect(there.status).toBe(403);
    expect([missing.status, missing.body]).toEqual([there.status, there.body]);
  });
});

describe("files", () => {
  it("come from the map only, however the address is written", async () => {
    const { port, host, enter } = await start();
    const { cookie } = await enter();
    const parts = [
      "..",
      ".",
      "%2e%2e",
      "%2f",
      "..%2f",
      "..;",
      "%c0%ae",
      "\\..",
      "%5c..",
      "//",
      "etc/passwd",
      "assets",
      "a.js%00",
    ];
    const targets = parts.flatMap((first) =>
      parts.flatMap((second) => [`/${first}/${second}`, `/assets/${first}/${second}`]),
    );
    for (let from = 0; from < targets.length; from += 32) {
      const replies = await Promise.all(
        targets.slice(from, from + 32).map((target) => sendRequest(port, "GET", target, [host, ["Cookie", cookie]])),
      );
      expect(replies.map((reply) => reply.status).filter((status) => status !== 404)).toEqual([]);
    }
  });
});

describe("the socket", () => {
  it("is refused by HTTP for a wrong origin, host, cookie or path", async () => {
    const { port, enter } = await start();
    const { cookie } = await enter();
    const right = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    expect(await openSocket(port, { ...right, Origin: "http://evil.test" }).refused).toBe(403);
    expect(await openSocket(port, { Cookie: cookie }).refused).toBe(403);
    expect(await openSocket(port, { ...right, Cookie: "" }).refused).toBe(403);
    expect(await openSocket(port, { ...right, Host: "evil.test" }).refused).toBe(421);
    expect(await openSocket(port, { ...right, "Sec-Fetch-Site": "same-site" }).refused).toBe(403);
  });

  it("answers calls with bytes as bytes, and failures by code", async () => {
    const { say, next } = await connected(async (method, params) => {
      if (method === "fail") throw new GalleyError("not-found", "No such thing.", { file: "甲.txt" });
      return { method, params, bytes: new Uint8Array([0, 255]) };
    });
    say({ type: "call", id: 7, method: "echo", params: { bytes: new Uint8Array([1, 2]) } });
    expect((await next(2))[1]).toEqual({
      type: "answer",
      id: 7,
      answer: {
        ok: true,
        result: { method: "echo", params: { bytes: new Uint8Array([1, 2]) }, bytes: new Uint8Array([0, 255]) },
      },
    });
    say({ type: "call", id: 8, method: "fail", params: {} });
    const error = { code: "not-found", message: "No such thing.", details: { file: "甲.txt" } };
    expect((await next(3))[2]).toEqual({ type: "answer", id: 8, answer: { ok: false, error } });
  });

  it("keeps a defect's message to itself", async () => {
    const { say, next, defects } = await connected(async () => {
      throw new TypeError("/home/某人/secret.json");
    });
    say({ type: "call", id: 1, method: "any", params: {} });
    expect(JSON.stringify(await next(2))).not.toContain("secret");
    expect((await next(2))[1]).toMatchObject({ answer: { ok: false, error: { code: "internal" } } });
    expect(defects).toHaveLength(1);
  });

  it("does nothing before the key, and drops whoever says something else first", async () => {
    let calls = 0;
    const { port, enter } = await start(async () => calls++);
    const { cookie, key } = await enter();
    const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    const firsts = [
      { type: "call", id: 1, method: "getInfo", params: {} },
      { type: "hello" },
      { type: "hello", secret: key.slice(1) },
      { type: "hello", secret: key, more: 1 },
      { type: "hello", secret: [key] },
      null,
    ];
    for (const first of firsts) {
      const client = openSocket(port, headers);
      await client.opened;
      client.say(first);
      client.say({ type: "call", id: 2, method: "getInfo", params: {} });
      expect(await client.closed).toBe(closeCodes.refused);
    }
    expect(calls).toBe(0);
  });

  it("drops a window that sends what is no frame", async () => {
    for (const bad of [Buffer.from([0xc1]), encode({ type: "call", id: -1, method: "x", params: {} }), encode(3)]) {
      const { socket, closed } = await connected();
      socket.send(bad);
      expect(await closed).toBe(closeCodes.badFrame);
    }
    const { socket, closed } = await connected();
    socket.send("text");
    expect(await closed).toBe(closeCodes.badFrame);
  });

  it("takes a message in parts, and drops whoever sends a frame, or parts together, that are too large", async () => {
    const heard: unknown[] = [];
    const client = await connected(async (_method, params) => heard.push(params));
    const message = encode({ type: "call", id: 1, method: "x", params: { text: "𠮷".repeat(1000) } });
    for (let at = 0; at < message.length; at += 1000)
      client.say({ type: "part", bytes: message.subarray(at, at + 1000), last: at + 1000 >= message.length });
    await client.next(2);
    expect(heard).toEqual([{ text: "𠮷".repeat(1000) }]);
    // Something else in between; parts in parts; what is no frame; more than a message may be.
    const part = (bytes: Uint8Array, last: boolean) => encode({ type: "part", bytes, last });
    const call = encode({ type: "call", id: 1, method: "x", params: {} });
    const eight = new Uint8Array(partSize);
    for (const frames of [
      [part(call, false), call],
      [part(part(call, true), true)],
      [part(new Uint8Array([0xc1]), true)],
      Array.from({ length: messageLimit / partSize + 1 }, () => part(eight, false)),
    ]) {
      const bad = await connected();
      for (const frame of frames) bad.socket.send(frame);
      expect(await bad.closed).toBe(closeCodes.badFrame);
    }
    const large = await connected();
    large.socket.send(new Uint8Array(frameLimit + 1));
    expect(await large.closed).toBe(1009);
  });

  it("takes no more than four, and none that keeps silent for two seconds", { retry: 2 }, async () => {
    const { port, enter, listener } = await start();
    const { cookie, key } = await enter();
    const headers = { Cookie: cookie, Origin: `http://127.0.0.1:${port}` };
    const began = Date.now();
    const clients = Array.from({ length: 4 }, () => openSocket(port, headers));
    await Promise.all(clients.map((client) => client.opened));
    clients[0]?.say({ type: "hello", secret: key });
    await clients[0]?.next(1);
    expect(await openSocket(port, headers).closed).toBe(closeCodes.tooMany);
    await Promise.all(clients.slice(1).map((client) => client.closed));
    expect(Date.now() - began).toBeLessThan(4000);
    expect(listener.windows.count).toBe(1);
  });

  it("sends events to every window and waits for each before closing", async () => {
    const first = await connected();
    const second = openSocket(first.port, first.headers);
    await second.opened;
    second.say({ type: "hello", secret: first.key });
    await second.next(1);
    first.listener.windows.send({ type: "event", name: "documentsChanged", payload: { ids: null } });
    for (const client of [first, second]) expect((await client.next(2))[1]).toMatchObject({ name: "documentsChanged" });

    let done = false;
    const asked = first.listener.windows.askToClose().then(() => {
      done = true;
    });
    for (const client of [first, second]) expect((await client.next(3))[2]).toEqual({ type: "closing" });
    first.say({ type: "readyToClose" });
    first.say({ type: "call", id: 1, method: "x", params: {} });
    await first.next(4);
    expect(done).toBe(false);
    // A window that goes has nothing more to save.
    second.socket.terminate();
    await asked;
  });
});

describe("limits", () => {
  it("listens on 127.0.0.1 and nowhere else", async () => {
    const { port } = await start();
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    const listeners = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === "0A")
        .map((fields) => fields[1]),
    );
    expect(listeners).toEqual([`0100007F:${hex}`]);
  });

  it("cuts off headers that never end and headers that are too long", { retry: 2 }, async () => {
    const { port } = await start();
    const began = Date.now();
    const [slow, long] = await Promise.all([
      sendRaw(port, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "),
      sendRaw(port, `GET / HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n\r\n`),
    ]);
    expect(slow.status).toBe(400);
    expect(long.status).toBe(400);
    expect(Date.now() - began).toBeLessThan(8000);
  });

  it("does not read the body of a request", async () => {
    const { port, host } = await start();
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024);
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(`POST / HTTP/1.1\r\n${host.join(": ")}\r\nContent-Length: 1000000000\r\n\r\n`);
        const pour = () => {
          while (!socket.destroyed && sent < 1e9 && socket.write(chunk)) sent += chunk.length;
        };
        socket.on("drain", pour);
        pour();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it("survives a crowd of idle connections", async () => {
    const { port, host, enter } = await start();
    const crowd = Array.from({ length: 300 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
    await Promise.all(
      crowd.map((socket) => new Promise((resolve) => socket.once("close", resolve).once("connect", resolve))),
    );
    for (const socket of crowd) socket.destroy();
    const { cookie } = await enter();
    expect((await sendRequest(port, "GET", "/", [host, ["Cookie", cookie]])).status).toBe(200);
  });

  it("names a port that is taken", async () => {
    const { port } = await start();
    const second = listen({ port, files: somePage, dispatch: async () => ({}), report: () => undefined });
    await expect(second).rejects.toMatchObject({ code: "usage", details: { port } });
  });
});
