/** The contract's methods about earlier states of a document, and the one look that tells whether its file changed. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Drafts } from "./drafts.ts";

type HistoryMethods = Pick<
  Host,
  "prepareMerge" | "recreateDocument" | "hashDocument" | "readHistory" | "readRevision" | "restoreRevision"
>;

interface HistoryParts {
  /** The open corpus. @throws GalleyError no-corpus */
  corpus(): Corpus;
  drafts: Drafts;
  changes: ChangeFeed;
}

export function historyMethods({ corpus, drafts, changes }: HistoryParts): HistoryMethods {
  return {
    async prepareMerge({ mine, baseHash }) {
      const open = corpus();
      const { id } = mine;
      const base = drafts.known(id, baseHash) ?? (await open.findRevision(id, baseHash));
      await open.keepVersion(mine);
      const { document, hash, newer } = await open.keepPresent(id);
      if (newer) throw newer;
      return { theirs: document, hash, base };
    },
    async recreateDocument({ document }) {
      const hash = await corpus().recreate(document);
      drafts.know(document, hash);
      changes.add([document.id]);
      return { hash };
    },
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
