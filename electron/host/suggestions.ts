/** The contract's methods about suggested entities: what the window's worker must know, learning, the recommender. */
import type { Host, Preferences } from "../../shared/api.ts";
import { GalleyError } from "../../shared/errors.ts";
import type { Corpus } from "../corpus/corpus.ts";
import { readWordClasses } from "../entities/word-knowledge.ts";
import { askRecommender, type Recommended, recommenderUrl } from "../recommender/recommender.ts";
import type { Jobs } from "./jobs.ts";
import type { Learning } from "./learning.ts";

interface SuggestionParts {
  /** @throws GalleyError no-corpus */
  corpus(): Corpus;
  /** Of the open corpus. @throws GalleyError no-corpus */
  learning(): Learning;
  jobs: Jobs;
  preferences(): Promise<Preferences>;
}

type SuggestionMethods = Pick<
  Host,
  | "readWordClasses"
  | "suggestionKnowledge"
  | "learningState"
  | "learnNow"
  | "startRecommendation"
  | "readRecommendation"
>;

export function suggestionMethods({ corpus, learning, jobs, preferences }: SuggestionParts): SuggestionMethods {
  /** What the last job was told. */
  let latest: { job: string; recommended: Recommended } | null = null;
  return {
    readWordClasses: async () => ({ words: await readWordClasses() }),

    async suggestionKnowledge() {
      const open = corpus();
      const { entities } = await open.readRegistry();
      const { suggestions } = await preferences();
      const kept = suggestions.learning ? await learning().model() : null;
      return {
        registry: entities.map(({ id, name, aliases, type }) => ({ id, name, aliases, type })),
        model: kept?.model ?? null,
        refused: await open.refusedNames(),
      };
    },

    learningState: async () => await learning().state(),
    learnNow: async () => ({ job: learning().learn() }),

    async startRecommendation({ blocks, types }) {
      corpus();
      // The user's own setting, never one that came with a corpus or with the page.
      const { address } = (await preferences()).suggestions.recommender;
      recommenderUrl(address);
      const job = jobs.start(async ({ id, signal }) => {
        latest = { job: id, recommended: await askRecommender(address, { blocks, types }, { signal }) };
        return {};
      });
      return { job };
    },

    async readRecommendation({ job }) {
      if (latest?.job !== job)
        throw new GalleyError("not-found", "This answer is not kept any more; ask again.", { name: job });
      return latest.recommended;
    },
  };
}
