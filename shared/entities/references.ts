/**
 * What a document names outside itself: entries of the registry, and the tagset's types, attributes and kinds of
 * relations. What is wrong there breaks no document, so no save is refused for it; `galley verify` finds it and mends
 * what needs no guess. Pure.
 * Must not know: where registry and tagset come from.
 */
import { blocksOf, type Entity, type GalleyDocument } from "../model/document.ts";
import type { Attribute, Registry, RegistryEntry } from "../model/settings.ts";
import type { Problem } from "../model/verify.ts";
import { linkAddress } from "./link-address.ts";
import { nameProblem, withAliases } from "./registry-edits.ts";
import { rememberedEntry } from "./remember.ts";
import { attributeValue } from "./tagset/attribute-value.ts";
import type { Tagset } from "./tagset/tagset.ts";

export interface Reference extends Problem {
  /**
   * A note is about what the tagset does not have: such things are shown and kept, and the next change of the tagset
   * may take them in.
   */
  severity: "problem" | "note";
  /** Of the entry that is not there. */
  entry?: string;
}

/** What documents may name, found by id. */
export interface Known {
  /** Null where the registry can't be read: then nothing is said of it. */
  entries: ReadonlyMap<string, RegistryEntry> | null;
  /** By type and name; aliases too. */
  named: ReadonlyMap<string, readonly RegistryEntry[]>;
  /** By type, the attributes by their ids. */
  types: ReadonlyMap<string, ReadonlyMap<string, Attribute>>;
  relations: ReadonlySet<string>;
}

const nameKey = (type: string, name: string) => `${type} ${name}`;

export function knownOf(registry: Registry | null, { entityTypes, relationTypes }: Tagset): Known {
  const entries = new Map<string, RegistryEntry>();
  const named = new Map<string, RegistryEntry[]>();
  for (const entry of registry?.entities ?? []) {
    // Of two with one id the first is meant.
    if (entries.has(entry.id)) continue;
    entries.set(entry.id, entry);
    for (const name of new Set([entry.name, ...entry.aliases])) {
      const key = nameKey(entry.type, name);
      named.set(key, [...(named.get(key) ?? []), entry]);
    }
  }
  return {
    entries: registry && entries,
    named,
    types: new Map(entityTypes.map(({ id, attributes = [] }) => [id, new Map(attributes.map((one) => [one.id, one]))])),
    relations: new Set(relationTypes.map(({ id }) => id)),
  };
}

/** The only entry of this type that goes by the text; null for none, and for several. */
export function onlyEntry({ named }: Known, text: string, type: string): RegistryEntry | null {
  const found = named.get(nameKey(type, text)) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}

type Broken = Pick<Reference, "rule" | "message" | "entry">;

/** What is wrong with an entity's link; null where it holds, or there is none. The same for entities of the same words. */
function brokenLink(known: Known, { ref, type, text }: Entity): Broken | null {
  if (!ref || !known.entries) return null;
  const entry = known.entries.get(ref);
  if (!entry)
    return { rule: "ref-missing", message: `it names the entry ${ref}, which is not in entities.json`, entry: ref };
  if (entry.type === type) return null;
  return { rule: "ref-type", message: `${type} “${text}” names “${entry.name}” (${ref}), which is ${entry.type}` };
}

/** Ids of the entries that a document's entities name. */
export function refsOf(document: GalleyDocument): Set<string> {
  const refs = new Set<string>();
  for (const { entities } of blocksOf(document)) for (const { ref } of entities) if (ref !== null) refs.add(ref);
  return refs;
}

/** That a document names an entry, as an entity of a type. */
export interface Link {
  ref: string;
  type: string;
}

/** Which entries a document names, as entities of which type; each once. */
export function linksOf(document: GalleyDocument): Map<string, Link> {
  const links = new Map<string, Link>();
  for (const { entities } of blocksOf(document))
    for (const { ref, type } of entities) if (ref !== null) links.set(`${type} ${ref}`, { ref, type });
  return links;
}

/** Every broken reference of a document, the problems before the notes; the same of several places is said once. */
export function verifyReferences(document: GalleyDocument, known: Known): Reference[] {
  const found = new Findings();
  for (const block of blocksOf(document))
    for (const entity of block.entities) {
      const place = `${block.id}/${entity.id}`;
      const broken = brokenLink(known, entity);
      if (broken) found.add({ ...broken, severity: "problem", place });
      for (const one of unknownTo(known, entity)) found.add({ ...one, severity: "note", place });
    }
  for (const { id, type } of document.relations ?? [])
    if (!known.relations.has(type))
      found.add({
        severity: "note",
        rule: "relation-unknown",
        place: id,
        message: `the tagset has no kind of relation “${type}”`,
      });
  return found.all();
}

