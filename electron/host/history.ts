/** The contract's methods about earlier states of a document, and the one look that tells whether its file changed. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { ChangeFeed } from "./change-feed.ts";

interface HistoryParts {
  /** The open corpus. @throws GalleyError no-corpus */
  corpus(): Corpus;
  changes: ChangeFeed;
}

export function historyMethods({
  corpus,
  changes,
}: HistoryParts): Pick<Host, "hashDocument" | "readHistory" | "readRevision" | "restoreRevision"> {
  return {
    hashDocument: async ({ id }) => ({ hash: await corpus().hashOf(id) }),
    readHistory: async ({ id }) => await corpus().history(id),
    readRevision: async ({ id, number }) => ({ document: await corpus().readRevision(id, number) }),
    async restoreRevision({ id, number }) {
      const restored = await corpus().restore(id, number);
      changes.add([id]);
      return restored;
    },
  };
}
