/**
 * A tagset while it is being changed: every member knows what it was, so that what the change means for documents can be
 * told at the end, however it came about. Members are named by keys that stay the same while ids are typed; ends of
 * relations are such keys, so they follow. Every edit makes a new draft. Pure.
 */
import type { Attribute, EntityType, Overlap, RelationType } from "../../model/settings.ts";
import { normalized, type TagsetChange } from "./change.ts";
import { freeKey } from "./keys.ts";
import { type Tagset, tagsetOf } from "./tagset.ts";

export interface DraftAttribute {
  readonly key: string;
  /** Where its values came from: a type's id and an attribute's, as the documents have them. */
  readonly was: readonly { type: string; id: string }[];
  readonly attribute: Attribute;
}

export interface DraftType {
  readonly key: string;
  /** Ids of the types whose entities are its own, as the documents have them; several after a merge, none for a new one. */
  readonly was: readonly string[];
  /** Without its attributes, which are beside it. */
  readonly type: EntityType;
  readonly attributes: readonly DraftAttribute[];
}

export interface DraftRelation {
  readonly key: string;
  readonly was: readonly string[];
  /** `from` and `to` hold keys of types. */
  readonly relation: RelationType;
}

export interface Draft {
  readonly types: readonly DraftType[];
  readonly relations: readonly DraftRelation[];
  readonly overlap: Overlap;
  /** What was deleted, as the documents have it. */
  readonly gone: {
    readonly types: readonly string[];
    readonly attributes: readonly { type: string; id: string }[];
    readonly relations: readonly string[];
  };
  /** Of the next member. */
  readonly nextKey: number;
}

/** The tagset as nothing is changed yet. */
export function draftOf(tagset: Tagset): Draft {
  let nextKey = 1;
  const key = () => `k${nextKey++}`;
  const types = tagset.entityTypes.map(({ attributes = [], ...type }): DraftType => {
    const rows = attributes.map((attribute) => {
      return { key: key(), was: [{ type: type.id, id: attribute.id }], attribute };
    });
    return { key: key(), was: [type.id], type, attributes: rows };
  });
  // A type that the tagset does not have stays an end by its id.
  const keyOf = (id: string) => types.find(({ type }) => type.id === id)?.key ?? id;
  const relations = tagset.relationTypes.map((relation): DraftRelation => {
    const ends = { from: relation.from.map(keyOf), to: relation.to.map(keyOf) };
    return { key: key(), was: [relation.id], relation: { ...relation, ...ends } };
  });
  return { types, relations, overlap: tagset.overlap, gone: { types: [], attributes: [], relations: [] }, nextKey };
}

export function tagsetOfDraft({ types, relations, overlap }: Draft): Tagset {
  const idOf = (key: string) => types.find((row) => row.key === key)?.type.id ?? key;
  const entityTypes = types.map(({ type, attributes }): EntityType => {
    return attributes.length ? { ...type, attributes: attributes.map(({ attribute }) => attribute) } : type;
  });
  const relationTypes = relations.map(({ relation }) => {
    return { ...relation, from: relation.from.map(idOf), to: relation.to.map(idOf) };
  });
  return tagsetOf({ entityTypes, relationTypes, overlap });
}

/** What becomes of what was tagged. */
export function changeOfDraft({ types, relations, gone }: Draft): TagsetChange {
  const attributes: Record<string, Record<string, string | null>> = {};
  const put = ({ type, id }: { type: string; id: string }, to: string | null) => {
    attributes[type] = { ...attributes[type], [id]: to };
  };
  for (const one of gone.attributes) put(one, null);
  for (const row of types)
    for (const { was, attribute } of row.attributes) for (const one of was) put(one, attribute.id);
  const into = (rows: readonly { was: readonly string[]; id: string }[], lost: readonly string[]) =>
    Object.fromEntries([
      ...lost.map((id): [string, null] => [id, null]),
      ...rows.flatMap(({ was, id }) => was.map((one): [string, string] => [one, id])),
    ]);
  return normalized({
    types: into(
      types.map(({ was, type }) => ({ was, id: type.id })),
      gone.types,
    ),
    attributes,
    relations: into(
      relations.map(({ was, relation }) => ({ was, id: relation.id })),
      gone.relations,
    ),
  });
}

export function addType(draft: Draft, type: EntityType, was: readonly string[] = []): Draft {
  const { attributes = [], ...rest } = type;
  const rows = attributes.map((attribute, index) => ({ key: `k${draft.nextKey + 1 + index}`, was: [], attribute }));
  const row: DraftType = { key: `k${draft.nextKey}`, was, type: rest, attributes: rows };
  return { ...draft, types: [...draft.types, row], nextKey: draft.nextKey + 1 + rows.length };
}

