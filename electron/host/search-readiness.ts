/**
 * Makes the texts of a large corpus ready for searching while nobody asks for anything: the first search in a hundred
 * thousand pages would wait for that. Done in the search thread, after the index is whole and a moment of quiet; where a
 * search comes meanwhile, it waits for no more than it would have had to read itself.
 */
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { reportDefect } from "../shell/report.ts";

/** Opening a corpus is work enough for a moment. */
const QUIET_MS = 5000;
/** The texts of fewer documents are read faster than anyone could notice. */
const LEAST_DOCUMENTS = 2000;

export class SearchReadiness {
  readonly #corpus: Corpus;
  readonly #least: number;
  readonly #quietMs: number;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(corpus: Corpus, { quietMs = QUIET_MS, least = LEAST_DOCUMENTS } = {}) {
    this.#corpus = corpus;
    this.#quietMs = quietMs;
    this.#least = least;
  }

  /** The corpus was opened, or its window is looked at again: the thread may have ended meanwhile. */
  wake(): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#prepare().catch((error) => {
        // Closing, or a folder that went away. A search says more.
        if (!(error instanceof GalleyError)) reportDefect(error);
      });
    }, this.#quietMs).unref();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #prepare(): Promise<void> {
    const { total } = await this.#corpus.progress();
    if (!this.#stopped && total >= this.#least) await this.#corpus.prepareSearch();
  }
}
