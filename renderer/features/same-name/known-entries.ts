/**
 * The registry's entries in the window: read once for all who ask while a page is open, and kept true by the host's
 * events. A registry may have a hundred thousand entries: reading it for each of them, and after each new name, would
 * hold up typing.
 * Must not know: React, what entries are asked for.
 */
import type { EventPayload, GalleyApi } from "../../../shared/api.ts";
import type { RegistryEntry } from "../../../shared/model/settings.ts";

type Api = Pick<GalleyApi, "call" | "on">;
type Entries = readonly RegistryEntry[];

export class KnownEntries {
  readonly #api: Api;
  readonly #listeners = new Set<(entries: Entries) => void>();
  #stop: (() => void) | null = null;
  #entries: Entries | null = null;
  #reading: Promise<Entries> | null = null;
  /** Answers to older readings are dropped. */
  #generation = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The listener hears the entries when they are read, and after every change; returns what stops that. */
  follow(listener: (entries: Entries) => void): () => void {
    this.#listeners.add(listener);
    this.#stop ??= this.#api.on("registryChanged", (change) => this.#changed(change));
    if (this.#entries) listener(this.#entries);
    // Tagging goes on without; whatever is wrong with the registry is told where it is shown.
    else void this.read().catch(() => {});
    return () => {
      this.#listeners.delete(listener);
      if (!this.#listeners.size) this.#forget();
    };
  }

  /** @throws GalleyError as the contract's `readRegistry` */
  read(): Promise<Entries> {
    if (this.#entries) return Promise.resolve(this.#entries);
    this.#reading ??= this.#read();
    return this.#reading;
  }

  async #read(): Promise<Entries> {
    const generation = this.#generation;
    try {
      const { entities } = await this.#api.call("readRegistry", {});
      if (generation !== this.#generation) return await this.read();
      // Kept only while someone hears of its changes.
      if (this.#listeners.size) this.#set(entities);
      return entities;
    } finally {
      if (generation === this.#generation) this.#reading = null;
    }
  }

  #changed({ changed, removed }: EventPayload<"registryChanged">): void {
    const known = this.#entries;
    if (changed && known) {
      const gone = new Set([...removed, ...changed.map(({ id }) => id)]);
      this.#set([...known.filter(({ id }) => !gone.has(id)), ...changed]);
      return;
    }
    this.#drop();
    void this.read().catch(() => {});
  }

  #set(entries: Entries): void {
    this.#entries = entries;
    for (const listener of this.#listeners) listener(entries);
  }

  #drop(): void {
    this.#generation++;
    this.#entries = null;
    this.#reading = null;
  }

  #forget(): void {
    this.#stop?.();
    this.#stop = null;
    this.#drop();
  }
}

const byApi = new WeakMap<Api, KnownEntries>();

/** The one for a window's host. */
export function knownEntries(api: Api): KnownEntries {
  const known = byApi.get(api) ?? new KnownEntries(api);
  byApi.set(api, known);
  return known;
}