export function changeType(draft: Draft, key: string, part: Partial<EntityType>): Draft {
  return {
    ...draft,
    types: draft.types.map((row) => (row.key === key ? { ...row, type: { ...row.type, ...part } } : row)),
  };
}

/** One type's entities become another's: its attributes are added to the other's, relations that named it name the other. */
export function mergeType(draft: Draft, key: string, into: string): Draft {
  const gone = draft.types.find((row) => row.key === key);
  if (!gone || key === into || !draft.types.some((row) => row.key === into)) return draft;
  const types = draft.types
    .filter((row) => row !== gone)
    .map((row) =>
      row.key === into
        ? { ...row, was: [...row.was, ...gone.was], attributes: joinAttributes(row.attributes, gone.attributes) }
        : row,
    );
  return withEnds({ ...draft, types }, key, into);
}

/** Entities of a type that only documents have (its file was written elsewhere) become a type's own. */
export function adoptType(draft: Draft, id: string, into: string): Draft {
  const gone = { ...draft.gone, types: draft.gone.types.filter((one) => one !== id) };
  return {
    ...draft,
    gone,
    types: draft.types.map((row) => (row.key === into ? { ...row, was: [...row.was, id] } : row)),
  };
}

/** A type goes, and with it the tags of its entities. */
export function removeType(draft: Draft, key: string): Draft {
  const row = draft.types.find((one) => one.key === key);
  if (!row) return draft;
  const gone = { ...draft.gone, types: [...draft.gone.types, ...row.was] };
  return withEnds({ ...draft, types: draft.types.filter((one) => one !== row), gone }, key, null);
}

/** Moves a type by so many places in the order of the bar and the lists. */
export function moveType(draft: Draft, key: string, by: number): Draft {
  return { ...draft, types: movedBy(draft.types, key, by) };
}

export function moveRelation(draft: Draft, key: string, by: number): Draft {
  return { ...draft, relations: movedBy(draft.relations, key, by) };
}

