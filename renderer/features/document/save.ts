/**
 * When a document is written: soon after a pause, at the latest while typing goes on, now when it is left, again after
 * a failure, and never over a change made elsewhere without the editor's consent.
 *
 *   saved ──change──▶ dirty ──pause──▶ saving ──▶ saved
 *                       ▲                │ ├────▶ failed (tried again, ever later)
 *                       └──change meanwhile┘ └────▶ conflict (waits for a decision)
 *
 * Must not know: React, the editor's inside, transports. Time comes from outside, so that tests own it.
 */
import { GalleyError } from "../../../shared/errors.ts";

export type SaveState =
  | { name: "saved" }
  | { name: "dirty" }
  | { name: "saving" }
  | { name: "failed"; error: unknown }
  | { name: "conflict" };

export interface Clock {
  now(): number;
  /** Calls back once after some milliseconds; what it returns cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface SaverOptions<D> {
  clock: Clock;
  /** The document as it is now. */
  read(): D;
  /** Grows with every change; equal versions need no saving. */
  version(): number;
  /** An input method is composing: an automatic save waits. */
  composing(): boolean;
  /** Writes; resolves with the new file's hash when it is on the disk. */
  write(document: D, baseHash: string): Promise<{ hash: string }>;
  baseHash: string;
  onState?(state: SaveState): void;
}

/** Milliseconds. */
export const timing = { pause: 600, longest: 5000, firstRetry: 1000, lastRetry: 30_000 };

export class Saver<D> {
  readonly #options: SaverOptions<D>;
  #state: SaveState = { name: "saved" };
  #baseHash: string;
  #savedVersion: number;
  /** When the oldest unsaved change was made. */
  #dirtySince: number | null = null;
  #cancelTimer: (() => void) | null = null;
  #retries = 0;
  #running: Promise<void> | null = null;
  #stopped = false;
  readonly #listeners = new Set<() => void>();

  constructor(options: SaverOptions<D>) {
    this.#options = options;
    this.#baseHash = options.baseHash;
    this.#savedVersion = options.version();
  }

  getState = (): SaveState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The hash of the file that the window's document is based on. */
  get baseHash(): string {
    return this.#baseHash;
  }

  /** Something may have changed (or a composition ended): looks, and plans the next save. */
  changed(): void {
    if (this.#stopped || !this.#isDirty()) return;
    this.#dirtySince ??= this.#options.clock.now();
    if (this.#state.name === "saved") this.#set({ name: "dirty" });
    if (this.#state.name === "dirty") this.#plan();
  }

  /** Saves now, whatever the state but conflict; true when the disk then holds everything. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    // A change made during one save needs another; a failure ends the loop.
    do {
      await this.#save();
    } while (this.#isDirty() && this.#state.name !== "failed" && this.#state.name !== "conflict" && !this.#stopped);
    return !this.#isDirty();
  }

  /** Tries again at once what failed, e.g. because the host is back. */
  retry(): void {
    if (this.#state.name === "failed") void this.flush();
  }

  /** Goes on after a stop: what is unsaved is planned again. */
  start(): void {
    this.#stopped = false;
    this.changed();
  }

  /** Nothing is saved by itself any more: the document has left the screen. */
  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  #isDirty(): boolean {
    return this.#options.version() !== this.#savedVersion;
  }

  #plan(): void {
    const { clock } = this.#options;
    const waited = clock.now() - (this.#dirtySince ?? clock.now());
    this.#startTimer(Math.max(0, Math.min(timing.pause, timing.longest - waited)), () => {
      // The end of a composition is a change too, so nothing is forgotten; the timer is for those that last.
      if (this.#options.composing()) this.#startTimer(timing.pause, () => this.changed());
      else void this.#save();
    });
  }

  #save(): Promise<void> {
    if (this.#running) return this.#running;
    if (!this.#isDirty() || this.#state.name === "conflict") return Promise.resolve();
    this.#running = this.#write().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #write(): Promise<void> {
    this.#stopTimer();
    const version = this.#options.version();
    this.#dirtySince = null;
    this.#set({ name: "saving" });
    try {
      const { hash } = await this.#options.write(this.#options.read(), this.#baseHash);
      this.#baseHash = hash;
      this.#savedVersion = version;
      this.#retries = 0;
      this.#set({ name: this.#isDirty() ? "dirty" : "saved" });
      if (this.#isDirty()) this.changed();
    } catch (error) {
      this.#dirtySince = this.#options.clock.now();
      if (error instanceof GalleyError && error.code === "conflict") {
        this.#set({ name: "conflict" });
        return;
      }
      this.#set({ name: "failed", error });
      this.#startTimer(Math.min(timing.firstRetry * 2 ** this.#retries++, timing.lastRetry), () => void this.#save());
    }
  }

  #startTimer(milliseconds: number, callback: () => void): void {
    this.#stopTimer();
    if (!this.#stopped) this.#cancelTimer = this.#options.clock.after(milliseconds, callback);
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }

  #set(state: SaveState): void {
    this.#state = state;
    this.#options.onState?.(state);
    for (const listener of this.#listeners) listener();
  }
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
