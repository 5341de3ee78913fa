/**
 * What a change of the tagset means for what was tagged by the old one: which types, attributes and kinds of relations
 * went into which. Carried out over a document, over the registry, over the settings. Pure.
 *
 * Of every name the old one is looked up, once: two types can change places.
 */
import { z } from "zod";
import { blocksOf, type Entity, type GalleyDocument, type Relation } from "../../model/document.ts";
import type { EntityType, Registry } from "../../model/settings.ts";
import { rejectedName, rejectedRule } from "../rejections.ts";

const into = z.record(z.string(), z.string().nullable());
export const tagsetChangeSchema = z.strictObject({
  /** By a type's id: the type that its entities get, or null where their tags are taken off. Others keep theirs. */
  types: into,
  /** By a type's id before, then an attribute's: the attribute that the values go to, or null where they go. */
  attributes: z.record(z.string(), into),
  /** By a kind's id: the kind that relations become, or null where they are removed. */
  relations: into,
});
export type TagsetChange = z.infer<typeof tagsetChangeSchema>;

export const noChange: TagsetChange = { types: {}, attributes: {}, relations: {} };

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Without what becomes itself. */
export function normalized({ types, attributes, relations }: TagsetChange): TagsetChange {
  const moved = (record: Record<string, string | null>) =>
    Object.fromEntries(Object.entries(record).filter(([from, to]) => from !== to));
  const inner = Object.entries(attributes).map(([type, record]) => [type, moved(record)] as const);
  return {
    types: moved(types),
    attributes: Object.fromEntries(inner.filter(([, record]) => Object.keys(record).length)),
    relations: moved(relations),
  };
}

export function changesNothing(change: TagsetChange): boolean {
  const { types, attributes, relations } = normalized(change);
  return [types, attributes, relations].every((record) => Object.keys(record).length === 0);
}

/** The change in one line, for naming the operation: "PER → PERSON, QUANT → ∅". */
export function changeLabel(change: TagsetChange): string {
  const { types, attributes, relations } = normalized(change);
  const arrows = (record: Record<string, string | null>, prefix = "") =>
    Object.entries(record).map(([from, to]) => arrow(`${prefix}${from}`, to));
  return [
    ...arrows(types),
    ...Object.entries(attributes).flatMap(([type, record]) => arrows(record, `${type}.`)),
    ...arrows(relations),
  ].join(", ");
}

const arrow = (from: string, to: string | null) => `${from} → ${to ?? "∅"}`;

/** One place of a document that the change touches. */
export interface Migrated {
  /** Names what happens, the same for all places that it happens to: "PER → PERSON". */
  what: string;
  kind: "retyped" | "untagged" | "folded" | "attribute" | "relation";
  /** The entity as it is before, and the block that it is in; of a relation's the one that it starts from. */
  block: string;
  entity: Entity;
  /** As it is after; null where it goes. */
  after: Entity | null;
  /** Of a relation. */
  relation?: { before: Relation; after: Relation | null };
}

/**
 * The document by the new tagset, and what is different; the same object where nothing is. An entity that becomes what
 * another one over the same characters is already goes into that one: its note, link and attributes are kept where the
 * other has none, and its relations go over.
 * @param gone ids of registry entries that go with the change: links to them are taken off
 */
export function migrateDocument(
  document: GalleyDocument,
  change: TagsetChange,
  gone: ReadonlySet<string> = new Set(),
): { document: GalleyDocument; places: Migrated[] } {
  const places: Migrated[] = [];
  const folded = new Map<string, string>();
  const articles = document.articles.map((article) => {
    const blocks = article.blocks.map((block) => {
      const before = block.entities;
      const entities = migrateEntities(block.id, before, change, gone, places, folded);
      return entities === before ? block : { ...block, entities };
    });
    return blocks.some((block, index) => block !== article.blocks[index]) ? { ...article, blocks } : article;
  });
  const isChanged = articles.some((article, index) => article !== document.articles[index]);
  const next: GalleyDocument = isChanged ? { ...document, articles } : document;
  const migrated = migrateRelations(document, next, change, folded, places);
  return { document: migrateDismissed(migrated, change), places };
}