function movedBy<T extends { key: string }>(rows: readonly T[], key: string, by: number): readonly T[] {
  const from = rows.findIndex((row) => row.key === key);
  const to = from + by;
  const row = rows[from];
  if (!row || to < 0 || to >= rows.length) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

function joinAttributes(own: readonly DraftAttribute[], others: readonly DraftAttribute[]): DraftAttribute[] {
  const result = [...own];
  for (const other of others) {
    const at = result.findIndex(({ attribute }) => attribute.id === other.attribute.id);
    const same = result[at];
    if (same) result[at] = { ...same, was: [...same.was, ...other.was], attribute: joinChoices(same, other) };
    else result.push(other);
  }
  return result;
}

function joinChoices({ attribute }: DraftAttribute, { attribute: other }: DraftAttribute): Attribute {
  if (attribute.kind !== "choice" || other.kind !== "choice") return attribute;
  return { ...attribute, choices: [...new Set([...(attribute.choices ?? []), ...(other.choices ?? [])])] };
}

function withEnds(draft: Draft, key: string, to: string | null): Draft {
  const end = (ends: readonly string[]) => [
    ...new Set(ends.flatMap((one) => (one !== key ? [one] : to === null ? [] : [to]))),
  ];
  const lost: string[] = [];
  const relations = draft.relations.flatMap((row): DraftRelation[] => {
    const { from, to: ends } = row.relation;
    if (!from.includes(key) && !ends.includes(key)) return [row];
    const next = { from: end(from), to: end(ends) };
    // An empty list would mean any type, which nobody asked for: a kind that has no end left goes.
    if ((from.length && !next.from.length) || (ends.length && !next.to.length)) {
      lost.push(...row.was);
      return [];
    }
    return [{ ...row, relation: { ...row.relation, ...next } }];
  });
  return { ...draft, relations, gone: { ...draft.gone, relations: [...draft.gone.relations, ...lost] } };
}

function inType(
  draft: Draft,
  type: string,
  change: (rows: readonly DraftAttribute[]) => readonly DraftAttribute[],
): Draft {
  const types = draft.types.map((row) => (row.key === type ? { ...row, attributes: change(row.attributes) } : row));
  return { ...draft, types };
}

export function addAttribute(draft: Draft, type: string, attribute: Attribute): Draft {
  const row = { key: `k${draft.nextKey}`, was: [], attribute };
  return { ...inType(draft, type, (rows) => [...rows, row]), nextKey: draft.nextKey + 1 };
}

export function changeAttribute(draft: Draft, type: string, key: string, attribute: Attribute): Draft {
  return inType(draft, type, (rows) => rows.map((row) => (row.key === key ? { ...row, attribute } : row)));
}

export function removeAttribute(draft: Draft, type: string, key: string): Draft {
  const row = draft.types.find((one) => one.key === type)?.attributes.find((one) => one.key === key);
  if (!row) return draft;
  const gone = { ...draft.gone, attributes: [...draft.gone.attributes, ...row.was] };
  return { ...inType(draft, type, (rows) => rows.filter((one) => one !== row)), gone };
}

/** @param relation its ends are keys of the draft's types */
export function addRelation(draft: Draft, relation: RelationType): Draft {
  const row: DraftRelation = { key: `k${draft.nextKey}`, was: [], relation };
  return { ...draft, relations: [...draft.relations, row], nextKey: draft.nextKey + 1 };
}

export function changeRelation(draft: Draft, key: string, part: Partial<RelationType>): Draft {
  const relations = draft.relations.map((row) =>
    row.key === key ? { ...row, relation: { ...row.relation, ...part } } : row,
  );
  return { ...draft, relations };
}

/** A kind of relation goes; its relations become another kind's, or are removed. */
export function removeRelation(draft: Draft, key: string, into: string | null = null): Draft {
  const row = draft.relations.find((one) => one.key === key);
  if (!row) return draft;
  const relations = draft.relations
    .filter((one) => one !== row)
    .map((one) => (one.key === into ? { ...one, was: [...one.was, ...row.was] } : one));
  const isKept = relations.some((one) => one.key === into);
  const gone = isKept ? draft.gone : { ...draft.gone, relations: [...draft.gone.relations, ...row.was] };
  return { ...draft, relations, gone };
}

/**
 * Another tagset in the place of this one (a preset, a file).
 * @param mapping by the id of each type there now: the id in the new tagset that its entities get, null where their tags
 * are taken off; a type that is not named here stays beside the new ones. Kinds of relations of the same id go on.
 */
export function replaceTagset(draft: Draft, tagset: Tagset, mapping: Readonly<Record<string, string | null>>): Draft {
  let next: Draft = { ...draftOf(tagset), gone: draft.gone };
  next = {
    ...next,
    nextKey: next.nextKey + draft.nextKey,
    types: next.types.map((row) => ({
      ...row,
      was: [],
      attributes: row.attributes.map((one) => ({ ...one, was: [] })),
    })),
    relations: next.relations.map((row) => ({ ...row, was: [] })),
  };
  const keys = new Map<string, string>();
  // Keys of the two drafts must not meet.
  const own = (key: string) => `was-${key}`;
  for (const row of draft.types) {
    const target = Object.hasOwn(mapping, row.type.id) ? mapping[row.type.id] : undefined;
    const attributes = row.attributes.map((one) => ({ ...one, key: own(one.key) }));
    const into = target ? next.types.find(({ type }) => type.id === target) : undefined;
    if (into) {
      const joined = {
        ...into,
        was: [...into.was, ...row.was],
        attributes: joinAttributes(into.attributes, attributes),
      };
      next = { ...next, types: next.types.map((one) => (one === into ? joined : one)) };
      keys.set(row.key, into.key);
    } else if (target === undefined) {
      const taken = next.types.map(({ type }) => type.key);
      // The new types' keys come first.
      const key = taken.includes(row.type.key) ? freeKey(row.type.id, taken) : row.type.key;
      const type = { ...row.type, key };
      next = { ...next, types: [...next.types, { ...row, key: own(row.key), type, attributes }] };
      keys.set(row.key, own(row.key));
    } else next = { ...next, gone: { ...next.gone, types: [...next.gone.types, ...row.was] } };
  }
  for (const row of draft.relations) {
    const same = next.relations.find(({ relation }) => relation.id === row.relation.id);
    if (same) {
      const relations = next.relations.map((one) => (one === same ? { ...one, was: row.was } : one));
      next = { ...next, relations };
      continue;
    }
    const ends = (list: readonly string[]) => list.flatMap((key) => keys.get(key) ?? []);
    const { from, to } = row.relation;
    const relation = { ...row.relation, from: ends(from), to: ends(to) };
    if ((from.length && !relation.from.length) || (to.length && !relation.to.length))
      next = { ...next, gone: { ...next.gone, relations: [...next.gone.relations, ...row.was] } };
    else next = { ...next, relations: [...next.relations, { key: own(row.key), was: row.was, relation }] };
  }
  return next;
}
