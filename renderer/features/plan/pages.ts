/**
 * The rows of a plan or a search, which may be many thousands: read page by page as they come into sight, the pages
 * least recently seen forgotten.
 * Must not know: React, what a row is.
 */

export const pageSize = 200;
/** Pages that are kept. */
export const pagesKept = 16;

export type LoadRows<R> = (offset: number, limit: number) => Promise<readonly R[]>;

export class Pages<R> {
  readonly #load: LoadRows<R>;
  /** By page number, least recently wanted first. */
  readonly #pages = new Map<number, readonly R[]>();
  readonly #loading = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #error: unknown = null;
  #version = 0;

  constructor(load: LoadRows<R>) {
    this.#load = load;
  }

  /** Grows whenever a row, or the error, may be another. */
  getVersion = (): number => this.#version;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Why the latest page could not be read, or null. */
  get error(): unknown {
    return this.#error;
  }

  /** The row at an index, or null while it is not loaded. */
  row(index: number): R | null {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;
  }

  /** Says which rows are in sight, first and last included, and loads what is missing of them. */
  want(first: number, last: number): void {
    for (let number = Math.floor(first / pageSize); number <= Math.floor(last / pageSize); number++) {
      const rows = this.#pages.get(number);
      if (rows) {
        this.#pages.delete(number);
        this.#pages.set(number, rows);
      } else if (!this.#loading.has(number)) void this.#loadPage(number);
    }
  }

  /** Puts in rows that came along with another answer. */
  put(number: number, rows: readonly R[]): void {
    this.#pages.set(number, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= pagesKept) break;
      this.#pages.delete(oldest);
    }
    this.#changed(null);
  }

  async #loadPage(number: number): Promise<void> {
    this.#loading.add(number);
    try {
      const rows = await this.#load(number * pageSize, pageSize);
      this.#loading.delete(number);
      this.put(number, rows);
    } catch (error) {
      this.#loading.delete(number);
      this.#changed(error);
    }
  }

  #changed(error: unknown): void {
    this.#error = error;
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}
