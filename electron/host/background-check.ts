/**
 * Keeps the list's counts of findings true while a corpus is open: whatever has not been checked as it is now is checked
 * little by little, in one worker thread, after a moment of quiet. Nothing waits for it.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { reportDefect } from "../shell/report.ts";

/** Saves and imports come in series; checking begins when they pause. */
const QUIET_MS = 1000;
/** Documents that one thread checks in one go: it is free for others after a moment. */
const BATCH = 8;
/** Ids that are asked of the index at once. */
const FETCH = 256;
/** The window hears of new counts this often, however many there are. */
const TELL_MS = 1000;

export class BackgroundCheck {
  readonly #corpus: Corpus;
  readonly #tell: (ids: string[]) => void;
  readonly #quietMs: number;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  /** @param tell hears of documents whose count is known now */
  constructor(corpus: Corpus, tell: (ids: string[]) => void, quietMs: number = QUIET_MS) {
    this.#corpus = corpus;
    this.#tell = tell;
    this.#quietMs = quietMs;
  }

  /** Something may have to be checked. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), this.#quietMs).unref();
  }

  /** Resolves soon: a batch that is under way is not waited for when the corpus ends its worker threads. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #start(): void {
    this.#timer = null;
    this.#again = false;
    this.#running = this.#run().catch((error) => {
      // Closing, or a folder that went away: the next to open it begins anew.
      if (!(error instanceof GalleyError)) reportDefect(error);
    });
    void this.#running.then(() => {
      this.#running = null;
      if (this.#again) this.wake();
    });
  }

  /** Tries every document once; what could not be noted because it changed meanwhile has a later turn. */
  async #run(): Promise<void> {
    const { proofing } = this.#corpus;
    const tried = new Set<string>();
    let stuck = 0;
    let counted: string[] = [];
    let told = performance.now();
    let context = await proofing.context();
    while (!this.#stopped) {
      const unchecked = await proofing.unchecked(FETCH + stuck);
      const ids = unchecked.filter((id) => !tried.has(id));
      const whole = unchecked.length < FETCH + stuck;
      stuck = unchecked.length - ids.length;
      for (let start = 0; start < ids.length && !this.#stopped; start += BATCH) {
        if (proofing.versionOf(context.settings) !== proofing.version) context = await proofing.context();
        const batch = ids.slice(start, start + BATCH);
        for await (const { id, error } of proofing.count(batch, { context })) {
          tried.add(id);
          if (!error) counted.push(id);
        }
        if (performance.now() - told < TELL_MS) continue;
        if (counted.length) this.#tell(counted);
        counted = [];
        told = performance.now();
      }
      if (whole) break;
    }
    if (counted.length) this.#tell(counted);
  }
}
