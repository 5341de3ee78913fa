/**
 * Small changes of the registry, each of which says only what it changes: two windows, or a window and someone's text
 * editor, then never overwrite each other's entries. What is not changed stays what it is, unknown keys included.
 * Must not know: files, documents (whose entities name entries by id).
 */
import { z } from "zod";
import { GalleyError } from "../errors.ts";
import { type Registry, type RegistryEntry, registryEntrySchema } from "../model/settings.ts";
import { goesByItself } from "./remember.ts";

/** Longest name, in UTF-16 units: nothing that is named in a newspaper comes near. */
const MOST_NAME = 1000;
const MOST_TEXT = 20_000;

const id = z.string().min(1).max(200);
const texts = z.array(z.string().max(MOST_NAME)).max(10_000);

export const registryEditSchema = z.union([
  z.strictObject({ do: z.literal("add"), entry: registryEntrySchema }),
  z.strictObject({
    do: z.literal("change"),
    id,
    set: z.strictObject({
      name: z.string().max(MOST_NAME).optional(),
      type: z.string().min(1).max(64).optional(),
      link: z.string().max(MOST_TEXT).optional(),
      note: z.string().max(MOST_TEXT).optional(),
    }),
  }),
  /** Takes aliases away and puts others behind the ones that are there. */
  z.strictObject({ do: z.literal("aliases"), id, add: texts, remove: texts }),
  z.strictObject({ do: z.literal("remove"), id }),
  /** One entry for several: it gets their names as aliases, and what it lacks of link and note. */
  z.strictObject({ do: z.literal("merge"), from: z.array(id).min(1).max(10_000), into: id }),
  /** Undoing: the entry becomes what it was (null: none), if it still is what the change made of it. */
  z.strictObject({
    do: z.literal("restore"),
    id,
    now: registryEntrySchema.nullable(),
    was: registryEntrySchema.nullable(),
    /** Its place among the entries. */
    at: z.int().nonnegative(),
  }),
]);
export type RegistryEdit = z.infer<typeof registryEditSchema>;

export interface ChangedRegistry {
  registry: Registry;
  /** Entries that are new or other than before, and ids of those that are gone. */
  changed: RegistryEntry[];
  removed: string[];
  /** What takes the whole change back, and nothing else. */
  undo: RegistryEdit[];
}

/** @throws GalleyError usage (a name that can't be one), not-found or conflict (naming the entry); then nothing is changed */
export function applyRegistryEdits(registry: Registry, edits: readonly RegistryEdit[]): ChangedRegistry {
  const draft = new Draft(registry.entities);
  for (const edit of edits) applyEdit(draft, edit);
  const { entities, changed, removed } = draft.end();
  return {
    registry: changed.length || removed.length ? { ...registry, entities } : registry,
    changed,
    removed,
    undo: restoring(registry.entities, entities, [...changed.map((entry) => entry.id), ...removed]),
  };
}

/** Edits that make of `after` again what it was `before`, entry by entry, whatever else has changed meanwhile. */
export function restoring(
  before: readonly RegistryEntry[],
  after: readonly RegistryEntry[],
  ids: readonly string[],
): RegistryEdit[] {
  const wanted = new Set(ids);
  const placesIn = (entries: readonly RegistryEntry[]) =>
    new Map(
      entries
        .map((entry, at) => ({ entry, at }))
        .flatMap((one) => (wanted.has(one.entry.id) ? [[one.entry.id, one]] : [])),
    );
  const old = placesIn(before);
  const made = placesIn(after);
  const edits = [...wanted].map((one): RegistryEdit & { do: "restore" } => {
    const was = old.get(one)?.entry ?? null;
    return { do: "restore", id: one, now: made.get(one)?.entry ?? null, was, at: old.get(one)?.at ?? 0 };
  });
  // From the first place on, so that each finds the ones before it where they were.
  return edits.sort((a, b) => a.at - b.at);
}

/** Ids of entries that differ between two states of the registry. */
export function differing(before: readonly RegistryEntry[], after: readonly RegistryEntry[]): string[] {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const ids: string[] = [];
  for (const entry of after) {
    const was = old.get(entry.id);
    if (!was || !isSame(was, entry)) ids.push(entry.id);
    old.delete(entry.id);
  }
  return [...ids, ...old.keys()];
}

/** The registry while edits are made: entries by id, in their order. Of two with one id the first is meant; both stay. */
class Draft {
  readonly #entries: (RegistryEntry | null)[];
  readonly #places = new Map<string, number>();
  readonly #before = new Map<string, RegistryEntry | null>();
  readonly #inserted: { at: number; entry: RegistryEntry }[] = [];

