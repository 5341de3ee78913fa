/** Fuzzed: what reaches the loopback server. Frames of its socket (as values and as raw bytes) and raw HTTP. */
import { connect, type Socket } from "node:net";
import { decode, encode } from "@msgpack/msgpack";
import { WebSocket } from "ws";
import { somePage } from "../../electron/double/harness.ts";
import { listen } from "../../electron/loopback/listener.ts";
import { contractCalls } from "./contract-calls.ts";
import type { Input } from "./inputs.ts";
import { Broken, type Running, refusedWith, type Target } from "./target.ts";

const utf8 = new TextEncoder();

/** A real server; whoever knows its secrets is the caller. */
async function startServer() {
  const defects: unknown[] = [];
  const listener = await listen({
    port: 0,
    files: somePage,
    dispatch: async (method) => ({ method }),
    report: (defect) => defects.push(defect),
  });
  const { port } = listener;
  const target = listener.url.slice(listener.url.indexOf("/?"));
  const way = await exchange(
    port,
    utf8.encode(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
  );
  const cookie = /galley-\d+=[\w-]{43}/.exec(way)?.[0] ?? "";
  const key = /key=([\w-]{43})/.exec(way)?.[1] ?? "";
  if (!cookie || !key) throw new Error("the server gave no way in");
  /** @throws Broken when a defect was reported */
  const close = async () => {
    await listener.close();
    if (defects.length) throw new Broken(`a defect was reported: ${defects[0]}`);
  };
  return { port, cookie, key, close };
}

/** Sends bytes, says that this was all, and reads until the server closes. */
function exchange(port: number, bytes: Uint8Array): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket: Socket = connect(port, "127.0.0.1", () => socket.end(bytes));
  // A socket that was upgraded stays until its own limits end it.
  socket.setTimeout(1500, () => socket.destroy());
  let answer = "";
  socket.on("data", (chunk: Buffer) => {
    answer += chunk.toString("latin1");
    if (answer.startsWith("HTTP/1.1 101")) socket.destroy();
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNREFUSED") reject(new Broken("the server does not listen any more"));
  });
  socket.on("close", () => resolve(answer));
  return promise;
}

const place = (bytes: Uint8Array, server: { port: number; cookie: string }) =>
  Buffer.from(
    Buffer.from(bytes)
      .toString("latin1")
      .replaceAll("{PORT}", String(server.port))
      .replaceAll("{COOKIE}", server.cookie),
    "latin1",
  );

async function http(): Promise<Running> {
  const server = await startServer();
  const sound = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${server.cookie}\r\nConnection: close\r\n\r\n`;
  let cases = 0;
  const lives = async () => {
    const answer = await exchange(server.port, utf8.encode(sound));
    if (!answer.startsWith("HTTP/1.1 200"))
      throw new Broken(`the server is no longer what it was: ${answer.slice(0, 80)}`);
  };
  return {
    async run({ bytes }) {
      const request = place(bytes, server);
      const answer = await exchange(server.port, request);
      const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? "");
      const knows = request.includes(server.cookie) && request.includes(`127.0.0.1:${server.port}`);
      const entered = statuses.find((status) => /^(1|2|3|404)/.test(status));
      if (entered && !knows) throw new Broken(`${entered} for a request without the secret`);
      if (/access-control-/i.test(answer)) throw new Broken("the answer has a header of CORS");
      if (++cases % 50 === 0) await lives();
      return statuses[0] ?? "closed";
    },
    async end() {
      await lives();
      await server.close();
    },
  };
}

/** The page's own connection, opened anew when it was closed. */
async function openWindow({ port, cookie, key }: Awaited<ReturnType<typeof startServer>>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, {
    headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}` },
  });
  socket.on("error", () => {});
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.on("open", () => socket.send(encode({ type: "hello", secret: key })));
  socket.once("message", () => resolve());
  socket.once("close", () => reject(new Broken("a window with the right key was refused")));
  await promise;
  return socket;
}

