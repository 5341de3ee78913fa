/** The contract's methods about what was set aside: saves that did not end, damaged files, copies from before repairs. */
import type { Host } from "../../shared/api.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Handles } from "./handles.ts";

interface SetAsideParts {
  /** The open corpus. @throws GalleyError no-corpus */
  corpus(): Corpus;
  handles: Handles;
  changes: ChangeFeed;
  /** How many files were set aside when it was opened. */
  leftovers(): Promise<number>;
}

export function setAsideMethods({
  corpus,
  handles,
  changes,
  leftovers,
}: SetAsideParts): Pick<Host, "listSetAside" | "restoreSetAside" | "countLeftovers"> {
  return {
    async listSetAside() {
      const { total, items } = await corpus().listSetAside();
      return { total, items: items.map(({ path, ...item }) => ({ handle: handles.of(path), ...item })) };
    },
    async restoreSetAside({ handle }) {
      const restored = await corpus().restoreSetAside(handles.path(handle));
      if (restored.document) changes.add([restored.document]);
      return restored;
    },
    countLeftovers: async () => ({ files: await leftovers() }),
  };
}
