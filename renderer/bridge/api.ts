/**
 * The contract over a transport: every result and event is validated, every failure becomes a GalleyError.
 * Must not know: which shell it runs in.
 */
import {
  contract,
  type EventName,
  type EventPayload,
  eventNames,
  events,
  type GalleyApi,
  type Method,
  type Params,
  type Result,
} from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import { quickParse } from "../../shared/quick-shape.ts";
import { answerSchema } from "../../shared/wire.ts";
import type { Transport } from "./transport.ts";

/** The api, and the one thing that both shells need from the window before they end. */
export interface Bridge extends GalleyApi {
  /**
   * Called when the window or the program is about to close: save now. The shell waits for the promise, but no longer
   * than about five seconds. May be called more than once. Returns the function that stops it.
   */
  onClosing(listener: () => void | Promise<void>): () => void;
}

type Listeners = { [E in EventName]: Set<(payload: EventPayload<E>) => void> };

function deliver<E extends EventName>(listeners: Listeners, event: E, raw: unknown): void {
  const parsed = events[event].safeParse(raw);
  if (!parsed.success) {
    console.error(`The host sent a malformed event "${event}".`);
    return;
  }
  for (const listener of [...listeners[event]]) listener(parsed.data as EventPayload<E>);
}

export function createBridge(transport: Transport): Bridge {
  const listeners = Object.fromEntries(eventNames.map((name) => [name, new Set()])) as unknown as Listeners;
  const closers = new Set<() => void | Promise<void>>();

  transport.onEvent((name, payload) => {
    const event = eventNames.find((known) => known === name);
    if (event) deliver(listeners, event, payload);
  });
  transport.onClosing(async () => {
    // One panel that fails to save must not keep the others from saving.
    await Promise.allSettled([...closers].map(async (closer) => closer()));
  });

  return {
    async call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
      const answer = answerSchema.safeParse(await transport.request(method, params));
      if (!answer.success) throw new GalleyError("internal", `The host's answer to ${method} has no known shape.`);
      if (!answer.data.ok) throw GalleyError.fromShape(answer.data.error);
      const result = quickParse(contract[method].result, answer.data.result);
      if (!result.success) {
        throw new GalleyError(
          "internal",
          `The host's answer to ${method} breaks the contract.`,
          {},
          { cause: result.error },
        );
      }
      return result.data as Result<M>;
    },
    on(event, listener) {
      const own = listeners[event];
      own.add(listener);
      return () => own.delete(listener);
    },
    get connected() {
      return transport.connected;
    },
    onConnection: (listener) => transport.onConnection(listener),
    onClosing(listener) {
      closers.add(listener);
      return () => closers.delete(listener);
    },
  };
}
