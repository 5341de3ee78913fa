/** Relations live as long as the entities that they name: every change that may lose an entity ends here. */
import { blocksOf, type GalleyDocument, type Relation } from "./document.ts";

/**
 * The document without relations whose entities are gone; the same object where none is.
 * @param onLost hears of each that is left out
 */
export function withoutLostRelations(document: GalleyDocument, onLost?: (relation: Relation) => void): GalleyDocument {
  const { relations } = document;
  if (!relations?.length) return document;
  const ids = new Set(blocksOf(document).flatMap(({ entities }) => entities.map(({ id }) => id)));
  const kept = relations.filter((relation) => {
    const isKept = ids.has(relation.from) && ids.has(relation.to);
    if (!isKept) onLost?.(relation);
    return isKept;
  });
  return kept.length === relations.length ? document : { ...document, relations: kept };
}
