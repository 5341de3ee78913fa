/** What entities of a corpus say as a whole, from the search thread, with the registry's names for what they name. */
import type {
  EntityCountsQuery,
  EntityGraphQuery,
  EntityOverview,
  Named,
  NamedGraph,
  Passages,
  PassagesQuery,
  Who,
} from "../../shared/api.ts";
import type { Registry, RegistryEntry } from "../../shared/model/settings.ts";
import type { SearchOptions } from "../search/search-thread.ts";
import { knownRegistry } from "./change-registry.ts";
import { type CorpusParts, refuseGone } from "./parts.ts";
import { searchText } from "./search-text.ts";

/** @throws GalleyError cancelled, corpus-gone, corpus-damaged, disk-error */
export async function countEntities(
  parts: CorpusParts,
  query: EntityCountsQuery,
  options?: SearchOptions,
): Promise<EntityOverview> {
  refuseGone(parts);
  const answer = await searchText(parts, { kind: "counts", query }, options);
  const nameOf = await namesOf(parts);
  return { ...answer, frequent: answer.frequent.map((one) => ({ ...one, ...nameOf(one) })) };
}

/** @throws as `countEntities` */
export async function entityGraph(
  parts: CorpusParts,
  query: EntityGraphQuery,
  options?: SearchOptions,
): Promise<NamedGraph> {
  refuseGone(parts);
  const { nodes, ...graph } = await searchText(parts, { kind: "graph", query }, options);
  const nameOf = await namesOf(parts);
  return { ...graph, nodes: nodes.map((node) => ({ ...node, ...nameOf(node) })) };
}

/** @throws as `countEntities` */
export async function listPassages(
  parts: CorpusParts,
  query: PassagesQuery,
  offset: number,
  limit: number,
  options?: SearchOptions,
): Promise<Passages> {
  refuseGone(parts);
  return await searchText(parts, { kind: "passages", query, offset, limit }, options);
}

const entriesById = new WeakMap<Registry, ReadonlyMap<string, RegistryEntry>>();

/** What the registry calls whom entities name; what it does not know goes by its text. */
async function namesOf(parts: CorpusParts): Promise<(who: Who) => Named> {
  const registry = await knownRegistry(parts);
  let entries = entriesById.get(registry);
  if (!entries) {
    entries = new Map(registry.entities.map((entry) => [entry.id, entry]));
    entriesById.set(registry, entries);
  }
  const byId = entries;
  return ({ ref, type, text }) => {
    const entry = ref === null ? undefined : byId.get(ref);
    return { ref, text, type: entry?.type ?? type, name: entry?.name ?? text, registered: entry !== undefined };
  };
}
