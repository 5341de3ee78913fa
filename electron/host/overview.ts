/** The contract's methods about the entities of a corpus as a whole. A newer question of a kind gives the older one up. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { newestOnly } from "./newest.ts";

type OverviewMethods = Pick<Host, "countEntitiesByType" | "entityGraph" | "listPassages">;

/** @param corpus the open one. @throws GalleyError no-corpus */
export function overviewMethods(corpus: () => Corpus): OverviewMethods {
  const signalOf = newestOnly();
  return {
    countEntitiesByType: async (query) =>
      await corpus().countEntitiesByType(query, { signal: signalOf("countEntitiesByType", query) }),
    entityGraph: async (query) => await corpus().entityGraph(query, { signal: signalOf("entityGraph", query) }),
    listPassages: async ({ query, offset, limit }) =>
      await corpus().listPassages(query, offset, limit, { signal: signalOf("listPassages", query) }),
  };
}
