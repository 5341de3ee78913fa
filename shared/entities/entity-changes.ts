/**
 * Changes of entities, and nothing but entities, that a plan makes: tagging places, taking tags away, other types, other
 * entries of the registry. Texts and provenance stay; a relation goes with its entities.
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
  | { do: "link"; entity: string; ref: string | null };

/**
 * The document with the changes; the same object when there are none to make. What is to be tagged and overlaps an
 * entity is left out, and so is what is to happen to an entity that is gone.
 */
export function applyEntityChanges(document: GalleyDocument, changes: readonly EntityChange[]): GalleyDocument {
  const tags: Accepted[] = [];
  const gone = new Set<string>();
  const set = new Map<string, Partial<Entity>>();
  for (const change of changes)
    if (change.do === "tag") tags.push(change);
    else if (change.do === "untag") gone.add(change.entity);
    else {
      const { ref } = change;
      const value = change.do === "retype" ? { type: change.type, ref } : { ref };
      set.set(change.entity, { ...set.get(change.entity), ...value });
    }
  const ids = new Set(blocksOf(document).flatMap(({ entities }) => entities.map(({ id }) => id)));
  const isTouched = [...gone, ...set.keys()].some((id) => ids.has(id));
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      if (!block.entities.some(({ id }) => gone.has(id) || set.has(id))) return block;
      const entities = block.entities
        .filter(({ id }) => !gone.has(id))
        .map((entity) => (set.has(entity.id) ? { ...entity, ...set.get(entity.id) } : entity));
      return { ...block, entities };
    }),
  }));
  const changed = isTouched ? withoutLostRelations({ ...document, articles }) : document;
  // The registry is not asked: a change says which entry is meant, or none.
  return acceptAll(changed, tags, []).document;
}
