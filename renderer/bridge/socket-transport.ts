/**
 * The transport over the loopback socket: msgpack frames (so bytes pass as bytes), a secret in the first frame, and
 * reconnection with growing pauses. A call that was under way when the connection broke fails with "connection" and is
 * not sent again: whether it took effect is unknown here, only its caller can judge.
 * Must not know: where the secret comes from, the DOM beyond WebSocket.
 */
import { decode, Encoder, encode } from "@msgpack/msgpack";
import { GalleyError } from "../../shared/errors.ts";
import { closeCodes, hostFrameSchema, messageLimit, partSize, type WindowFrame } from "../../shared/wire.ts";
import type { Transport } from "./transport.ts";

/** Pauses between attempts to reconnect, in milliseconds; the last one repeats. */
const pauses = [200, 400, 800, 1600, 3000] as const;
/** Attempts before `openSocketTransport` gives up when the very first connection can't be made. */
const firstAttempts = 4;

export interface SocketOptions {
  /** ws://127.0.0.1:PORT/socket */
  url: string;
  secret: string;
  /** Makes the socket; a parameter so that tests can play the host. */
  open?: (url: string) => WebSocket;
  /** Waits; a parameter so that tests needn't. */
  pause?: (milliseconds: number) => Promise<void>;
}

const lost = () =>
  new GalleyError("connection", "The connection to Galley is lost. If it does not come back, start Galley again.");

/** Connects. @throws GalleyError "connection" when the host can't be reached or refuses the secret */
export async function openSocketTransport(options: SocketOptions): Promise<Transport> {
  const open = options.open ?? ((url: string) => new WebSocket(url));
  const pause = options.pause ?? ((milliseconds) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)));
  const calls = new Map<number, { resolve(answer: unknown): void; reject(error: GalleyError): void }>();
  const eventListeners: ((name: string, payload: unknown) => void)[] = [];
  const connectionListeners = new Set<(connected: boolean) => void>();
  let closer: () => Promise<void> = async () => undefined;
  let socket: WebSocket | null = null;
  let nextId = 0;

  const post = (target: WebSocket, frame: WindowFrame | { type: "hello"; secret: string }) =>
    target.send(encode(frame, { ignoreUndefined: true }));
  // One for all calls: its room grows to that of the longest page, and is not made anew for each save of it.
  const encoder = new Encoder({ ignoreUndefined: true });

  const setSocket = (next: WebSocket | null) => {
    const changed = (socket === null) !== (next === null);
    socket = next;
    if (changed) for (const listener of [...connectionListeners]) listener(next !== null);
  };

  const receive = (from: WebSocket, data: unknown) => {
    const parsed = hostFrameSchema.safeParse(data instanceof ArrayBuffer ? decode(new Uint8Array(data)) : null);
    if (!parsed.success) return;
    const frame = parsed.data;
    if (frame.type === "answer") {
      calls.get(frame.id)?.resolve(frame.answer);
      calls.delete(frame.id);
    } else if (frame.type === "event") {
      for (const listener of eventListeners) listener(frame.name, frame.payload);
    } else if (frame.type === "closing") {
      void closer().finally(() => {
        if (from.readyState === from.OPEN) post(from, { type: "readyToClose" });
      });
    }
  };

  /** One attempt: resolves when the host said ready. The returned promise's failure says whether to try again. */
  const attempt = () =>
    new Promise<void>((resolve, reject) => {
      const candidate = open(options.url);
      candidate.binaryType = "arraybuffer";
      candidate.onopen = () => post(candidate, { type: "hello", secret: options.secret });
      candidate.onmessage = (message) => {
        if (candidate !== socket) {
          // The first frame is "ready"; the host says nothing else before it.
          setSocket(candidate);
          resolve();
        }
        receive(candidate, message.data);
      };
      candidate.onclose = (event) => {
        if (candidate !== socket) {
          reject(event.code === closeCodes.refused ? "refused" : "unreachable");
          return;
        }
        setSocket(null);
        for (const call of calls.values()) call.reject(lost());
        calls.clear();
        void reconnect();
      };
    });

  const reconnect = async () => {
    for (let tries = 0; ; tries++) {
      await pause(pauses[Math.min(tries, pauses.length - 1)] ?? 0);
      try {
        await attempt();
        return;
      } catch (reason) {
        // Another run of the host listens there now: it will never take this window's secret.
        if (reason === "refused") return;
      }
    }
  };

  for (let tries = 0; ; tries++) {
    try {
      await attempt();
      break;
    } catch (reason) {
      if (reason === "refused" || tries + 1 >= firstAttempts) throw lost();
      await pause(pauses[tries] ?? 0);
    }
  }

  return {
    request(method, params) {
      const current = socket;
      if (!current) return Promise.reject(lost());
      const id = nextId++;
      // Valid until the next call is encoded; sending copies it at once.
      const frame = encoder.encodeSharedRef({ type: "call", id, method, params });
      if (frame.byteLength > messageLimit) {
        const megabytes = Math.round(messageLimit / 2 ** 20);
        return Promise.reject(
          new GalleyError("too-large", `This is more than Galley can take at once (${megabytes} MiB).`, {
            limit: messageLimit,
          }),
        );
      }
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        for (const part of partsOf(frame)) current.send(part);
      });
    },
    onEvent: (listener) => void eventListeners.push(listener),
    get connected() {
      return socket !== null;
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
    onClosing(listener) {
      closer = listener;
    },
  };
}

/** A frame as it goes over the socket: itself, or in parts where it is long. */
function partsOf(frame: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  if (frame.byteLength <= partSize) return [frame];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < frame.byteLength; at += partSize) {
    const bytes = frame.subarray(at, at + partSize);
    parts.push(encode({ type: "part", bytes, last: at + partSize >= frame.byteLength } satisfies WindowFrame));
  }
  return parts;
}