  constructor(entries: readonly RegistryEntry[]) {
    this.#entries = [...entries];
    for (const [place, entry] of entries.entries()) if (!this.#places.has(entry.id)) this.#places.set(entry.id, place);
  }

  find(one: string): RegistryEntry | null {
    const place = this.#places.get(one);
    return place === undefined ? null : (this.#entries[place] ?? null);
  }

  /** @throws GalleyError not-found */
  get(one: string): RegistryEntry {
    const entry = this.find(one);
    if (!entry) throw new GalleyError("not-found", `There is no entry “${one}” in the registry.`, { id: one });
    return entry;
  }

  put(entry: RegistryEntry, at?: number): void {
    this.#note(entry.id);
    const place = this.#places.get(entry.id);
    if (place !== undefined) this.#entries[place] = entry;
    else {
      this.#places.set(entry.id, this.#entries.length);
      this.#entries.push(entry);
    }
    if (at !== undefined) this.#inserted.push({ at, entry });
  }

  remove(one: string): void {
    this.#note(one);
    const place = this.#places.get(one);
    if (place !== undefined) this.#entries[place] = null;
  }

  end(): { entities: RegistryEntry[]; changed: RegistryEntry[]; removed: string[] } {
    const changed: RegistryEntry[] = [];
    const removed: string[] = [];
    for (const [one, was] of this.#before) {
      const entry = this.find(one);
      if (!entry && was) removed.push(one);
      else if (entry && !(was && isSame(was, entry))) changed.push(entry);
    }
    const placed = new Set(this.#inserted.map(({ entry }) => entry.id));
    const entities = this.#entries.filter((entry) => entry !== null && !placed.has(entry.id)) as RegistryEntry[];
    for (const { at, entry } of this.#inserted) {
      const current = this.find(entry.id);
      if (current) entities.splice(Math.min(at, entities.length), 0, current);
    }
    return { entities, changed, removed };
  }

  #note(one: string): void {
    if (!this.#before.has(one)) this.#before.set(one, this.find(one));
  }
}

function applyEdit(draft: Draft, edit: RegistryEdit): void {
  switch (edit.do) {
    case "add": {
      const there = draft.find(edit.entry.id);
      // One that was made from what names it gives way to one that somebody says more of.
      if (there && !isSame(there, edit.entry) && !goesByItself(there)) throw conflict(there);
      draft.put(checked(edit.entry));
      break;
    }
    case "change":
      draft.put(checked({ ...byHand(draft.get(edit.id)), ...withoutMissing(edit.set) }));
      break;
    case "aliases": {
      const entry = byHand(draft.get(edit.id));
      const kept = entry.aliases.filter((alias) => !edit.remove.includes(alias));
      draft.put(checked({ ...entry, aliases: withAliases(entry.name, kept, edit.add) }));
      break;
    }
    case "remove":
      draft.get(edit.id);
      draft.remove(edit.id);
      break;
    case "merge":
      merge(draft, edit.from, edit.into);
      break;
    case "restore":
      restore(draft, edit);
  }
}

function restore(draft: Draft, { id: one, now, was, at }: RegistryEdit & { do: "restore" }): void {
  const there = draft.find(one);
  if (there ? !now || !isSame(there, now) : now) throw conflict(there ?? { id: one, name: now?.name ?? one });
  if (was) draft.put(was, at);
  else draft.remove(one);
}

function merge(draft: Draft, from: readonly string[], into: string): void {
  let kept = byHand(draft.get(into));
  for (const one of from) {
    if (one === into) continue;
    const { name, aliases, link, note } = draft.get(one);
    kept = {
      ...kept,
      aliases: withAliases(kept.name, kept.aliases, [name, ...aliases]),
      link: kept.link || link,
      note: [kept.note, note].filter(Boolean).join("\n"),
    };
    draft.remove(one);
  }
  draft.put(checked(kept));
}

/** What somebody writes into an entry makes it theirs: it does not go by itself any more. */
function byHand({ remembered: _, ...entry }: RegistryEntry): RegistryEntry {
  return entry;
}

/** Aliases with more behind them: none twice, and none that is the name. */
export function withAliases(name: string, aliases: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...aliases, ...more])].filter((alias) => alias !== name && alias.trim());
}

/** Why a text can't be an entry's name or alias; null when it can. */
export function nameProblem(name: string): string | null {
  if (!name.trim()) return "it is empty";
  if (name.length > MOST_NAME) return `it is longer than ${MOST_NAME} characters`;
  if (/[\p{Cc}\u2028\u2029\uffff]/u.test(name)) return "it holds a line break or a control character";
  return name.isWellFormed() ? null : "it holds half a character";
}

function checked(entry: RegistryEntry): RegistryEntry {
  for (const name of [entry.name, ...entry.aliases]) {
    const problem = nameProblem(name);
    if (!problem) continue;
    const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
    throw new GalleyError("usage", `“${shown}” can't be a name in the registry: ${problem}. Nothing was changed.`, {
      name: shown,
      reason: problem,
    });
  }
  return entry;
}

function conflict({ id: one, name }: { id: string; name: string }): GalleyError {
  return new GalleyError("conflict", `The entry “${name}” (${one}) was changed since; it was left as it is.`, { name });
}

function withoutMissing<T extends object>(set: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Both come from JSON; the order of keys means nothing. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
