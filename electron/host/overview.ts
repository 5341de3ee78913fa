/** The contract's methods about the entities of a corpus as a whole. A newer question of a kind gives the older one up. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";

type OverviewMethods = Pick<Host, "countEntitiesByType" | "entityGraph" | "listPassages">;

/** @param corpus the open one. @throws GalleyError no-corpus */
export function overviewMethods(corpus: () => Corpus): OverviewMethods {
  const asked = new Map<string, { query: string; controller: AbortController }>();
  /** Several pages of one question are one. */
  const signalOf = (method: string, query: object): AbortSignal => {
    const key = JSON.stringify(query);
    let running = asked.get(method);
    if (running?.query !== key) {
      running?.controller.abort();
      running = { query: key, controller: new AbortController() };
      asked.set(method, running);
    }
    return running.controller.signal;
  };
  return {
    countEntitiesByType: async (query) =>
      await corpus().countEntitiesByType(query, { signal: signalOf("countEntitiesByType", query) }),
    entityGraph: async (query) => await corpus().entityGraph(query, { signal: signalOf("entityGraph", query) }),
    listPassages: async ({ query, offset, limit }) =>
      await corpus().listPassages(query, offset, limit, { signal: signalOf("listPassages", query) }),
  };
}
