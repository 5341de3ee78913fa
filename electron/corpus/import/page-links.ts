/**
 * What the pages of one file name outside themselves: entries that come with the file are taken into the registry, and
 * the pages' entities lead to the corpus's own entries, whatever format said so. Must not know: particular formats.
 */
import {
  type GivenEntry,
  KnownEntries,
  type Meeting,
  meetEntries,
  settleLink,
} from "../../../shared/entities/meet-entries.ts";
import { GalleyError } from "../../../shared/errors.ts";
import { type ExchangeNotice, notice } from "../../../shared/exchange-notices.ts";
import type { Article, Entity } from "../../../shared/model/document.ts";
import { newEntryId } from "../../../shared/model/ids.ts";
import type { Registry } from "../../../shared/model/settings.ts";
import type { ImportedPage } from "../../formats/format.ts";
import { knownRegistry } from "../change-registry.ts";
import { RegistryOperation } from "../operations/registry-operation.ts";
import type { CorpusParts } from "../parts.ts";

/** Names in a notice; the rest are counted. */
const MOST_NAMED = 20;

// By the registry that it was made of: nearly always the same for page after page.
const indexes = new WeakMap<Registry, KnownEntries>();

function indexOf(registry: Registry): KnownEntries {
  const index = indexes.get(registry) ?? new KnownEntries(registry);
  indexes.set(registry, index);
  return index;
}

/** What all files of one import have in common. */
export class SharedLinks {
  /** What new entries come with, and go with when it is undone. */
  readonly operation: RegistryOperation;
  /** What entries became that several files point to, by their places. */
  readonly ids = new Map<string, string>();

  /** @param label what undoing it is called */
  constructor(label: string) {
    this.operation = new RegistryOperation(label);
  }
}

export class PageLinks {
  readonly #parts: CorpusParts;
  readonly #shared: SharedLinks;
  /** By the file's own ids, of all pages so far: what one page says another may name. */
  readonly #ids = new Map<string, string | null>();
  readonly #brought = new Map<string, GivenEntry>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: CorpusParts, shared: SharedLinks) {
    this.#parts = parts;
    this.#shared = shared;
  }

  /** What the file says of entries: kept until a page is imported, as one that is there already needs none. */
  bring(entries: readonly GivenEntry[] = []): void {
    for (const entry of entries) if (!this.#brought.has(entry.id)) this.#brought.set(entry.id, entry);
  }

  /** Entries that were brought and not taken into the registry yet, as the file says them. */
  waiting(): GivenEntry[] {
    return [...this.#brought.values()].filter(({ id }) => !this.#ids.has(id));
  }

  /**
   * The page's articles with links to entries of the corpus. New entries are on the disk then.
   * @param page with what was waiting as its entries, their types the corpus's
   * @throws GalleyError corpus-damaged, corpus-newer, read-only, corpus-gone, the disk's
   */
  link(page: Pick<ImportedPage, "articles" | "entries">): Promise<{ articles: Article[]; notices: ExchangeNotice[] }> {
    // One page after the other: of two that bring the same entry, the second must see the first's.
    const linked = this.#last.then(() => this.#link(page));
    this.#last = linked.catch(() => {});
    return linked;
  }

  async #link({ articles, entries = [] }: Pick<ImportedPage, "articles" | "entries">) {
    const fresh = entries.filter(({ id }) => !this.#ids.has(id));
    const names = articles.some(({ blocks }) =>
      blocks.some(({ entities }) => entities.some(({ ref }) => ref !== null)),
    );
    if (!fresh.length && !names) return { articles, notices: [] };
    const notices = fresh.length ? await this.#take(fresh) : [];
    const registry = await this.#registry();
    if (!registry) return { articles, notices };
    const known = indexOf(registry);
    const other = new Set<string>();
    const linked = (entity: Entity): Entity => {
      const { ref, isOther } = settleLink(entity, this.#ids, known);
      if (isOther) other.add(`${entity.text} (${entity.type})`);
      return ref === entity.ref ? entity : { ...entity, ref };
    };
    const all = articles.map((article) => ({
      ...article,
      blocks: article.blocks.map((block) => ({ ...block, entities: block.entities.map(linked) })),
    }));
    if (other.size) notices.push(listed("link-of-other-type", [...other]));
    return { articles: all, notices };
  }

  /** Null where it can't be read: documents then stay as they are, and `verify` looks at what they name. */
  async #registry(): Promise<Registry | null> {
    try {
      return await knownRegistry(this.#parts);
    } catch (error) {
      if (error instanceof GalleyError && error.code !== "corpus-gone") return null;
      throw error;
    }
  }

  /** Takes entries into the registry. */
  async #take(given: readonly GivenEntry[]): Promise<ExchangeNotice[]> {
    const { operation, ids: shared } = this.#shared;
    const meet = (registry: Registry) => {
      const known = indexOf(registry);
      const isNew = ({ place = "" }: GivenEntry) => !known.byId.has(shared.get(place) ?? "");
      return meetEntries(given.filter(isNew), known, newEntryId);
    };
    let meeting = meet(await knownRegistry(this.#parts));
    if (meeting.edits.length) {
      const change = await operation.edit(this.#parts, (now) => {
        // Another file may have brought them meanwhile.
        meeting = meet(now);
        return meeting.edits;
      });
      if (meeting.edits.length) this.#parts.onRegistry?.(change);
    }
    for (const { id, place } of given) {
      const own = meeting.ids.get(id) ?? (place && shared.get(place));
      if (place && own) shared.set(place, own);
      if (own || meeting.ids.has(id)) this.#ids.set(id, own ?? null);
    }
    return noticesOf(meeting);
  }
}

function noticesOf({ added, met, completed, doubtful, refused }: Meeting): ExchangeNotice[] {
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);
  return [
    ...(added.length ? [listed("entries-added", names(added))] : []),
    ...(met.length ? [notice("entries-met", { n: met.length })] : []),
    ...(completed.length ? [listed("entries-completed", names(completed))] : []),
    ...(doubtful.length ? [listed("entries-doubtful", names(doubtful))] : []),
    ...(refused.length ? [listed("entries-refused", names(refused))] : []),
  ];
}

function listed(code: Parameters<typeof notice>[0], names: readonly string[]): ExchangeNotice {
  const list = names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? " …" : "");
  return notice(code, { n: names.length, list });
}
