/**
 * Entries of the registry that come and go by themselves, whatever becomes of the tags that name them: one that was
 * remembered because its name was tagged, and that nobody has written anything into, goes when nothing names it any
 * more; one that a document names and that is not there (the tag came back by undo, an earlier state was restored, a
 * page of another corpus was brought in) is made again from what names it. It comes before the document and goes after
 * it, so whatever ends the program, no document names what is not there.
 */

import {
  collectLost,
  knownOf,
  type Link,
  linksOf,
  madeAgain,
  mendReferences,
  refsOf,
  type Uses,
} from "../../shared/entities/references.ts";
import type { ChangedRegistry } from "../../shared/entities/registry-edits.ts";
import { goesByItself } from "../../shared/entities/remember.ts";
import { tagsetOf } from "../../shared/entities/tagset/tagset.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { GalleyDocument } from "../../shared/model/document.ts";
import type { Registry, RegistryEntry } from "../../shared/model/settings.ts";
import { knownRegistry, settledRegistry, updateRegistry } from "./change-registry.ts";
import type { CorpusParts } from "./parts.ts";

type Change = Pick<ChangedRegistry, "changed" | "removed">;

/**
 * After a save that the index has been told of. When the registry can't be read or written the save stands, and what is
 * left over or missing there is found by `verify`.
 * @param had what the document named before it
 * @param fresh remembered entries that no document named when the save was asked for
 */
export async function settleRemembered(
  parts: CorpusParts,
  had: ReadonlyMap<string, Link>,
  after: GalleyDocument,
  fresh: readonly string[],
): Promise<void> {
  const before = new Set([...had.values()].map(({ ref }) => ref));
  const has = refsOf(after);
  for (const id of has) parts.fresh.delete(id);
  const mayGo = [...before, ...fresh].filter((id) => !has.has(id));
  const mayLack = new Set([...has].filter((id) => !before.has(id)));
  if (!mayGo.length && !mayLack.size) return;
  try {
    const registry = await knownRegistry(parts);
    const isThere = new Set(registry.entities.map(({ id }) => id));
    const lost = new Map<string, Uses>();
    collectLost(after, (id) => mayLack.has(id) && !isThere.has(id), lost);
    const gone = await unnamed(parts, registry, mayGo);
    if (gone.size || lost.size) await write(parts, gone, lost);
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
  }
}

/**
 * Before a save: links that come with it (those that it `had` are left alone) and lead to an entry of another type (undo
 * brought one back, and the entry was retyped since) go where `mendReferences` says; those to entries that are gone find
 * them made again. The same object where all is well, or the registry can't be read or written.
 */
export async function withSoundLinks(
  parts: CorpusParts,
  had: ReadonlyMap<string, Link>,
  after: GalleyDocument,
): Promise<GalleyDocument> {
  const come = [...linksOf(after)].filter(([key]) => !had.has(key)).map(([, link]) => link);
  if (!come.length) return after;
  let sound = after;
  try {
    const registry = await settledRegistry(parts);
    const types = Map.groupBy(come, ({ ref }) => ref);
    const isThere = new Set<string>();
    let isSound = true;
    // Nearly always they fit, and then it is enough to have gone through the registry once.
    for (const { id, type } of registry.entities) {
      const links = types.get(id);
      if (!links) continue;
      isThere.add(id);
      isSound &&= links.every((link) => link.type === type);
    }
    if (!isSound) sound = mendReferences(after, knownOf(registry, tagsetOf(parts.settings)), () => {});
    if (isThere.size < types.size) {
      const lost = new Map<string, Uses>();
      collectLost(sound, (id) => types.has(id) && !isThere.has(id), lost);
      const made = lost.size ? (await write(parts, none, lost)).changed : [];
      // Should the save fail, they go with the next one.
      for (const { id } of made) parts.fresh.add(id);
    }
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
  }
  return sound;
}

/**
 * Before documents are written that were not there, or not like this: entries that they name and that are gone are made
 * again. What can't be written is found by `verify`.
 */
export async function makeNamed(parts: CorpusParts, documents: Iterable<GalleyDocument>): Promise<void> {
  const lost = new Map<string, Uses>();
  for (const document of documents) collectLost(document, () => true, lost);
  if (!lost.size) return;
  try {
    for (const { id } of (await settledRegistry(parts)).entities) lost.delete(id);
    if (lost.size) await write(parts, none, lost);
  } catch (error) {
    if (!(error instanceof GalleyError)) throw error;
  }
}

const none: ReadonlySet<string> = new Set();

/** Takes some entries out and makes others again, and tells of it. */
async function write(parts: CorpusParts, gone: ReadonlySet<string>, lost: ReadonlyMap<string, Uses>): Promise<Change> {
  const { changed, removed } = await updateRegistry(parts, (now) => {
    const isThere = new Set(now.entities.map(({ id }) => id));
    const removed = now.entities.filter((entry) => gone.has(entry.id) && goesByItself(entry)).map(({ id }) => id);
    const changed = [...lost].filter(([id]) => !isThere.has(id)).map(([id, uses]) => madeAgain(id, uses));
    const isChanged = removed.length || changed.length;
    return { changed, removed, registry: isChanged ? withChange(now, changed, removed) : now };
  });
  for (const id of removed) parts.fresh.delete(id);
  parts.onRegistry?.({ changed, removed });
  return { changed, removed };
}

function withChange(registry: Registry, added: readonly RegistryEntry[], removed: readonly string[]): Registry {
  const isGone = new Set(removed);
  return { ...registry, entities: [...registry.entities.filter(({ id }) => !isGone.has(id)), ...added] };
}

/** Of these entries those that go by themselves and that no document names. */
async function unnamed(parts: CorpusParts, { entities }: Registry, ids: readonly string[]): Promise<Set<string>> {
  const wanted = new Set(ids);
  const mayGo = entities.filter((entry) => wanted.has(entry.id) && goesByItself(entry));
  if (!mayGo.length) return new Set();
  const isNamed = await parts.index.use((index) =>
    mayGo.map(({ id }) => index.entities.count({ refs: [id] }).entities > 0),
  );
  return new Set(mayGo.filter((_, index) => !isNamed[index]).map(({ id }) => id));
}