async function frames(): Promise<Running> {
  const server = await startServer();
  let socket = await openWindow(server);
  return {
    async run({ bytes }) {
      if (socket.readyState !== socket.OPEN) socket = await openWindow(server);
      const { promise, resolve } = Promise.withResolvers<string>();
      const closed = (code: number) => resolve(String(code));
      const answered = (data: Buffer) => {
        const frame = decode(data) as { answer?: { ok: boolean; error?: { code: string; message: string } } };
        if (frame.answer?.error) refusedWith(frame.answer.error);
      };
      socket.once("close", closed);
      socket.on("message", answered);
      socket.once("pong", () => resolve("accepted"));
      socket.send(bytes);
      socket.ping();
      const outcome = await promise;
      socket.off("close", closed);
      socket.off("message", answered);
      return outcome;
    },
    async end() {
      if (socket.readyState !== socket.OPEN) socket = await openWindow(server);
      socket.close();
      await server.close();
    },
  };
}

/** Bytes below the frames: what a client that is no browser may send once the socket is open. */
async function rawSocket(): Promise<Running> {
  const server = await startServer();
  const hello = place(utf8.encode(upgradeRequest), server);
  return {
    async run({ bytes }) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      let answer = Buffer.alloc(0);
      const socket = connect(server.port, "127.0.0.1", () => socket.write(hello));
      socket.setTimeout(3000, () => reject(new Broken("a socket that said nothing sound was kept open")));
      socket.on("data", (chunk: Buffer) => {
        if (!answer.length) socket.end(bytes);
        answer = Buffer.concat([answer, chunk]);
      });
      socket.on("error", () => {});
      socket.on("close", () =>
        resolve(answer.subarray(0, 12).toString("latin1") === "HTTP/1.1 101" ? "closed" : "refused"),
      );
      try {
        return await promise;
      } finally {
        socket.destroy();
      }
    },
    async end() {
      const socket = await openWindow(server);
      socket.close();
      await server.close();
    },
  };
}

const upgradeRequest = [
  "GET /socket HTTP/1.1",
  "Host: 127.0.0.1:{PORT}",
  "Origin: http://127.0.0.1:{PORT}",
  "Cookie: {COOKIE}",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "\r\n",
].join("\r\n");

const requests = [
  "GET / HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: {COOKIE}\r\nConnection: close\r\n\r\n",
  "GET /assets/a.js HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nCookie: a=b; {COOKIE}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nOrigin: http://evil.test\r\nConnection: close\r\n\r\n",
  "GET /?token=abc HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nConnection: close\r\n\r\n",
  "POST / HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nOrigin: http://127.0.0.1:{PORT}\r\nContent-Length: 5\r\n\r\nhello",
  "POST / HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nHost: evil.test\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
  upgradeRequest,
];

/** A masked frame with this operation code. */
function frameBytes(code: number, content: Uint8Array): Uint8Array {
  const mask = [1, 2, 3, 4];
  const masked = content.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Uint8Array.from([code, 0x80 | Math.min(125, content.length), ...mask, ...masked.subarray(0, 125)]);
}

const helloFrame = encode({ type: "hello", secret: "A".repeat(43) });
const raw: readonly Input[] = [
  ...[0x80, 0x81, 0x82, 0x88, 0x89, 0x8a, 0x02, 0x8f, 0xf2].map((code): Input => {
    return { name: `frame ${code.toString(16)}`, kind: "text", bytes: frameBytes(code, helloFrame) };
  }),
  // Lengths that promise more than anyone may send.
  { name: "long", kind: "text", bytes: Uint8Array.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4, 5) },
  {
    name: "longest",
    kind: "text",
    bytes: Uint8Array.of(0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4),
  },
];

export const loopbackTargets: readonly Target[] = [
  {
    name: "http",
    share: 8,
    batch: 1000,
    inputs: async () =>
      requests.map((text, index) => ({ name: `request ${index}`, kind: "http" as const, bytes: utf8.encode(text) })),
    start: http,
  },
  {
    name: "socket-frame",
    share: 6,
    batch: 1000,
    inputs: async () =>
      [
        ...contractCalls.map(({ method, params }, id) => ({ type: "call", id, method, params })),
        { type: "readyToClose" },
        { type: "hello", secret: "A" },
      ].map((frame) => ({
        name: frame.type,
        kind: "msgpack" as const,
        bytes: encode(frame, { ignoreUndefined: true }),
      })),
    start: frames,
  },
  { name: "socket-raw", share: 4, batch: 500, inputs: async () => raw, start: rawSocket },
];
