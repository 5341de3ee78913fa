/** What the registry knows of the things that a document's entities are. Must not know: particular formats. */
import type { Registry } from "../../../shared/model/settings.ts";
import type { FlatDocument } from "./flat.ts";

export interface Links {
  /** Addresses (of Wikidata, VIAF …) by registry id; only those that are addresses and of one thing alone. */
  byRef: ReadonlyMap<string, string>;
  byLink: ReadonlyMap<string, string>;
}

export function linksOf(flat: FlatDocument, registry: Registry): Links {
  const used = new Set(flat.spans.map(({ ref }) => ref));
  const known = registry.entities.filter(({ id, link }) => used.has(id) && /^[a-z][a-z0-9+.-]*:\S+$/i.test(link));
  const byLink = new Map<string, string>();
  for (const { id, link } of known) if (!byLink.has(link)) byLink.set(link, id);
  return { byLink, byRef: new Map(Array.from(byLink, ([link, id]) => [id, link])) };
}
