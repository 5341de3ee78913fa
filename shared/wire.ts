/**
 * What passes between window and host below the contract of api.ts: the envelope of an answer, the frames of the
 * loopback socket and the shape of what the preload exposes. Both transports carry the same answers, so a failure
 * looks the same in either shell.
 * Must not know: sockets, Electron, DOM; what the methods mean.
 */
import { z } from "zod";
import type { Method } from "./api.ts";
import { type ErrorShape, errorShape, GalleyError } from "./errors.ts";

/** Outcome of one call. */
export const answerSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorShape }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** Path of the loopback socket. */
export const socketPath = "/socket";
/** Name of the URL fragment that hands the window its secret: `#key=…`. Fragments never reach a server. */
export const secretFragment = "key";
/** Largest frame that the host takes, in bytes: whoever has not said the secret yet can make it hold no more. */
export const frameLimit = 16 * 1024 * 1024;
/** Largest message of a window, in parts where it is more than a frame. The longest page that can be imported fits. */
export const messageLimit = 64 * 1024 * 1024;
/** Bytes of a part. */
export const partSize = 8 * 1024 * 1024;
/** Close codes of the loopback socket (4000–4999 are for applications). */
export const closeCodes = { refused: 4401, tooMany: 4429, badFrame: 4400 } as const;

/** The first frame from a window; nothing else is read before it. */
export const helloSchema = z.strictObject({ type: z.literal("hello"), secret: z.string().max(128) });

export const windowFrameSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("call"),
    id: z.int().nonnegative(),
    method: z.string().max(64),
    params: z.unknown(),
  }),
  /** A piece of one of these frames that is too large for one; they come one after the other, nothing in between. */
  z.strictObject({ type: z.literal("part"), bytes: z.instanceof(Uint8Array), last: z.boolean() }),
  /** Answers "closing": what was unsaved is saved. */
  z.strictObject({ type: z.literal("readyToClose") }),
]);
export type WindowFrame = z.infer<typeof windowFrameSchema>;

export const hostFrameSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("answer"), id: z.int(), answer: answerSchema }),
  z.object({ type: z.literal("event"), name: z.string(), payload: z.unknown() }),
  /** The host is about to end; save, then say readyToClose. */
  z.object({ type: z.literal("closing") }),
]);
export type HostFrame = z.infer<typeof hostFrameSchema>;

/** What Electron's preload exposes as `window.galley`: one named function a method, and three of the shell's own. */
export type PreloadApi = { readonly [M in Method]: (params: unknown) => Promise<unknown> } & {
  /** Hears an event of the contract; returns the function that stops it. */
  subscribe(event: string, listener: (payload: unknown) => void): () => void;
  /** Hears that the window is about to close; returns the function that stops it. */
  onClosing(listener: () => void): () => void;
  readyToClose(): void;
};

/** The failure as the window may see it: a defect's message stays with the host, since it may hold paths or text. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof GalleyError) return error.toShape();
  return { code: "internal", message: "Something went wrong inside Galley.", details: {} };
}

/** Waits for a call and wraps its outcome; never rejects. `report` hears of defects (errors that are no GalleyError). */
export async function toAnswer(work: () => Promise<unknown>, report: (defect: unknown) => void): Promise<Answer> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    if (!(error instanceof GalleyError)) report(error);
    return { ok: false, error: toErrorShape(error) };
  }
}
