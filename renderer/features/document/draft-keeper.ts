/**
 * When what is typed is kept as a draft: at most half a second after a change, in a moment when the browser has nothing
 * better to do, whatever becomes of saving. Never while an input method composes: a half-typed word is nobody's text.
 * A draft goes over the contract as what differs from the last saved version.
 * Must not know: React, the editor's inside, where drafts are.
 */
import type { Block, GalleyDocument } from "../../../shared/model/document.ts";
import { type Delta, deltaOf } from "../../../shared/versions/delta.ts";
import type { Clock } from "./save.ts";

export interface DraftKeeperOptions {
  clock: Clock;
  /** Calls back when the browser is idle, at the latest after some milliseconds. */
  idle(callback: () => void, milliseconds: number): void;
  /** The document as it is now; blocks that are the same are the same objects. */
  read(): GalleyDocument;
  /** Grows with every change. */
  version(): number;
  composing(): boolean;
  /** Resolves with false when the host can't make it out from the changed blocks alone. */
  keep(delta: Delta): Promise<boolean>;
  /** Blocks of the document as it is on the disk. */
  base(): ReadonlySet<Block>;
}

/** Milliseconds: from the first change, then until an idle moment; together with the writing half a second. */
export const draftTiming = { wait: 250, idle: 150 };
/** Milliseconds after a failure. */
const RETRY = 3000;
/** A page so long that a draft takes time is kept less often: the text comes first. */
const MOST_BUSY = 0.25;

export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  /** The version that needs no draft: it is in the one that was kept last, or saved. */
  #kept: number;
  #cancelTimer: (() => void) | null = null;
  #running: Promise<void> | null = null;
  /** By the clock: not before. */
  #notBefore = 0;
  #overdue = false;
  #stopped = true;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.#kept = options.version();
  }

  start(): void {
    this.#stopped = false;
    this.changed();
  }

  /** Keeps what is still to be kept, and no more after that. */
  stop(): void {
    void this.flush();
    this.#stopped = true;
  }

  /** Something may have changed, or a composition ended. */
  changed(): void {
    if (this.#stopped || this.#running || !this.#isBehind()) return;
    if (this.#overdue) {
      if (!this.#options.composing()) void this.flush();
      return;
    }
    if (this.#cancelTimer) return;
    const { clock, idle } = this.#options;
    const wait = Math.max(draftTiming.wait, this.#notBefore - clock.now());
    this.#cancelTimer = clock.after(wait, () => {
      this.#cancelTimer = null;
      idle(() => this.#due(), draftTiming.idle);
    });
  }

  /** The document is on the disk as it was at a version. */
  saved(version: number): void {
    this.#kept = Math.max(this.#kept, version);
  }

  /** Keeps it now; true when nothing is left to be kept. */
  async flush(): Promise<boolean> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (!this.#running && !this.#stopped && this.#isBehind() && !this.#options.composing())
      this.#running = this.#keep().finally(() => {
        this.#running = null;
        this.changed();
      });
    await this.#running;
    return !this.#isBehind();
  }

  #due(): void {
    if (this.#stopped || !this.#isBehind()) return;
    // The end of the composition is told as a change.
    this.#overdue = this.#options.composing();
    if (!this.#overdue) void this.flush();
  }

  #isBehind(): boolean {
    return this.#options.version() !== this.#kept;
  }

  async #keep(): Promise<void> {
    const { clock, read, version, keep, base } = this.#options;
    const start = clock.now();
    this.#overdue = false;
    this.#kept = version();
    try {
      const document = read();
      if (!(await keep(deltaOf(document, base())))) await keep(deltaOf(document, new Set()));
      const now = clock.now();
      this.#notBefore = now + (now - start) * (1 / MOST_BUSY - 1);
    } catch {
      // The host is gone or the user's folder can't be written; the saving itself tells of such things.
      this.#kept = Number.NEGATIVE_INFINITY;
      this.#notBefore = clock.now() + RETRY;
    }
  }
}

/** The browser's own idea of an idle moment. */
export function systemIdle(callback: () => void, milliseconds: number): void {
  requestIdleCallback(callback, { timeout: milliseconds });
}
