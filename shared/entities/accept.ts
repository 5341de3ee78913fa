/** Suggestions become entities of a document. What overlaps an entity is left out, so that accepting twice changes nothing. */
import type { Entity, GalleyDocument } from "../model/document.ts";
import { newId } from "../model/ids.ts";
import type { Registry } from "../model/settings.ts";
import { entryFor } from "./link.ts";

/** What becomes an entity: a suggestion, or a span that someone named. Code points. */
export interface Accepted {
  block: string;
  start: number;
  end: number;
  type: string;
  text: string;
  /** Becomes the entity's `by`. */
  source: string;
  /** Id in the registry, where it is known already. */
  ref?: string | null;
  /** It was taken with others, without a look at each. */
  unseen?: boolean;
  /** What is said of it, by the id of the type's attribute. */
  attributes?: Readonly<Record<string, string>>;
}

/** The document with the accepted spans, and those of them that were new. Entities stay in the order of the text. */
export function acceptAll(
  document: GalleyDocument,
  accepted: readonly Accepted[],
  registry: Registry["entities"],
): { document: GalleyDocument; added: Accepted[] } {
  const byBlock = Map.groupBy(accepted, ({ block }) => block);
  const added: Accepted[] = [];
  const articles = document.articles.map((article) => ({
    ...article,
    blocks: article.blocks.map((block) => {
      const entities = [...block.entities];
      for (const item of byBlock.get(block.id) ?? []) {
        if (entities.some(({ start, end }) => start < item.end && end > item.start)) continue;
        entities.push(entityOf(item, registry));
        added.push(item);
      }
      if (entities.length === block.entities.length) return block;
      return { ...block, entities: entities.sort((a, b) => a.start - b.start || b.end - a.end) };
    }),
  }));
  return { document: added.length ? { ...document, articles } : document, added };
}

function entityOf(
  { type, start, end, text, source, ref, unseen, attributes }: Accepted,
  registry: Registry["entities"],
): Entity {
  return {
    id: newId("e"),
    type,
    start,
    end,
    text,
    ref: ref ?? entryFor(text, type, registry)?.id ?? null,
    by: source,
    note: "",
    ...(unseen ? { unseen } : {}),
    ...(attributes && Object.keys(attributes).length ? { attributes: { ...attributes } } : {}),
  };
}