function migrateEntities(
  block: string,
  before: Entity[],
  change: TagsetChange,
  gone: ReadonlySet<string>,
  places: Migrated[],
  folded: Map<string, string>,
): Entity[] {
  const kept: { entity: Entity; retyped: boolean }[] = [];
  let isChanged = false;
  for (const entity of before) {
    const type = own(change.types, entity.type);
    if (type === null) {
      isChanged = true;
      places.push({ what: arrow(entity.type, null), kind: "untagged", block, entity, after: null });
      continue;
    }
    const { attributes, moved } = migrateAttributes(entity, own(change.attributes, entity.type));
    let after = entity;
    if (moved.length) {
      after = { ...entity, attributes };
      if (!Object.keys(attributes).length) delete after.attributes;
    }
    if (entity.ref !== null && gone.has(entity.ref)) after = { ...after, ref: null };
    const retyped = type !== undefined && type !== entity.type;
    if (retyped) after = { ...after, type };
    if (after !== entity) isChanged = true;
    for (const [from, to] of moved)
      places.push({ what: arrow(`${entity.type}.${from}`, to), kind: "attribute", block, entity, after });
    if (retyped) places.push({ what: arrow(entity.type, type), kind: "retyped", block, entity, after });
    kept.push({ entity: after, retyped });
  }
  if (!isChanged) return before;
  return fold(kept, places, folded);
}

function migrateAttributes(
  { attributes = {} }: Entity,
  change: Readonly<Record<string, string | null>> | undefined,
): { attributes: Record<string, string>; moved: [string, string | null][] } {
  const moved: [string, string | null][] = [];
  const result: Record<string, string> = {};
  for (const [id, value] of Object.entries(attributes)) {
    const to = change && own(change, id);
    if (to === undefined || to === id) {
      result[id] = value;
      continue;
    }
    moved.push([id, to]);
    // Where two go into one, what stood there already stays.
    if (to !== null && own(attributes, to) === undefined && own(result, to) === undefined) result[to] = value;
  }
  return { attributes: result, moved };
}

/** Entities that became equal to others are folded into these. */
function fold(
  entities: readonly { entity: Entity; retyped: boolean }[],
  places: Migrated[],
  folded: Map<string, string>,
): Entity[] {
  const result: Entity[] = [];
  // Those that had this type before come first: they stay, whatever the order in the file.
  const firsts = new Map<string, number>();
  const keyOf = ({ start, end, type }: Entity) => `${start} ${end} ${type}`;
  for (const { entity, retyped } of entities) if (!retyped && !firsts.has(keyOf(entity))) firsts.set(keyOf(entity), -1);
  const waiting: Entity[] = [];
  for (const { entity, retyped } of entities) {
    const at = firsts.get(keyOf(entity));
    if (retyped && at !== undefined) {
      waiting.push(entity);
      continue;
    }
    if (at === undefined || at < 0) firsts.set(keyOf(entity), result.length);
    result.push(entity);
  }
  const apart: Entity[] = [];
  for (const entity of waiting) {
    const at = firsts.get(keyOf(entity)) as number;
    const other = result[at] as Entity;
    const together = foldInto(other, entity);
    if (!together) {
      apart.push(entity);
      continue;
    }
    result[at] = together;
    folded.set(entity.id, other.id);
    const place = places.findLast((one) => one.entity.id === entity.id && one.kind === "retyped");
    if (place) Object.assign(place, { kind: "folded", after: null });
  }
  return apart.length ? [...result, ...apart].sort((a, b) => a.start - b.start || b.end - a.end) : result;
}

/** The two as one; null when they are linked to two different things, or hold what this version does not know. */
function foldInto(entity: Entity, other: Entity): Entity | null {
  if (entity.ref !== null && other.ref !== null && entity.ref !== other.ref) return null;
  const known = new Set(["id", "type", "start", "end", "text", "ref", "by", "note", "attributes"]);
  if (Object.keys(other).some((key) => !known.has(key))) return null;
  const notes = [...new Set([entity.note, other.note].filter(Boolean))];
  const attributes = { ...other.attributes, ...entity.attributes };
  const result: Entity = { ...entity, ref: entity.ref ?? other.ref, note: notes.join("\n") };
  if (Object.keys(attributes).length) result.attributes = attributes;
  return result;
}

