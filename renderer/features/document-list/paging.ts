/**
 * The rows of a list too long to load: windows of rows, read when they come into sight, the oldest forgotten.
 * Must not know: React, how rows look.
 */
import type { DocumentRow, ListQuery, Result } from "../../../shared/api.ts";

export const windowSize = 200;
/** Windows that are kept; twelve are 2,400 rows. */
export const windowsKept = 12;

export type RowPage = Result<"listDocuments">;
export type LoadPage = (query: ListQuery, offset: number, limit: number) => Promise<RowPage>;

export interface PagingSnapshot {
  /** Rows that match; null until known. */
  total: number | null;
  progress: RowPage["progress"] | null;
  /** The failure of the latest read, until one succeeds. */
  error: unknown;
  /** Grows whenever a row may look different. */
  version: number;
}

export class RowWindows {
  readonly #load: LoadPage;
  #query: ListQuery;
  /** Rows by window number, least recently wanted first. */
  readonly #windows = new Map<number, DocumentRow[]>();
  /** Windows that hold rows of before a change: shown until the new ones are there. */
  readonly #stale = new Set<number>();
  readonly #loading = new Set<number>();
  /** Answers to older questions are dropped. */
  #generation = 0;
  #wanted: [number, number] = [0, 0];
  #snapshot: PagingSnapshot = { total: null, progress: null, error: null, version: 0 };
  readonly #listeners = new Set<() => void>();

  constructor(load: LoadPage, query: ListQuery) {
    this.#load = load;
    this.#query = query;
  }

  getSnapshot = (): PagingSnapshot => this.#snapshot;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The row at an index, or null when it is not loaded. */
  row(index: number): DocumentRow | null {
    return this.#windows.get(Math.floor(index / windowSize))?.[index % windowSize] ?? null;
  }

  /** The index of a loaded row; null when it is not among them. */
  indexOf(id: string): number | null {
    for (const [number, rows] of this.#windows) {
      const index = rows.findIndex((row) => row.id === id);
      if (index >= 0) return number * windowSize + index;
    }
    return null;
  }

  /** Says which rows are in sight, first and last included, and loads what is missing of them. */
  want(first: number, last: number): void {
    this.#wanted = [first, last];
    this.#loadWanted();
  }

  /** Another question: everything that was loaded answers the old one. */
  setQuery(query: ListQuery): void {
    this.#query = query;
    this.#generation++;
    this.#windows.clear();
    this.#stale.clear();
    this.#loading.clear();
    this.#wanted = [0, 0];
    this.#change({ total: null });
    this.#loadWanted();
  }

  /** Something changed on disk: reads again what is in sight, showing the old rows until then. */
  refresh(): void {
    this.#generation++;
    this.#loading.clear();
    for (const number of this.#windows.keys()) this.#stale.add(number);
    this.#loadWanted();
  }

  #loadWanted(): void {
    const [first, last] = this.#wanted;
    const { total } = this.#snapshot;
    const end = total === null ? last : Math.min(last, Math.max(total - 1, 0));
    for (let number = Math.floor(first / windowSize); number <= Math.floor(end / windowSize); number++) {
      const rows = this.#windows.get(number);
      if (rows) {
        this.#windows.delete(number);
        this.#windows.set(number, rows);
      }
      if (!rows || this.#stale.has(number)) void this.#loadWindow(number);
    }
  }

  async #loadWindow(number: number): Promise<void> {
    if (this.#loading.has(number)) return;
    this.#loading.add(number);
    const generation = this.#generation;
    try {
      const { rows, total, progress } = await this.#load(this.#query, number * windowSize, windowSize);
      if (generation !== this.#generation) return;
      this.#loading.delete(number);
      this.#windows.set(number, rows);
      this.#stale.delete(number);
      this.#forget();
      this.#change({ total, progress, error: null });
    } catch (error) {
      if (generation !== this.#generation) return;
      this.#loading.delete(number);
      this.#change({ error });
    }
  }

  #forget(): void {
    for (const number of this.#windows.keys()) {
      if (this.#windows.size <= windowsKept) return;
      this.#windows.delete(number);
      this.#stale.delete(number);
    }
  }

  #change(change: Partial<PagingSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, version: this.#snapshot.version + 1 };
    for (const listener of this.#listeners) listener();
  }
}
