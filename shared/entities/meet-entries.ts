/**
 * Entries of a registry that come with a file: which of them the corpus has already, which are new, and what its own
 * entries learn from them. And which entries entities mean whose file says only an id or an address. Pure.
 * Must not know: files, formats.
 */
import type { Entity } from "../model/document.ts";
import type { Registry, RegistryEntry } from "../model/settings.ts";
import { linkKey } from "./link-key.ts";
import { addTo, nameKey } from "./name-key.ts";
import { nameProblem, type RegistryEdit, withAliases } from "./registry-edits.ts";

/** An entry as a file says it; of no type (""), it is to be left out. */
export interface GivenEntry extends Pick<RegistryEntry, "id" | "name" | "type" | "aliases" | "link" | "note"> {
  /** Whether the id is a registry's of ours, which means the same in every corpus that has it; else it is the file's alone. */
  own: boolean;
  /** Where it lies in a file that others lead to: which file, and which entry of it. The same in all files of one import. */
  place?: string;
  /** Its file has others of this name and type, which need not have come with it. */
  hasNamesakes?: boolean;
}

/** What became of the entries of a file. */
export interface Meeting {
  /** Ids of the corpus's entries by the given ones; null for what became none. */
  ids: Map<string, string | null>;
  added: RegistryEntry[];
  /** Entries that were there, and those of them that get something they lacked. */
  met: RegistryEntry[];
  completed: RegistryEntry[];
  /** New ones although others go by that name, as nothing says which of them it is. */
  doubtful: RegistryEntry[];
  /** Whose name can't be one. */
  refused: GivenEntry[];
  edits: RegistryEdit[];
}

/** A registry by what entries are known by. */
export class KnownEntries {
  readonly byId = new Map<string, RegistryEntry>();
  readonly #byLink = new Map<string, RegistryEntry[]>();
  readonly #byName = new Map<string, RegistryEntry[]>();
  readonly #byAnyName = new Map<string, RegistryEntry[]>();