function migrateRelations(
  before: GalleyDocument,
  document: GalleyDocument,
  change: TagsetChange,
  folded: ReadonlyMap<string, string>,
  places: Migrated[],
): GalleyDocument {
  const { relations } = document;
  if (!relations?.length) return document;
  const there = new Map(
    blocksOf(document).flatMap((block) => block.entities.map((entity) => [entity.id, entity] as const)),
  );
  const origins = new Map(
    blocksOf(before).flatMap((block) => block.entities.map((entity) => [entity.id, { block, entity }] as const)),
  );
  const keyOf = ({ type, from, to }: Relation) => JSON.stringify([type, from, to]);
  const next = relations.map((relation) => {
    const type = own(change.relations, relation.type);
    const from = folded.get(relation.from) ?? relation.from;
    const to = folded.get(relation.to) ?? relation.to;
    const isSame = (type === undefined || type === relation.type) && from === relation.from && to === relation.to;
    const isLost = type === null || !there.has(from) || !there.has(to) || (from === to && !isSame);
    return {
      before: relation,
      after: isSame ? relation : { ...relation, type: type ?? relation.type, from, to },
      isLost,
    };
  });
  // What is as it was stays, so of two that now say the same the one that was changed goes.
  const said = new Set(
    next.flatMap(({ before: one, after, isLost }) => (one === after && !isLost ? [keyOf(one)] : [])),
  );
  const kept: Relation[] = [];
  for (const { before: relation, after, isLost } of next) {
    const isSame = relation === after && !isLost;
    const goes = isLost || (!isSame && said.has(keyOf(after)));
    if (!goes) {
      kept.push(after);
      said.add(keyOf(after));
    }
    if (isSame) continue;
    const origin = origins.get(relation.from);
    if (!origin) continue;
    places.push({
      what: arrow(relation.type, goes ? null : after.type),
      kind: "relation",
      block: origin.block.id,
      entity: origin.entity,
      after: there.get(after.from) ?? null,
      relation: { before: relation, after: goes ? null : after },
    });
  }
  const isSame = kept.length === relations.length && kept.every((one, index) => one === relations[index]);
  return isSame ? document : { ...document, relations: kept };
}

/** Suggestions of a type that were refused are refused of the type that it became. */
function migrateDismissed(document: GalleyDocument, { types }: TagsetChange): GalleyDocument {
  let isChanged = false;
  const dismissed = document.dismissed.map((one) => {
    const type = rejectedName(one)?.type;
    const to = type === undefined ? undefined : own(types, type);
    if (!to || to === type) return one;
    isChanged = true;
    return { ...one, rule: rejectedRule(to) };
  });
  return isChanged ? { ...document, dismissed } : document;
}

/**
 * The registry by the new tagset: entries get the type that theirs became. Those of a type that is taken off are `gone`,
 * and still there: documents name them until they have changed, too.
 * @returns the same object where nothing is different
 */
export function migrateRegistry(
  registry: Registry,
  { types }: TagsetChange,
): { registry: Registry; retyped: number; gone: Set<string> } {
  const gone = new Set<string>();
  let retyped = 0;
  const entities = registry.entities.map((entry) => {
    const type = own(types, entry.type);
    if (type === undefined || type === entry.type) return entry;
    if (type === null) {
      gone.add(entry.id);
      return entry;
    }
    retyped++;
    return { ...entry, type };
  });
  return { registry: retyped ? { ...registry, entities } : registry, retyped, gone };
}

/** Types that entities would have after the change and that the tagset does not know. */
export function unknownTargets(change: TagsetChange, types: readonly EntityType[]): string[] {
  const known = new Set(types.map(({ id }) => id));
  const targets = Object.values(change.types).filter((to): to is string => to !== null && !known.has(to));
  return [...new Set(targets)];
}
