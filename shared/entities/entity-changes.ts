/**
 * Changes of entities, and nothing but entities, that a plan makes: tagging places, taking tags away, other types, other
 * entries of the registry, other attributes. Texts and provenance stay; a relation goes with its entities.
 */
import { blocksOf, type Entity, type GalleyDocument } from "../model/document.ts";
import { withoutLostRelations } from "../model/relations.ts";
import { type Accepted, acceptAll } from "./accept.ts";

export type EntityChange =
  | ({ do: "tag"; ref: string | null } & Omit<Accepted, "ref">)
  /** Of an entity, by its id. */
  | { do: "untag"; entity: string }
  /** Another type, and the entry that it names then. */
  | { do: "retype"; entity: string; type: string; ref: string | null }
  | { do: "link"; entity: string; ref: string | null }
  /** What is said of it; an empty value takes an attribute off, what is not named stays. */
  | { do: "attributes"; entity: string; set: Readonly<Record<string, string>> };

/**
 * The document with the changes; the same object when there are none to make. What is to be tagged and overlaps an
 * entity is left out, and so is what is to happen to an entity that is gone.
 */
export function applyEntityChanges(document: GalleyDocument, changes: readonly EntityChange[]): GalleyDocument {
  const tags: Accepted[] = [];
  const gone = new Set<string>();
  const set = new Map<string, Partial<Entity>>();
  const said = new Map<string, Record<string, string>>();
  for (const change of changes)
    if (change.do === "tag") tags.push(change);
    else if (change.do === "untag") gone.add(change.entity);
    else if (change.do === "attributes") said.set(change.entity, { ...said.get(change.entity), ...change.set });
    else {
      const { ref } = change;
      const value = change.do === "retype" ? { type: change.type, ref } : { ref };
      set.set(change.entity, { ...set.get(change.entity), ...value });
    }
  const ids = new Set(blocksOf(document).flatMap(({ entities }) => entities.map(({ id }) => id)));
  const isTouched = [...gone, ...set.keys(), ...said.keys()].some((id) => ids.has(id));
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      if (!block.entities.some(({ id }) => gone.has(id) || set.has(id) || said.has(id))) return block;
      const entities = block.entities
        .filter(({ id }) => !gone.has(id))
        .map((entity) => (set.has(entity.id) ? { ...entity, ...set.get(entity.id) } : entity))
        .map((entity) => withAttributes(entity, said.get(entity.id)));
      return { ...block, entities };
    }),
  }));
  const changed = isTouched ? withoutLostRelations({ ...document, articles }) : document;
  // The registry is not asked: a change says which entry is meant, or none.
  return acceptAll(changed, tags, []).document;
}

function withAttributes(entity: Entity, set: Readonly<Record<string, string>> | undefined): Entity {
  if (!set) return entity;
  const { attributes: before, ...rest } = entity;
  const attributes = Object.fromEntries(Object.entries({ ...before, ...set }).filter(([, value]) => value));
  return Object.keys(attributes).length ? { ...rest, attributes } : rest;
}
