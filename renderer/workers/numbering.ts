/**
 * How a list that is found again and again crosses from a worker: an item that says the same as one of the last list has
 * its number and does not cross again, and stays the same object in the window.
 */

/** All items by number; those that were not in the list before. */
export interface NumberedList<T> {
  order: number[];
  fresh: [number, T][];
}

/** The worker's side. */
export class ListSender<T> {
  readonly #wordsOf: (item: T) => string;
  /** The last list's numbers by what its items say. */
  #known = new Map<string, number>();
  #last = 0;

  /** @param wordsOf equal for items that say the same */
  constructor(wordsOf: (item: T) => string) {
    this.#wordsOf = wordsOf;
  }

  send(items: readonly T[]): NumberedList<T> {
    const known = new Map<string, number>();
    const fresh: [number, T][] = [];
    const order = items.map((item) => {
      const words = this.#wordsOf(item);
      let number = this.#known.get(words);
      if (number === undefined || known.has(words)) {
        number = ++this.#last;
        fresh.push([number, item]);
      }
      known.set(words, number);
      return number;
    });
    this.#known = known;
    return { order, fresh };
  }
}

/** The window's side. */
export class ListReceiver<T> {
  #items = new Map<number, T>();

  receive({ order, fresh }: NumberedList<T>): readonly T[] {
    const added = new Map(fresh);
    const next = new Map<number, T>();
    for (const number of order) {
      const item = added.get(number) ?? this.#items.get(number);
      if (item !== undefined) next.set(number, item);
    }
    this.#items = next;
    return [...next.values()];
  }
}