  constructor({ entities }: Pick<Registry, "entities">) {
    for (const entry of entities) {
      // Of two with one id the first is meant.
      if (this.byId.has(entry.id)) continue;
      this.byId.set(entry.id, entry);
      const link = linkKey(entry.link);
      if (link !== null) addTo(this.#byLink, nameKey(entry.type, link), entry);
      addTo(this.#byName, nameKey(entry.type, entry.name), entry);
      for (const name of new Set([entry.name, ...entry.aliases]))
        addTo(this.#byAnyName, nameKey(entry.type, name), entry);
    }
  }

  /** Entries of this type whose link leads to the same. */
  linkedTo(link: string, type: string): readonly RegistryEntry[] {
    const key = linkKey(link);
    return key === null ? [] : (this.#byLink.get(nameKey(type, key)) ?? []);
  }

  called(name: string, type: string): readonly RegistryEntry[] {
    return this.#byName.get(nameKey(type, name)) ?? [];
  }

  /** The only entry of this type that goes by the text; null for none, and for several. */
  only(text: string, type: string): RegistryEntry | null {
    const found = this.#byAnyName.get(nameKey(type, text)) ?? [];
    return found.length === 1 ? (found[0] ?? null) : null;
  }
}

/**
 * An entry is one of the corpus's where it has its id (if that is one of ours), its link, or, with no other link, its
 * name alone, where its file has no other of it; always of its type. Two entries of a file never become one.
 * @param newId called for each new entry whose id is none of ours
 */
export function meetEntries(given: readonly GivenEntry[], known: KnownEntries, newId: () => string): Meeting {
  const meeting: Meeting = { ids: new Map(), added: [], met: [], completed: [], doubtful: [], refused: [], edits: [] };
  const usable = given.filter((entry) => {
    const isNamed = nameProblem(entry.name) === null;
    if (!isNamed) meeting.refused.push(entry);
    const isUsable = isNamed && entry.type !== "";
    // An id of a registry may be known elsewhere; one of the file means nothing outside it.
    if (!isUsable && !entry.own) meeting.ids.set(entry.id, null);
    return isUsable;
  });
  const alike = Map.groupBy(usable, ({ type, name }) => nameKey(type, name));
  const taken = new Set<string>();
  const take = (entry: GivenEntry, found: RegistryEntry) => {
    taken.add(found.id);
    meeting.ids.set(entry.id, found.id);
    meeting.met.push(found);
    const edits = completing(found, entry);
    if (edits.length) meeting.completed.push(found);
    meeting.edits.push(...edits);
  };
  const byName: GivenEntry[] = [];
  // What is certain first, so that no name takes an entry which another's link leads to.
  for (const entry of usable) {
    const same = entry.own ? known.byId.get(entry.id) : undefined;
    const isSame = same?.type === entry.type && !taken.has(same.id);
    const found = isSame ? same : known.linkedTo(entry.link, entry.type).find(({ id }) => !taken.has(id));
    if (found) take(entry, found);
    else byName.push(entry);
  }
  for (const entry of byName) {
    const called = known.called(entry.name, entry.type);
    const may = called.filter(({ id, link }) => !taken.has(id) && !differ(link, entry.link));
    const isOne = may.length === 1 && !entry.hasNamesakes && alike.get(nameKey(entry.type, entry.name))?.length === 1;
    if (isOne && may[0]) {
      take(entry, may[0]);
      continue;
    }
    const keepsId = entry.own && !known.byId.has(entry.id) && !taken.has(entry.id);
    const { name, type, link, note } = entry;
    const aliases = withAliases(name, [], entry.aliases).filter((alias) => nameProblem(alias) === null);
    const added = { id: keepsId ? entry.id : newId(), name, type, aliases, link, note };
    taken.add(added.id);
    meeting.ids.set(entry.id, added.id);
    meeting.added.push(added);
    if (may.length) meeting.doubtful.push(added);
    meeting.edits.push({ do: "add", entry: added });
  }
  return meeting;
}

function differ(one: string, other: string): boolean {
  return one !== "" && other !== "" && (linkKey(one) ?? one) !== (linkKey(other) ?? other);
}

/** What an entry of the corpus lacks and a file says. */
function completing({ id, name, aliases, link, note }: RegistryEntry, given: GivenEntry): RegistryEdit[] {
  const edits: RegistryEdit[] = [];
  const more = [given.name, ...given.aliases].filter((alias) => nameProblem(alias) === null);
  const add = withAliases(name, aliases, more).filter((alias) => !aliases.includes(alias));
  if (add.length) edits.push({ do: "aliases", id, add, remove: [] });
  const set = { ...(link ? {} : { link: given.link }), ...(note ? {} : { note: given.note }) };
  if (set.link || set.note) edits.push({ do: "change", id, set });
  return edits;
}

/** How an entity's link was settled. */
export interface SettledLink {
  ref: string | null;
  /** It named an entry of another type, and is not what the file said. */
  isOther: boolean;
}

/**
 * Which entry an entity means by what its file says: one that came with the file, one of this id, one whose link leads
 * to the same. An entry of another type is none: then the only one of the entity's own type that goes by its text, or
 * none. What names nothing that is there stays as it is.
 */
export function settleLink(
  { ref, text, type }: Pick<Entity, "ref" | "text" | "type">,
  ids: ReadonlyMap<string, string | null>,
  known: KnownEntries,
): SettledLink {
  // An empty one names nothing: no entry has such an id, and every entry without a link would be the same.
  const named = !ref ? null : (ids.get(ref) ?? (ids.has(ref) ? null : ref));
  if (!ref || named === null) return { ref: null, isOther: false };
  const there = known.byId.get(named);
  if (there?.type === type) return { ref: there.id, isOther: false };
  if (there) return { ref: known.only(text, type)?.id ?? null, isOther: true };
  return { ref: known.linkedTo(ref, type)[0]?.id ?? ref, isOther: false };
}
