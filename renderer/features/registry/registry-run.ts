/**
 * The registry as the window looks through it: what is asked, the entries page by page, which is chosen; small changes
 * with the way back. What was found before stays until the new answer is there.
 * Must not know: React.
 */
import type { GalleyApi, RegistryQuery, RegistryRow } from "../../../shared/api.ts";
import type { RegistryEdit } from "../../../shared/entities/registry-edits.ts";
import { Pages, pageSize } from "../plan/pages.ts";

export interface RegistryState {
  query: RegistryQuery;
  total: number | null;
  rows: Pages<RegistryRow>;
  /** Id of the entry that is shown beside the list. */
  chosen: string | null;
  /** Grows when entries or what names them may be others than before. */
  version: number;
  error: unknown;
}

const everything: RegistryQuery = { text: "", type: null, sort: "entities", descending: true };

export class RegistryRun {
  readonly #api: Pick<GalleyApi, "call" | "on">;
  readonly #listeners = new Set<() => void>();
  #state: RegistryState;
  /** Answers to older questions are dropped. */
  #generation = 0;

  constructor(api: Pick<GalleyApi, "call" | "on">, chosen: string | null) {
    this.#api = api;
    this.#state = { query: everything, total: null, rows: this.#pages(everything), chosen, version: 0, error: null };
  }

  getState = (): RegistryState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads again whenever the registry or documents change; returns what stops it. */
  listen(): () => void {
    const again = () => void this.ask(this.#state.query);
    const stops = [this.#api.on("registryChanged", again), this.#api.on("documentsChanged", again)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async ask(query: RegistryQuery): Promise<void> {
    const generation = ++this.#generation;
    this.#set({ query });
    try {
      const { total, rows: first } = await this.#read(query, 0, pageSize);
      if (generation !== this.#generation) return;
      const rows = this.#pages(query);
      rows.put(0, first);
      this.#set({ total, rows, version: this.#state.version + 1, error: null });
    } catch (error) {
      if (generation === this.#generation) this.#set({ error });
    }
  }

  choose(id: string | null): void {
    if (id !== this.#state.chosen) this.#set({ chosen: id });
  }

  /** @returns what takes the change back. @throws GalleyError as the contract's `changeRegistry` */
  async change(edits: RegistryEdit[]): Promise<RegistryEdit[]> {
    return (await this.#api.call("changeRegistry", { edits })).undo;
  }

  /** The first entries that a text may mean. */
  async find(text: string, type: string | null, limit: number): Promise<readonly RegistryRow[]> {
    return (await this.#read({ text, type, sort: "entities", descending: true }, 0, limit)).rows;
  }

  #read(query: RegistryQuery, offset: number, limit: number) {
    return this.#api.call("listRegistry", { query, offset, limit });
  }

  #pages(query: RegistryQuery): Pages<RegistryRow> {
    return new Pages(async (offset, limit) => (await this.#read(query, offset, limit)).rows);
  }

  #set(change: Partial<RegistryState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
