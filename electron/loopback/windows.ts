/**
 * The windows that are connected to the loopback host: each one a WebSocket that said the key first. Takes calls,
 * gives answers, sends events to all.
 * Must not know: HTTP, what the methods do.
 */
import { decode, encode } from "@msgpack/msgpack";
import type { RawData, WebSocket } from "ws";
import {
  closeCodes,
  type HostFrame,
  helloSchema,
  messageLimit,
  toAnswer,
  windowFrameSchema,
} from "../../shared/wire.ts";
import type { Secrets } from "./secrets.ts";

/** Time in milliseconds for a new socket to say the key. */
const helloLimit = 2000;
/** The editor in one window, a second beside it, and two that are just reloading. */
const socketLimit = 4;

export interface WindowsOptions {
  secrets: Secrets;
  dispatch(method: string, params: unknown): Promise<unknown>;
  /** Hears of defects: errors that are no GalleyError. */
  report(defect: unknown): void;
  /** Hears whenever a window came or went, or a call ended. */
  changed?(): void;
}

export interface Windows {
  /** How many windows have said the key. */
  readonly count: number;
  readonly callsUnderWay: number;
  accept(socket: WebSocket): void;
  send(frame: HostFrame): void;
  /** Asks every window to save and resolves when each has answered or gone. */
  askToClose(): Promise<void>;
  drop(): void;
}

/** Undefined for anything that is not one msgpack value. */
function readOrNothing(data: RawData | Uint8Array): unknown {
  try {
    return decode(Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data));
  } catch {
    return undefined;
  }
}

export function createWindows(options: WindowsOptions): Windows {
  const sockets = new Set<WebSocket>();
  const ready = new Set<WebSocket>();
  const closing = new Map<WebSocket, () => void>();
  /** What has come of a message in parts. */
  const begun = new Map<WebSocket, { parts: Uint8Array[]; bytes: number }>();
  let callsUnderWay = 0;
  const changed = () => options.changed?.();

  const post = (socket: WebSocket, frame: HostFrame) => {
    if (socket.readyState !== socket.OPEN) return;
    // A window that reads nothing must not fill the host's memory.
    if (socket.bufferedAmount > 2 * messageLimit) socket.terminate();
    else socket.send(encode(frame, { ignoreUndefined: true }));
  };

  const call = async (socket: WebSocket, id: number, method: string, params: unknown) => {
    callsUnderWay++;
    const answer = await toAnswer(() => options.dispatch(method, params), options.report);
    callsUnderWay--;
    post(socket, { type: "answer", id, answer });
    changed();
  };

  /** @returns the message when its last part has come; null while more are to come; undefined for one that is too large */
  const join = (socket: WebSocket, bytes: Uint8Array, last: boolean): Uint8Array | null | undefined => {
    const message = begun.get(socket) ?? { parts: [], bytes: 0 };
    message.parts.push(bytes);
    message.bytes += bytes.length;
    begun.set(socket, message);
    if (message.bytes > messageLimit) return undefined;
    if (!last) return null;
    begun.delete(socket);
    return Buffer.concat(message.parts);
  };

  const hear = (socket: WebSocket, data: RawData, binary: boolean) => {
    const value = binary ? readOrNothing(data) : undefined;
    if (value === undefined) return socket.close(closeCodes.badFrame);
    if (!ready.has(socket)) {
      const hello = helloSchema.safeParse(value);
      if (!hello.success || !options.secrets.isKey(hello.data.secret)) return socket.close(closeCodes.refused);
      ready.add(socket);
      post(socket, { type: "ready" });
      return changed();
    }
    let frame = windowFrameSchema.safeParse(value);
    if (frame.data?.type === "part") {
      const message = join(socket, frame.data.bytes, frame.data.last);
      if (message === null) return;
      frame = windowFrameSchema.safeParse(message && readOrNothing(message));
    }
    // Nothing else may come between parts, and no part is made of parts.
    if (!frame.success || frame.data.type === "part" || begun.has(socket)) return socket.close(closeCodes.badFrame);
    if (frame.data.type === "call") void call(socket, frame.data.id, frame.data.method, frame.data.params);
    else closing.get(socket)?.();
  };

  return {
    get count() {
      return ready.size;
    },
    get callsUnderWay() {
      return callsUnderWay;
    },
    accept(socket) {
      if (sockets.size >= socketLimit) {
        socket.close(closeCodes.tooMany);
        return;
      }
      sockets.add(socket);
      const timer = setTimeout(() => {
        if (!ready.has(socket)) socket.terminate();
      }, helloLimit);
      socket.on("message", (data, binary) => hear(socket, data, binary));
      // A broken connection is an end like any other; "close" follows.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clearTimeout(timer);
        sockets.delete(socket);
        ready.delete(socket);
        begun.delete(socket);
        closing.get(socket)?.();
        changed();
      });
    },
    send(frame) {
      for (const socket of ready) post(socket, frame);
    },
    async askToClose() {
      await Promise.all(
        [...ready].map(
          (socket) =>
            new Promise<void>((resolve) => {
              closing.set(socket, resolve);
              post(socket, { type: "closing" });
            }),
        ),
      );
    },
    drop() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