/** What the tagset does not know of an entity. */
function unknownTo({ types }: Known, { type, attributes = {} }: Entity): Broken[] {
  const own = types.get(type);
  if (!own) return [{ rule: "type-unknown", message: `the tagset has no type “${type}”` }];
  return Object.entries(attributes).flatMap(([id, value]): Broken[] => {
    const attribute = own.get(id);
    if (!attribute) return [{ rule: "attribute-unknown", message: `${type} has no attribute “${id}”` }];
    if (attributeValue(attribute, value) === value) return [];
    return [{ rule: "attribute-value", message: `“${value}” is no value of the attribute “${id}” of ${type}` }];
  });
}

/** One finding for all places of a document of which the same is to be said. */
class Findings {
  readonly #found = new Map<string, Reference & { more: number }>();

  add(one: Reference): void {
    const found = this.#found.get(one.message);
    if (found) found.more++;
    else this.#found.set(one.message, { ...one, more: 0 });
  }

  all(): Reference[] {
    const found = [...this.#found.values()].map(({ more, ...one }) =>
      more ? { ...one, place: `${one.place} and ${more} more` } : one,
    );
    return [...found.filter(isProblem), ...found.filter((one) => !isProblem(one))];
  }
}

const isProblem = ({ severity }: Reference) => severity === "problem";

/**
 * The document with links that go to entries of their own type: where the only entry of the entity's type goes by its
 * text, to that one, else to none. Links to entries that are not there stay, since those are made again
 * (`madeAgain`). The same object where nothing is to be mended.
 * @param onMended hears what was done about what `verifyReferences` says in these words
 */
export function mendReferences(
  document: GalleyDocument,
  known: Known,
  onMended: (message: string, action: string) => void,
): GalleyDocument {
  const mend = (entity: Entity): Entity => {
    const broken = brokenLink(known, entity);
    if (broken?.rule !== "ref-type") return entity;
    const entry = onlyEntry(known, entity.text, entity.type);
    onMended(
      broken.message,
      entry ? `linked to ${entry.id}, the ${entity.type} of that name` : "the link was taken off",
    );
    return { ...entity, ref: entry?.id ?? null };
  };
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      const entities = block.entities.map(mend);
      return entities.some((entity, index) => entity !== block.entities[index]) ? { ...block, entities } : block;
    }),
  }));
  const isMended = articles.some(({ blocks }, index) =>
    blocks.some((block, at) => block !== document.articles[index]?.blocks[at]),
  );
  return isMended ? { ...document, articles } : document;
}

/** Texts and types that name an entry which is not there, with how often they do. */
export type Uses = Map<string, { name: string; type: string; count: number }>;

/** Adds up what names entries that are not there, by the entry's id. No entry has an empty one: that names nothing. */
export function collectLost(
  document: GalleyDocument,
  isLost: (entry: string) => boolean,
  lost: Map<string, Uses>,
): void {
  for (const { entities } of blocksOf(document))
    for (const { ref, type, text } of entities) {
      if (!ref || !isLost(ref)) continue;
      const uses: Uses = lost.get(ref) ?? new Map();
      lost.set(ref, uses);
      const key = nameKey(type, text);
      const use = uses.get(key) ?? { name: text, type, count: 0 };
      uses.set(key, { ...use, count: use.count + 1 });
    }
}

/** An entry that is not there any more, from what names it: what does so most often is its type and name. */
export function madeAgain(id: string, uses: Uses): RegistryEntry {
  const [first, ...others] = [...uses.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const { name, type } = first ?? { name: id, type: "" };
  const aliases = others.filter((one) => one.type === type).map((one) => asName(one.name));
  const entry = rememberedEntry(id, asName(name), type);
  // Elsewhere, and in other programs' files, what names somebody is often an address itself.
  return { ...entry, aliases: withAliases(entry.name, [], aliases), link: linkAddress(id) ? id : "" };
}

/** A tagged text as a name: on one line, without what no name holds. */
function asName(text: string): string {
  return nameProblem(text) === null
    ? text
    : text
        .replace(/[\p{Cc}\u2028\u2029\uffff]+/gu, " ")
        .trim()
        .slice(0, 200);
}
