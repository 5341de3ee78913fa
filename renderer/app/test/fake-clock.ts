/** A clock for tests. */

/** A clock that stands still until told. */
export class FakeClock {
  #now = 0;
  #timers: { at: number; callback: () => void }[] = [];
  now = () => this.#now;
  after(milliseconds: number, callback: () => void) {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
  async advance(milliseconds: number) {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.callback();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets what has been resolved run its course. */
export async function settle() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
