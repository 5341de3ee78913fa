/** Jumping to a name by typing its beginning; keys within a second belong together. */
export class TypeAhead {
  #typed = "";
  #lastAt = Number.NEGATIVE_INFINITY;

  /**
   * The index to go to, or null when no name begins so.
   * @param at milliseconds, of any clock
   */
  find(key: string, names: readonly string[], current: number, at: number): number | null {
    this.#typed = (at - this.#lastAt < 1000 ? this.#typed : "") + key.toLocaleLowerCase();
    this.#lastAt = at;
    // The first letter looks behind the current name, so that repeating it goes through the names that begin so.
    const repeated = new Set(this.#typed).size === 1;
    const wanted = repeated ? (this.#typed[0] ?? "") : this.#typed;
    const from = repeated ? current + 1 : current;
    for (let step = 0; step < names.length; step++) {
      const index = (from + step) % names.length;
      if (names[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
    }
    return null;
  }
}
