/**
 * The loopback server itself: HTTP and WebSocket on 127.0.0.1, everything through the gate, with limits so that a
 * stuck or hostile client costs little. Which host answers the calls is the caller's business.
 */
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { GalleyError } from "../../shared/errors.ts";
import { frameLimit } from "../../shared/wire.ts";
import { createServer } from "../node-http.ts";
import type { PageFiles } from "../shell/page-files.ts";
import { createGate, type Gate, type GateRequest } from "./gate.ts";
import { makeReply, rawReply, refuseWith } from "./replies.ts";
import { createSecrets } from "./secrets.ts";
import { createWindows, type Windows } from "./windows.ts";

export interface ListenerOptions {
  /** 0 for any free one. */
  port: number;
  files: PageFiles;
  dispatch(method: string, params: unknown): Promise<unknown>;
  report(defect: unknown): void;
  changed?(): void;
}

export interface Listener {
  /** With the token that works once. */
  readonly url: string;
  readonly port: number;
  readonly windows: Windows;
  close(): Promise<void>;
}

/** Limits of one connection: milliseconds, bytes, counts. A page load here takes some ten requests of 1 kB. */
const limits = {
  headersTimeout: 4000,
  requestTimeout: 8000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 500,
  maxHeaderSize: 8192,
  maxConnections: 64,
} as const;

const toGateRequest = (request: IncomingMessage, upgrade: boolean): GateRequest => ({
  method: request.method ?? "",
  target: request.url ?? "",
  rawHeaders: request.rawHeaders,
  upgrade,
});

/** @throws GalleyError "usage" when the port is taken or not allowed */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const secrets = createSecrets();
  const windows = createWindows({ ...options, secrets });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: frameLimit, perMessageDeflate: false });
  // Until the port is known there is nothing that a request could rightly ask for.
  let gate: Gate | null = null;

  const { maxConnections, ...serverLimits } = limits;
  // A request without Host gets the gate's answer, not node's.
  const server = createServer({ ...serverLimits, requireHostHeader: false }, (request, response) => {
    const verdict = gate?.judge(toGateRequest(request, false));
    const answer = gate && verdict ? makeReply(verdict, gate, secrets, options.files) : refuseWith(421);
    // Nothing that is served has a body to read: whoever sends one is cut off, not read to the end.
    const sendsBody = "content-length" in request.headers || "transfer-encoding" in request.headers;
    if (sendsBody) answer.headers.Connection = "close";
    response.writeHead(answer.status, answer.headers);
    response.end(request.method === "HEAD" ? undefined : answer.body);
  });
  server.maxConnections = maxConnections;

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const verdict = gate?.judge(toGateRequest(request, true));
    if (verdict?.kind === "socket") {
      sockets.handleUpgrade(request, socket, head, (accepted) => windows.accept(accepted));
    } else {
      socket.end(rawReply(refuseWith(verdict?.kind === "refuse" ? verdict.status : 403)));
    }
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end(rawReply(refuseWith(400)));
    else socket.destroy();
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "is taken by another program" : "can't be used";
      reject(
        new GalleyError(
          "usage",
          `Port ${options.port} ${why}. Choose another with --port, or 0 for any free one.`,
          { port: options.port },
          { cause },
        ),
      );
    });
    server.listen({ host: "127.0.0.1", port: options.port, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  gate = createGate(port, secrets);

  return {
    url: `${gate.origin}/?token=${secrets.token}`,
    port,
    windows,
    close: () =>
      new Promise((resolve) => {
        windows.drop();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
