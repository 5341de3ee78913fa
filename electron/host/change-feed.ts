/**
 * Tells the window which documents changed, gathered over a moment: importing a thousand pages is a few dozen events,
 * not a thousand.
 */
const GATHER_MS = 60;
/** Beyond this many, reading the list again is the better answer. */
const MOST_IDS = 500;

export class ChangeFeed {
  readonly #tell: (ids: string[] | null) => void;
  readonly #changed = new Set<string>();
  #all = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (ids: string[] | null) => void) {
    this.#tell = tell;
  }

  add(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id);
    if (this.#changed.size) this.#timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Something about all documents changed. */
  addAll(): void {
    this.#all = true;
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Tells now what is gathered. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const ids = [...this.#changed];
    const all = this.#all || ids.length > MOST_IDS;
    this.#changed.clear();
    this.#all = false;
    if (all || ids.length) this.#tell(all ? null : ids);
  }
}
