/** What goes between the window and its suggesting worker. Suggestions cross once, as blocks do: by number. */
import type { EventPayload, Recommendation, Result } from "../../shared/api.ts";
import type { Suggestion } from "../../shared/entities/suggestion.ts";
import type { NumberedList } from "../workers/numbering.ts";
import type { CrossingPage } from "../workers/page-crossing.ts";
import type { Failed, WorkerThread } from "../workers/worker-line.ts";

/** What a recommender said of a page, and of which texts. */
export interface Recommendations {
  texts: { id: string; text: string }[];
  suggestions: Recommendation[];
}

export type Entries = NonNullable<EventPayload<"registryChanged">["changed"]>;

export type Question =
  | { ask: "words"; lexicon: string; classes: string }
  | { ask: "knowledge"; knowledge: Result<"suggestionKnowledge">; types: string[] }
  /** Entries of the registry that were added, changed or taken away since what is known was told. */
  | { ask: "registry"; changed: Entries; removed: string[] }
  /** `isNew`: it is another page than before. `recommended` when it is other than before. */
  | { ask: "suggest"; crossing: CrossingPage; isNew: boolean; recommended?: Recommendations | null };

export type Answer = { say: "suggestions"; found: NumberedList<Suggestion> } | { say: "done" } | Failed;

export type Thread = WorkerThread<Question, Answer>;
